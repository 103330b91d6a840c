// What has to be done and could not be: tried again while this process lives, ever less often. Nobody waits for it, and it
// keeps no process from ending.
const SOON = 5_000
const AT_LAST = 300_000

export function doLater(work: () => Promise<unknown>, after = SOON): void {
  const again = () => doLater(work, Math.min(after * 2, AT_LAST))
  setTimeout(() => void work().catch(again), after).unref()
}

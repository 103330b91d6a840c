// Notices a data process that does not answer. PostgreSQL in it runs on the thread that would answer, and a statement
// that does not end can be neither timed out nor cancelled.
import type { FromDataProcess, Port, ToDataProcess, Work } from './protocol'

/** How long it may be silent while somebody waits: during calls, and during what it has said takes longer. */
export interface Patience {
  calls: number
  work: Record<Work, number>
}

const MINUTE = 60_000

export const patience: Patience = {
  calls: 30_000,
  work: {
    opening: 5 * MINUTE,
    restoring: 30 * MINUTE,
    migrating: 15 * MINUTE,
    'backing-up': 10 * MINUTE,
    tidying: 5 * MINUTE,
  },
}

/** Looks so often within the patience. Looks are counted, and not time: a computer that slept is no hanging statement. */
const LOOKS = 6

/**
 * @param isWaiting whether anybody waits for the data process; only then is it asked
 * @param onStuck is told once, with how long it was silent
 * @returns stops watching
 */
export function watch(
  port: Port,
  isWaiting: () => boolean,
  onStuck: (milliseconds: number) => void,
  { calls, work }: Patience = patience,
): () => void {
  let present: Work | null = null
  let silentLooks = 0

  port.onMessage((data) => {
    silentLooks = 0
    const message = data as FromDataProcess
    if (message.type === 'working') present = message.on
  })
  const everyMs = calls / LOOKS
  const timer = setInterval(() => {
    if (!isWaiting()) {
      silentLooks = 0
      return
    }
    const silentMs = silentLooks * everyMs
    if (silentMs >= (present ? work[present] : calls)) {
      clearInterval(timer)
      return onStuck(silentMs)
    }
    silentLooks += 1
    port.postMessage({ type: 'ping' } satisfies ToDataProcess)
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}

// A data process that dies is started again. One that keeps dying is not: whoever waits should be told.

const LIMIT = 3
const WITHIN_MS = 10 * 60_000

/** @returns asks whether to start again now, and counts it if so */
export function countRestarts(now: () => number = () => performance.now()): () => boolean {
  let times: number[] = []
  return () => {
    times = times.filter((time) => now() - time < WITHIN_MS)
    if (times.length >= LIMIT) return false
    times.push(now())
    return true
  }
}

// So many in a minute and so many in all: what comes from a page must fill neither the log nor the disk.

interface Limits {
  aMinute: number
  inAll: number
  /** Milliseconds that only grow. */
  now?: () => number
}

/** @returns asks whether one more may pass, and how many were kept back since the last that did */
export function few({ aMinute, inAll, now = () => performance.now() }: Limits): () => { keptBack: number } | null {
  let times: number[] = []
  let passed = 0
  let keptBack = 0
  return () => {
    times = times.filter((time) => now() - time < 60_000)
    if (passed >= inAll || times.length >= aMinute) {
      keptBack += 1
      return null
    }
    times.push(now())
    passed += 1
    const since = keptBack
    keptBack = 0
    return { keptBack: since }
  }
}

// How often somebody nobody knows has knocked. On one computer there is nobody to tell apart, so all of them count
// together, tokens and sign-ins each; whoever is known already is not kept out by others.
export interface FailedAttempts {
  /** Seconds until an unknown token is looked at again; 0: now. */
  wait(): number
  count(): void
}

const LIMIT = 20
const WINDOW_MS = 60_000

export function countFailedAttempts(now: () => number = Date.now): FailedAttempts {
  let times: number[] = []
  const recent = () => (times = times.filter((time) => time > now() - WINDOW_MS))
  return {
    wait() {
      const [oldest] = recent().slice(-LIMIT)
      return times.length < LIMIT || oldest === undefined ? 0 : Math.ceil((oldest + WINDOW_MS - now()) / 1_000)
    },
    count: () => void (times = [...recent().slice(-LIMIT), now()]),
  }
}

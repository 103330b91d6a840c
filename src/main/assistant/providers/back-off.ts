import type { KithError } from '../../../shared/errors'

/** Waits before an answer is given up: a minute and a half at most, with the pauses below half of one. */
const MOST_WAITS = 4
const FIRST_SECONDS = 2
/** A provider that asks for more is not waited for: nobody looks at an empty answer for so long. */
const LONGEST_SECONDS = 30

/** 503 and 529: too much to do, for a moment. */
const OVERLOAD: ReadonlySet<number | undefined> = new Set([503, 529])

/**
 * Seconds until the same model is asked again; null when it is not. As long as the provider wants, else twice as long
 * each time.
 */
export function backOff({ code, data }: KithError, waits: number): number | null {
  const { status, retryAfterSeconds, noCredit } = data as {
    status?: number
    retryAfterSeconds?: number | null
    noCredit?: boolean
  }
  const isBusy = code === 'PROVIDER_RATE_LIMITED' || (code === 'PROVIDER_FAILED' && OVERLOAD.has(status))
  if (!isBusy || noCredit || waits >= MOST_WAITS) return null
  const seconds = retryAfterSeconds ?? FIRST_SECONDS * 2 ** waits
  return seconds > LONGEST_SECONDS ? null : seconds
}

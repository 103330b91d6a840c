// How often a password may be guessed. Remembered by this process alone: whoever can restart it can read the database.
import { AuthError } from './auth-error'

export interface PasswordAttempts {
  /** Throws 429 `over_request_rate_limit` when there were too many. Counts as failed until it succeeds. */
  begin(account: string, now: Date): void
  succeed(account: string): void
}

const WINDOW_MS = 5 * 60_000
const OF_ONE_ACCOUNT = 10
const OVER_ALL = 30

/**
 * Counts failed sign-ins with an address, those of one account and those of all, over five minutes. What is refused
 * does not count, so that waiting always helps. The account of this computer does not come by here (`local-accounts`).
 */
export function countPasswordAttempts(): PasswordAttempts {
  let failed: { account: string; at: number }[] = []
  return {
    begin(account, now) {
      const at = now.getTime()
      // Those of the future, too: the clock was set.
      failed = failed.filter((attempt) => Math.abs(at - attempt.at) < WINDOW_MS)
      const own = failed.filter((attempt) => attempt.account === account)
      if (own.length >= OF_ONE_ACCOUNT || failed.length >= OVER_ALL) {
        throw new AuthError(429, 'over_request_rate_limit', 'Request rate limit reached')
      }
      failed.push({ account, at })
    },
    succeed(account) {
      failed = failed.filter((attempt) => attempt.account !== account)
    },
  }
}

// Who goes on with a suspended run. A claim is a status that names its holder, `running <holder>`, and is renewed as long as
// the holder lives; one that was not renewed for long is of somebody who died, and can be taken over.
import type { StoredRun } from './run-snapshots'

/**
 * In milliseconds. A holder that lives renews its claim ten times in it, so it may be slow for as long as it likes and miss
 * nine renewals. The moment of a renewal is the database's and the present that of whoever asks, so it is also how far
 * their clocks may differ.
 *
 * Who takes over begins where the run was suspended, and cannot know how far the other came: a tool that the dead process
 * had begun is called again.
 */
export const CLAIM_LASTS = 600_000
const RENEWED_EVERY = 60_000

export class RunClaims {
  /** As it stands in the status of a run: another one for each store. */
  readonly own = `running ${crypto.randomUUID().slice(0, 18)}`
  readonly #renewing = new Map<string, NodeJS.Timeout>()

  /** Whether this process may resume it: it waits, is abandoned, or was claimed here by a call whose answer was lost. */
  canTake(run: StoredRun): boolean {
    if (run.storedStatus === 'suspended' || run.storedStatus === this.own) return true
    return run.snapshot.status === 'running' && Date.now() - run.updatedAt.getTime() > CLAIM_LASTS
  }

  /** `renew` is called until the claim is dropped, or until it says that the claim is somebody else's. Keeps no process. */
  hold(key: string, renew: () => Promise<boolean>): void {
    this.drop(key)
    const timer = setInterval(() => {
      // Without an answer, the next one will do.
      void renew().then(
        (isOurs) => isOurs || this.drop(key),
        () => {},
      )
    }, RENEWED_EVERY)
    timer.unref()
    this.#renewing.set(key, timer)
  }

  drop(key: string): void {
    clearInterval(this.#renewing.get(key))
    this.#renewing.delete(key)
  }
}

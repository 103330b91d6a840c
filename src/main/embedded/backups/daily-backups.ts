// A backup a day, at a moment when nobody is waiting for the database.
import { logError } from '../log'
import type { Backup, Backups } from '.'

const LOOK_EVERY_MS = 60_000
const QUIET_MS = 60_000
const DAY_MS = 24 * 3_600_000
/** After one that could not be made, as the disk may be full for hours, or that was not needed. */
const REST_MS = 3_600_000

/**
 * @param idleMs how long ago the database was last asked for something
 * @param tell how one went: null when it was made, else why it was not
 */
export function startDailyBackups(
  backups: Pick<Backups, 'list' | 'isHeld'>,
  idleMs: () => number,
  take: () => Promise<unknown>,
  tell: (failed: string | null) => void = () => {},
): () => void {
  let restingUntil = 0
  let isRunning = false

  async function look(): Promise<void> {
    if (isRunning || idleMs() < QUIET_MS || Date.now() < restingUntil) return
    isRunning = true
    try {
      if (!isDue(await backups.list(), Date.now())) return
      // Copies of one state would push out those of earlier ones.
      if (await backups.isHeld()) restingUntil = Date.now() + REST_MS
      else await take()
      tell(null)
    } catch (error) {
      restingUntil = Date.now() + REST_MS
      logError('the daily backup could not be made', error)
      tell(error instanceof Error ? error.message : String(error))
    } finally {
      isRunning = false
    }
  }
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}

/** Whether the newest daily one is older than a day. One from the future, made while the clock was wrong, counts as none. */
export function isDue(backups: Backup[], now: number): boolean {
  const ages = backups.filter(({ reason }) => reason === 'daily').map(({ madeAt }) => now - Date.parse(madeAt))
  return !ages.some((age) => age >= 0 && age < DAY_MS)
}

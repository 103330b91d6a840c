// Which backups have had their time. Three of each kind stay; one with damaged pages never takes the place of a good one.
import { isGood, newestFirst } from './backup'
import type { Backup } from './backup'

const KEPT_OF_EACH = 3

export function outdated(backups: Backup[]): Backup[] {
  const seen = new Map<string, number>()
  return backups.toSorted(newestFirst).filter((backup) => {
    const kind = `${backup.reason} ${isGood(backup)}`
    const count = (seen.get(kind) ?? 0) + 1
    seen.set(kind, count)
    // The newest of those with damage may still hold what no older one has.
    return count > (isGood(backup) ? KEPT_OF_EACH : 1)
  })
}

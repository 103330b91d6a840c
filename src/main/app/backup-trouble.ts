// What its owner has to know about the backups Kith makes by itself: those that matter are the ones nobody looks at.
import { isGood } from '../embedded/backups/backup'
import type { Backup } from '../embedded/backups/backup'
import type { Backup as ToldBackup } from '../../shared/contract/database'
import type { Notice } from '../../shared/contract/session'

export interface BackupTrouble {
  /** How the daily backup went. */
  note(failed: string | null): void
  /** @param backups newest first */
  notices(backups: Backup[]): Notice[]
}

export function watchBackups(now: () => Date = () => new Date()): BackupTrouble {
  let failing: { since: string; reason: string } | null = null
  return {
    note(failed) {
      failing = failed === null ? null : { since: failing?.since ?? now().toISOString(), reason: failed }
    },
    notices([newest]) {
      return [
        ...(failing ? [{ kind: 'backup-failed' as const, ...failing }] : []),
        ...(newest && !isGood(newest) ? [{ kind: 'backup-damaged' as const, madeAt: newest.madeAt }] : []),
      ]
    },
  }
}

/** A backup as a window hears of it. */
export function asTold(backup: Backup): ToldBackup {
  const { file, madeAt, reason, bytes } = backup
  return { file, madeAt, reason, bytes, isGood: isGood(backup) }
}

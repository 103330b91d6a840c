// Everything an open database needs from time to time, and nobody asks for.
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { KithError } from '../../shared/errors'
import type { Activity } from './activity'
import type { Backups } from './backups'
import { startDailyBackups } from './backups/daily-backups'
import { startCheckpoints } from './checkpoints'
import { syncFolder, syncTree } from './folder-sync'
import { logError } from './log'
import { folderFailure } from './opening-failure'
import type { During } from './tell-work'
import { startTidying } from './tidying'

export interface UpkeepOptions {
  db: PGlite
  folder: string
  /** Not all of its files are known to be on the disk. */
  isUnsynced: boolean
  /** Nothing is to be changed in it: it is brought to the disk and backed up, and else left alone. */
  isReadOnly: boolean
  backups: Backups
  activity: Activity
  during: During
  onFailed(failure: KithError): void
  /** How the daily backup went: null when it was made, else why not. */
  onDailyBackup(failed: string | null): void
  pace?: UpkeepPace
}

/** How often it is looked whether there is something to do; tests are in more of a hurry. */
export interface UpkeepPace {
  checkpoints?: { lookEveryMs: number; everyMs: number }
  tidying?: { lookEveryMs: number; quietMs: number }
}

/** @returns ends it, and waits for what is being done */
export function startUpkeep(options: UpkeepOptions): () => Promise<void> {
  const { db, folder, isUnsynced, isReadOnly, backups, activity, during, onFailed, onDailyBackup, pace } = options
  const closing = new AbortController()
  const settled = isUnsynced
    ? syncTree(join(folder, 'pgdata'), closing.signal)
        // Its own name as well: one that has just been made would be taken for half of an attempt.
        .then(() => syncFolder(folder))
        .catch((error: unknown) => logError('not all files are synced', error))
    : undefined
  const work = (task: () => Promise<void>) => during('tidying', task)
  const stopCheckpoints = isReadOnly
    ? undefined
    : startCheckpoints(db, {
        activity,
        work,
        onFailed: (error) => onFailed(folderFailure(folder, error) ?? broken(error)),
        ...pace?.checkpoints,
      })
  const stopTidying = isReadOnly ? undefined : startTidying(db, folder, { activity, work, ...pace?.tidying })
  const stopDailyBackups = startDailyBackups(backups, activity.quietMs, () => backups.take('daily'), onDailyBackup)
  return async () => {
    closing.abort()
    stopDailyBackups()
    await Promise.all([settled, backups.close(), stopCheckpoints?.(), stopTidying?.()])
  }
}

function broken(error: unknown): KithError {
  const reason = error instanceof Error ? error.message : String(error)
  return new KithError(
    'DATABASE_FAILED',
    { reason: `What was written could not be put away: ${reason}` },
    { cause: error },
  )
}

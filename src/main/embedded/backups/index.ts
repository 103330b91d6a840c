// The backups of one open database: taken one at a time, and the oldest given up.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { logError } from '../log'
import { backupFolder, listBackups, manifestName } from './backup'
import type { Backup, BackupReason } from './backup'
import { outdated } from './outdated'
import { removeUnfinished, takeBackup } from './take-backup'

export type { Backup, BackupReason }

export interface Backups {
  /** Those that are whole, newest first. */
  list(): Promise<Backup[]>
  /** Throws when it could not be made; then nothing of it is left. */
  take(reason: BackupReason): Promise<Backup>
  /** Gives up the one being made. */
  close(): Promise<void>
}

/** @param folder of the data, with the database in it */
export function openBackups(db: PGlite, folder: string): Backups {
  const closing = new AbortController()
  let last: Promise<unknown> = removeUnfinished(folder).catch((error: unknown) =>
    logError('what is left of a backup could not be removed', error),
  )

  async function take(reason: BackupReason): Promise<Backup> {
    closing.signal.throwIfAborted()
    const backup = await takeBackup(db, folder, reason, closing.signal)
    await removeOutdated(folder).catch((error: unknown) => logError('an old backup could not be removed', error))
    return backup
  }

  return {
    list: () => listBackups(folder),
    take(reason) {
      const taken = last.then(() => take(reason))
      last = taken.catch(() => {})
      return taken
    },
    async close() {
      closing.abort(new Error('the database is closing'))
      await last
    },
  }
}

async function removeOutdated(folder: string): Promise<void> {
  for (const { file } of outdated(await listBackups(folder))) {
    // First what takes room: alone, the other is no backup and takes none.
    await rm(join(backupFolder(folder), file), { force: true })
    await rm(join(backupFolder(folder), manifestName(file)), { force: true })
  }
}

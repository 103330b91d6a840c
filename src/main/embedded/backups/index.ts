// The backups of one open database: taken one at a time, and the oldest given up.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { PGlite } from '@electric-sql/pglite'
import { logError } from '../log'
import { backupFolder, isGood, listBackups, manifestName } from './backup'
import type { Backup, BackupReason } from './backup'
import { contentsOf } from './contents'
import { outdated } from './outdated'
import { removeUnfinished, takeBackup } from './take-backup'

export type { Backup, BackupReason }

export interface Backups {
  /** Those that are whole, newest first. */
  list(): Promise<Backup[]>
  /** There is a good one that holds what is there now. */
  isHeld(): Promise<boolean>
  /**
   * Throws when it could not be made; then nothing of it is left. Before a migration that is tried again on what has not
   * changed, it is the one of the first try.
   */
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
    const ofFirstTry = reason === 'before-migration' ? await holding(reason) : undefined
    if (ofFirstTry && (await isUnharmed(folder, ofFirstTry))) return ofFirstTry
    const backup = await takeBackup(db, folder, reason, closing.signal)
    await removeOutdated(folder).catch((error: unknown) => logError('an old backup could not be removed', error))
    return backup
  }

  async function holding(reason?: BackupReason): Promise<Backup | undefined> {
    const candidates = (await listBackups(folder)).filter(
      (one) => isGood(one) && one.contents !== null && (!reason || one.reason === reason),
    )
    if (candidates.length === 0) return undefined
    const contents = await contentsOf(db)
    return contents === null ? undefined : candidates.find((one) => one.contents === contents)
  }

  return {
    list: () => listBackups(folder),
    isHeld: async () => (await holding()) !== undefined,
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

async function isUnharmed(folder: string, { file, sha256 }: Backup): Promise<boolean> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(join(backupFolder(folder), file)), hash)
  return hash.digest('hex') === sha256
}

async function removeOutdated(folder: string): Promise<void> {
  for (const { file } of outdated(await listBackups(folder))) {
    // First what takes room: alone, the other is no backup and takes none.
    await rm(join(backupFolder(folder), file), { force: true })
    await rm(join(backupFolder(folder), manifestName(file)), { force: true })
  }
}

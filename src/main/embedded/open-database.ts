// From a folder to an open, bootstrapped database. The caller owns the folder (`owner-lock.ts`) before it comes here.
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { listBackups } from './backups/backup'
import { bootstrap } from './bootstrap'
import { readControlFile } from './control-file'
import { syncFolder, syncTree } from './folder-sync'
import { logError } from './log'
import { damaged, requireThisEngine } from './opening-failure'
import { renamePatiently } from './rename-patiently'
import { setAside } from './set-aside'
import { startPglite } from './start-pglite'
import { unpackDatabase } from './unpack-database'

export interface OpenedDatabase {
  db: PGlite
  /** There was no database in the folder before. */
  isFirstStart: boolean
  /** Not all of its files are known to be on the disk: it was not closed, or has just been made on a disk that refuses. */
  isUnsynced: boolean
  /** What took how long, in milliseconds. */
  timings: { create: number; open: number; bootstrap: number }
}

/**
 * Opens `<folder>/pgdata`, and makes it first when it is missing: from the prepared database, or from nothing.
 * Throws DATABASE_DAMAGED when what is there cannot be opened, DATABASE_NEWER, DISK_FULL, FOLDER_NOT_WRITABLE or
 * DATABASE_FAILED; it is left as it is.
 */
export async function openDatabase(folder: string, preparedDatabase: string | null): Promise<OpenedDatabase> {
  const dataDir = join(folder, 'pgdata')
  const begun = performance.now()
  const isFirstStart = await isMissing(folder, dataDir)
  if (isFirstStart) await makeDatabase(dataDir, preparedDatabase)
  else await requireThisEngine(dataDir)
  const made = performance.now()
  const wasClosed = readControlFile(dataDir)?.isClosed === true
  // While the engine starts, which takes longer. What it writes itself it brings to the disk as it commits.
  const onDisk = isFirstStart ? bringToDisk(folder, dataDir) : wasClosed
  const db = await startPglite(dataDir, { isNew: isFirstStart })
  try {
    const opened = performance.now()
    await bootstrap(db)
    const timings = { create: made - begun, open: opened - made, bootstrap: performance.now() - opened }
    // Nothing is acknowledged before that: a power cut takes all of a first start or nothing.
    return { db, isFirstStart, isUnsynced: !(await onDisk), timings }
  } catch (error) {
    await db.close().catch((reason: unknown) => logError('the database did not close', reason))
    throw error
  }
}

// Written beside and renamed: `pgdata` is either a whole database or not there. What an earlier attempt left beside it
// was never in use and holds nothing of anybody.
async function makeDatabase(dataDir: string, preparedDatabase: string | null): Promise<void> {
  const beside = `${dataDir}.new`
  await rm(beside, { recursive: true, force: true })
  if (preparedDatabase === null) {
    await mkdir(beside, { mode: 0o700 })
    const db = await startPglite(beside, { isNew: true })
    await db.close()
  } else {
    unpackDatabase(preparedDatabase, beside)
  }
  await renamePatiently(beside, dataDir)
}

/** Its files, then its name. @returns false when the disk refused; it is tried again later */
async function bringToDisk(folder: string, dataDir: string): Promise<boolean> {
  try {
    await syncTree(dataDir)
    await syncFolder(folder)
    return true
  } catch (error) {
    logError('not all files are synced', error)
    return false
  }
}

// PGlite would quietly make a new database over the remains of another. A folder that holds no sign of a database is
// put aside; one that holds half the signs is damaged, and that is for its owner to decide. So is one that is gone while
// there are backups of it: an empty Kith would look as if everything had been lost.
async function isMissing(folder: string, dataDir: string): Promise<boolean> {
  const signs = ['PG_VERSION', join('global', 'pg_control')].filter((name) => existsSync(join(dataDir, name)))
  if (signs.length === 2) return false
  if (signs.length === 1) throw damaged(dataDir, 'Parts of the database are missing.')
  if ((await listBackups(folder)).length > 0) throw damaged(dataDir, 'The database is missing.')
  if (existsSync(dataDir)) await setAside(dataDir, 'broken')
  return true
}

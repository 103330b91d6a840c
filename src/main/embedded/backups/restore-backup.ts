// Going back to a backup. It is unpacked and looked at beside the database that is there, and takes its place only when
// it is good; what was there gets another name. However this is ended, the next start finds one of the two whole:
//
//   pgdata.restoring   being unpacked, of no worth yet
//   pgdata.restored    a good database that is to become `pgdata`
import { constants, existsSync } from 'node:fs'
import { cp, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { KithError } from '../../../shared/errors'
import { syncFolder, syncTree } from '../folder-sync'
import { findLeftBehind } from '../left-behind'
import { requireKnownSchema } from '../migrate'
import type { MigrationFile } from '../migrate'
import { folderFailure, requireThisEngine } from '../opening-failure'
import { renamePatiently } from '../rename-patiently'
import { setAside } from '../set-aside'
import { startPglite } from '../start-pglite'
import { backupFolder, listBackups } from './backup'
import { unpackFolder } from './pack-folder'

export interface RestoreOptions {
  folder: string
  /** Name of the packed file in the folder of backups, or of what was left behind. */
  file: string
  /** The migrations this Kith knows. */
  migrations: MigrationFile[]
  /** What is there now does not open. */
  isBroken: boolean
}

/** Throws BACKUP_UNUSABLE or DATABASE_NEWER; then everything is as it was. The folder has to be owned, and not open. */
export function restoreBackup(options: RestoreOptions): Promise<void> {
  return replaceBy(options, (unpacked) => unpackVerified(options.folder, options.file, unpacked))
}

/** The same with `pgdata.before-restore-…`, of which a copy is made: it stays as it is. */
export function restoreLeftBehind(options: RestoreOptions): Promise<void> {
  return replaceBy(options, async (unpacked) => {
    const { folder, file } = options
    const one = await findLeftBehind(dirname(folder), file)
    if (one?.kind !== 'before-restore') throw unusable(file, 'It is not there.')
    await cp(one.path, unpacked, { recursive: true, mode: constants.COPYFILE_FICLONE })
  })
}

async function replaceBy(
  { folder, file, migrations, isBroken }: RestoreOptions,
  unpack: (unpacked: string) => Promise<void>,
): Promise<void> {
  const unpacked = join(folder, 'pgdata.restoring')
  await rm(unpacked, { recursive: true, force: true })
  try {
    await unpack(unpacked)
    await requireOpens(unpacked, migrations)
    await syncTree(unpacked)
    await renamePatiently(unpacked, restoredIn(folder))
    await syncFolder(folder)
  } catch (error) {
    await rm(unpacked, { recursive: true, force: true })
    if (error instanceof KithError && error.code !== 'DATABASE_DAMAGED') throw error
    throw folderFailure(folder, error) ?? unusable(file, reasonOf(error), error)
  }
  try {
    await finishRestore(folder, isBroken)
  } catch (error) {
    // What is said to have failed must not come about at the next start. Half of it done, it has to.
    if (existsSync(join(folder, 'pgdata'))) await rm(restoredIn(folder), { recursive: true, force: true })
    throw error
  }
}

/** Does what is left of a restore that was ended in the middle, and nothing when there was none. */
export async function finishRestore(folder: string, isBroken = false): Promise<void> {
  const dataDir = join(folder, 'pgdata')
  if (!existsSync(restoredIn(folder))) return
  if (existsSync(dataDir)) await setAside(dataDir, isBroken ? 'broken' : 'before-restore')
  await renamePatiently(restoredIn(folder), dataDir)
  await syncFolder(folder)
}

const restoredIn = (folder: string) => join(folder, 'pgdata.restored')

async function unpackVerified(folder: string, file: string, unpacked: string): Promise<void> {
  const backup = (await listBackups(folder)).find((one) => one.file === file)
  if (!backup) throw unusable(file, 'It is not there, or only half of it is.')
  const sha256 = await unpackFolder(join(backupFolder(folder), file), unpacked)
  if (sha256 !== backup.sha256) throw unusable(file, 'It is not what was written.')
}

async function requireOpens(unpacked: string, migrations: MigrationFile[]): Promise<void> {
  await requireThisEngine(unpacked)
  const db = await startPglite(unpacked)
  try {
    await requireKnownSchema(db, migrations)
  } finally {
    await db.close()
  }
}

function unusable(file: string, reason: string, cause?: unknown): KithError {
  return new KithError('BACKUP_UNUSABLE', { file, reason }, { cause })
}

function reasonOf(error: unknown): string {
  if (error instanceof KithError && 'reason' in error.data) return error.data.reason
  return error instanceof Error ? error.message : String(error)
}

// One backup: the database is copied while nothing writes, and packed beside it while everything goes on.
import { mkdir, open, readFile, readdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { appVersion } from '../app-version'
import { syncFolder } from '../folder-sync'
import { renamePatiently } from '../rename-patiently'
import { backupFolder, listBackups, manifestName, packedName } from './backup'
import type { Backup, BackupManifest, BackupReason } from './backup'
import { damagedFilesIn } from './check-pages'
import { contentsOf } from './contents'
import { copyDatabase } from './copy-database'
import { packFolder } from './pack-folder'

/** @param folder of the data: the database is its `pgdata` */
export async function takeBackup(
  db: PGlite,
  folder: string,
  reason: BackupReason,
  signal: AbortSignal,
): Promise<Backup> {
  const target = backupFolder(folder)
  const dataDir = join(folder, 'pgdata')
  await mkdir(target, { recursive: true, mode: 0o700 })
  await requireRoom(dataDir, target)
  const madeAt = new Date()
  const file = packedName(madeAt, reason)
  const packed = join(target, file)
  const manifestFile = join(target, manifestName(file))
  const copy = `${packed}${COPY}`
  try {
    const schema = await newestMigration(db)
    const number = 1 + Math.max(0, ...(await listBackups(folder)).map((one) => one.number))
    // Before the copy: what is written in between is in it and not in the sign, and is backed up once more.
    const contents = await contentsOf(db)
    await copyDatabase(db, dataDir, copy, signal)
    const damagedFiles = await damagedFilesIn(copy, signal)
    const size = await packFolder(copy, `${packed}${PART}`, signal)
    const engine = (await readFile(join(copy, 'PG_VERSION'), 'utf8')).trim()
    const manifest: BackupManifest = {
      format: 1,
      madeAt: madeAt.toISOString(),
      number,
      contents,
      reason,
      app: appVersion,
      schema,
      engine,
      ...size,
      damagedFiles,
    }
    await writeWhole(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`)
    await syncFolder(target)
    // What makes it a backup comes last, and is what takes room: ended before, it leaves nothing that would stay.
    await renamePatiently(`${packed}${PART}`, packed)
    await syncFolder(target)
    return { ...manifest, file }
  } catch (error) {
    for (const path of [packed, manifestFile, `${manifestFile}${PART}`])
      await rm(path, { recursive: true, force: true })
    throw error
  } finally {
    for (const path of [copy, `${packed}${PART}`]) await rm(path, { recursive: true, force: true })
  }
}

const COPY = '.copy'
const PART = '.part'

/** Removes what a backup left that was ended in the middle. */
export async function removeUnfinished(folder: string): Promise<void> {
  const names = await readdir(backupFolder(folder)).catch(() => [])
  const unfinished = names.filter((name) => name.endsWith(COPY) || name.endsWith(PART))
  for (const name of unfinished) await rm(join(backupFolder(folder), name), { recursive: true, force: true })
}

async function newestMigration(db: PGlite): Promise<string | null> {
  const { rows } = await db.query<{ newest: string | null }>(
    'select max(version) as newest from supabase_migrations.schema_migrations',
  )
  return rows[0]?.newest ?? null
}

// Before the copy is begun: a disk that is filled by a backup is worse than a missing backup.
async function requireRoom(dataDir: string, target: string): Promise<void> {
  const needed = 1.5 * (await sizeOf(dataDir))
  const { bavail, bsize } = await statfs(target)
  const free = bavail * bsize
  if (free < needed) {
    throw new Error(
      `a backup needs ${inMegabytes(needed)} of free disk for a moment, and there is ${inMegabytes(free)}`,
    )
  }
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        stat(join(entry.parentPath, entry.name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

const inMegabytes = (bytes: number) => `${Math.ceil(bytes / 1024 ** 2)} MB`

async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}${PART}`
  const file = await open(beside, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await renamePatiently(beside, path)
}

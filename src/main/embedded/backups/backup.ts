// What a backup is: a packed database, and beside it a small file that says when it was made, why, and of what.
// A packed file without the other is half a backup, and counts as none.
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** `asked`: its owner wanted one. */
const backupReason = z.enum(['daily', 'before-migration', 'asked'])
export type BackupReason = z.infer<typeof backupReason>

export const backupManifest = z.object({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  /** One more than the highest there was: clocks go wrong, and which one is the newest must not depend on them. */
  number: z.number().default(0),
  /** A sign of what is in it (`contents.ts`); those of an earlier Kith have none. */
  contents: z.string().nullable().default(null),
  reason: backupReason,
  /** Version of the Kith that made it. */
  app: z.string(),
  /** The newest migration in it. */
  schema: z.string().nullable(),
  /** Major version of its PostgreSQL. */
  engine: z.string(),
  /** Size and SHA-256 of the packed file. */
  bytes: z.number(),
  sha256: z.string(),
  /** Files of the database with pages that are not what was written. A good backup has none. */
  damagedFiles: z.array(z.string()),
})
export type BackupManifest = z.infer<typeof backupManifest>

/** `file` is the name of the packed file in the folder of backups. */
export type Backup = BackupManifest & { file: string }

export const backupFolder = (folder: string) => join(folder, 'backups')

/** Colons are not allowed in names everywhere. */
export const inFileName = (time: Date) => time.toISOString().replaceAll(/[:.]/g, '-')

export const packedName = (madeAt: Date, reason: BackupReason) => `${inFileName(madeAt)}-${reason}.tar.gz`

export const manifestName = (packed: string) => packed.replace(/\.tar\.gz$/, '.json')

export const isGood = ({ damagedFiles }: Backup) => damagedFiles.length === 0

/** The one to go back to, as failures name it. @param backups newest first */
export function newestGood(backups: Backup[]): { file: string; madeAt: string } | null {
  const newest = backups.find(isGood)
  return newest ? { file: newest.file, madeAt: newest.madeAt } : null
}

/** The whole backups in a data folder, newest first. */
export async function listBackups(folder: string): Promise<Backup[]> {
  const names = await readdir(backupFolder(folder)).catch(noneThere)
  const found = await Promise.all(
    names.filter((name) => name.endsWith('.tar.gz')).map((file) => readBackup(backupFolder(folder), file)),
  )
  return found.filter((backup) => backup !== null).toSorted(newestFirst)
}

export const newestFirst = (one: Backup, other: Backup) =>
  other.number - one.number || other.madeAt.localeCompare(one.madeAt)

async function readBackup(folder: string, file: string): Promise<Backup | null> {
  try {
    const manifest = backupManifest.parse(JSON.parse(await readFile(join(folder, manifestName(file)), 'utf8')))
    const { size } = await stat(join(folder, file))
    return size === manifest.bytes ? { ...manifest, file } : null
  } catch {
    return null
  }
}

function noneThere(error: unknown): string[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
  throw error
}

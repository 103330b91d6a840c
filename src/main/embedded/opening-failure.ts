// Why a database did not open, as a failure somebody can act on: is it damaged, or is it the disk, its rights, this
// installation? Only what is damaged is worth going back to a backup for.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { KithError } from '../../shared/errors'

/** What PGlite reads and writes. Another major version has another layout. */
export const ENGINE = '18'

/** @param lastWords what the server wrote before it gave up */
export function openingFailure(dataDir: string, lastWords: string[], cause: unknown): KithError {
  const said = lastWords.filter((line) => /FATAL|PANIC|ERROR/.test(line)).at(-1)
  // It sees the folder under a name of its own.
  const reason = said
    ?.replace(/^.*?(?:FATAL|PANIC|ERROR):\s*/, '')
    .replaceAll('/pglite/data', dataDir)
    .trim()
  const all = `${lastWords.join('\n')}\n${messageOf(cause)}`
  if (/No space left on device|ENOSPC/.test(all)) return new KithError('DISK_FULL', { folder: dataDir }, { cause })
  if (/Permission denied|Read-only file system|Operation not permitted|EACCES|EROFS|EPERM/.test(all)) {
    return notWritable(dataDir, reason ?? messageOf(cause), cause)
  }
  // Its own last words, or that it never got so far as to say any.
  if (reason || /failed to initialize properly/.test(all))
    return damaged(dataDir, reason ?? 'It does not start.', cause)
  return new KithError('DATABASE_FAILED', { reason: `It could not be opened: ${messageOf(cause)}` }, { cause })
}

/** The backup to go back to is filled in where backups are known. */
export function damaged(folder: string, reason: string, cause?: unknown): KithError {
  return new KithError('DATABASE_DAMAGED', { folder, reason: sentence(reason), backup: null }, { cause })
}

/** Throws when the files are of another PostgreSQL: whole, and not to be touched by this one. */
export async function requireThisEngine(dataDir: string): Promise<void> {
  const version = (await readFile(join(dataDir, 'PG_VERSION'), 'utf8')).trim()
  if (!/^\d+$/.test(version) || version === ENGINE) return
  if (Number(version) > Number(ENGINE)) throw new KithError('DATABASE_NEWER', { version: `PostgreSQL ${version}` })
  const reason = `${dataDir} is of PostgreSQL ${version}, which this Kith cannot read. Nothing was changed.`
  throw new KithError('DATABASE_FAILED', { reason })
}

/** A failure of the file system or of the lock in the folder of the data; null when it is something else. */
export function folderFailure(folder: string, error: unknown): KithError | null {
  if (!(error instanceof Error) || error instanceof KithError) return null
  const code = 'code' in error ? error.code : undefined
  // PostgreSQL's own code, and SQLite's: FULL, READONLY, CANTOPEN; the rest of the number says more than anybody needs.
  const sqlite = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : 0
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100' || sqlite === 13)
    return new KithError('DISK_FULL', { folder }, { cause: error })
  const isRefused = code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || sqlite === 8 || sqlite === 14
  return isRefused ? notWritable(folder, error.message, error) : null
}

function notWritable(folder: string, reason: string, cause: unknown): KithError {
  return new KithError('FOLDER_NOT_WRITABLE', { folder, reason: sentence(reason) }, { cause })
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).trim()

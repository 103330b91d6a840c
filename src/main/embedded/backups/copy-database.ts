// A copy of a running database. While it is made nothing else happens in the database, so it is what a start after a
// sudden end would find: whole, with a little of the log to replay.
import { constants } from 'node:fs'
import { copyFile, mkdir, readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { asServer } from '../as-role'

const AT_ONCE = 8

/** Copies the files of a database into a folder, which is made. Calls wait until it is done. */
export async function copyDatabase(db: PGlite, dataDir: string, target: string, signal: AbortSignal): Promise<void> {
  await asServer(db, async (tx) => {
    await tx.exec('checkpoint')
    const { rows } = await tx.query<{ first: string; last: string }>(
      `select pg_walfile_name(redo_lsn) as first, pg_walfile_name(pg_current_wal_insert_lsn()) as last
       from pg_control_checkpoint()`,
    )
    const log = rows[0]
    if (!log) throw new Error('the database did not say where its log begins')
    await copyTree(dataDir, target, signal, (path) => isNeeded(path, log))
  })
}

// Of the log, what was written since the checkpoint: the rest has been replayed, or is empty and waits to be used.
function isNeeded(path: string, { first, last }: { first: string; last: string }): boolean {
  const [, segment] = /^pg_wal[/\\]([0-9A-F]{24})$/.exec(path) ?? []
  if (segment) return segment >= first && segment <= last
  return !/^postmaster\.(pid|opts)$/.test(path)
}

async function copyTree(
  from: string,
  to: string,
  signal: AbortSignal,
  isWanted: (path: string) => boolean,
): Promise<void> {
  await mkdir(to, { mode: 0o700 })
  const entries = await readdir(from, { recursive: true, withFileTypes: true })
  const paths = (isOne: (entry: (typeof entries)[number]) => boolean) =>
    entries.filter(isOne).map((entry) => relative(from, join(entry.parentPath, entry.name)))
  for (const path of paths((entry) => entry.isDirectory()))
    await mkdir(join(to, path), { recursive: true, mode: 0o700 })
  const next = paths((entry) => entry.isFile())
    .filter(isWanted)
    .values()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      // Where the file system can share what is the same, this takes neither time nor room.
      for (const path of next) {
        signal.throwIfAborted()
        await copyFile(join(from, path), join(to, path), constants.COPYFILE_FICLONE)
      }
    }),
  )
}

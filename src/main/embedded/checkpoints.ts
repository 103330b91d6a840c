// PGlite has no background processes and never waits for the disk. So from time to time, and at the end, what was
// written is brought into the data files and those are handed to the disk: otherwise the log grows without end, the
// next start after a crash takes long, and a power cut can cost more than the last minute. Its statistics are renewed
// as well: without them the planner takes a thread of 10,000 messages for one of 800, and lists take ten times as long.
import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { logError } from './log'

const EVERY_MS = 60_000

export interface Checkpoints {
  /** A last checkpoint. The database can be closed after it, then `syncFiles` makes it safe. */
  finish(): Promise<void>
}

/** Makes a checkpoint every minute in which something was written. */
export function startCheckpoints(db: PGlite, dataDir: string, everyMs = EVERY_MS): Checkpoints {
  let syncedAt = 0
  let written: unknown = null
  let work = Promise.resolve()
  const finishing = new AbortController()

  const run = async () => {
    const position = 'select pg_current_wal_insert_lsn()::text as position'
    if ((await logPosition(db, position)) === written) return
    const begun = Date.now()
    // In one go: what is written right after the checkpoint belongs to the next one.
    written = await logPosition(db, `analyze; checkpoint; ${position}`)
    await syncFiles(dataDir, syncedAt, finishing.signal)
    syncedAt = begun
  }
  const timer = setInterval(() => {
    work = work.then(run).catch((error: unknown) => logError('a checkpoint failed', error))
  }, everyMs)
  timer.unref()

  return {
    async finish() {
      clearInterval(timer)
      finishing.abort()
      await work
      await db.exec('analyze; checkpoint')
    },
  }
}

/**
 * Hands every file of a folder that was written since then to the disk. After a first start that is a thousand files,
 * many seconds on a slow disk: an aborted signal leaves the rest to the operating system.
 *
 * @param since milliseconds since 1970
 */
export async function syncFiles(folder: string, since: number, signal: AbortSignal): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    if (signal.aborted) return
    if (entry.isFile()) await syncFile(join(entry.parentPath, entry.name), since)
  }
}

// Clocks of file systems are coarse.
const SLACK_MS = 2_000

async function syncFile(path: string, since: number): Promise<void> {
  try {
    if ((await stat(path)).mtimeMs < since - SLACK_MS) return
    const file = await open(path, 'r+')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    // PostgreSQL removes files while this goes through them.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
}

async function logPosition(db: PGlite, sql: string): Promise<unknown> {
  return (await db.exec(sql)).at(-1)?.rows[0]?.position
}

// PGlite has no background processes and never waits for the disk. So from time to time, and at the end, what was
// written is brought into the data files and those are handed to the disk: otherwise the log grows without end, the
// next start after a crash takes long, and a power cut can cost more than the last minute.
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
  let written: string | null = null
  let work = Promise.resolve()

  const run = async () => {
    const position = await logPosition(db)
    if (position === written) return
    const begun = Date.now()
    await db.exec('checkpoint')
    await syncFiles(dataDir, syncedAt)
    syncedAt = begun
    written = await logPosition(db)
  }
  const timer = setInterval(() => {
    work = work.then(run).catch((error: unknown) => logError('a checkpoint failed', error))
  }, everyMs)
  timer.unref()

  return {
    async finish() {
      clearInterval(timer)
      await work
      await db.exec('checkpoint')
    },
  }
}

/**
 * Hands every file of a folder that was written since then to the disk. After a first start that is a thousand files,
 * many seconds on a slow disk: whoever cannot wait says for how long, and leaves the rest to the operating system.
 *
 * @param since milliseconds since 1970
 * @param withinMs no file is begun after this time
 */
export async function syncFiles(folder: string, since: number, withinMs = Number.POSITIVE_INFINITY): Promise<void> {
  const until = performance.now() + withinMs
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    if (performance.now() > until) return
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

async function logPosition(db: PGlite): Promise<string | null> {
  const { rows } = await db.query<{ position: string }>('select pg_current_wal_insert_lsn()::text as position')
  return rows[0]?.position ?? null
}

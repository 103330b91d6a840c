// PGlite has no background processes. So from time to time what was written is brought from the log into the tables:
// otherwise the log grows without end and the next start after a sudden end takes long. Statistics are renewed as well:
// without them the planner takes a thread of 10,000 messages for one of 800, and lists take ten times as long.
import type { PGlite } from '@electric-sql/pglite'
import { asServer } from './as-role'
import type { Activity } from './activity'
import { logError } from './log'

const LOOK_EVERY_MS = 5_000
const EVERY_MS = 60_000
/** After an import, at once: a start would have to replay all of it. */
const LOG_BYTES = 32 * 1024 ** 2

export interface CheckpointOptions {
  activity: Activity
  /** Runs what may take long. */
  work(task: () => Promise<void>): Promise<void>
  /** A checkpoint failed: what the engine does next is not to be relied on. */
  onFailed(error: unknown): void
  lookEveryMs?: number
  everyMs?: number
}

/** @returns stops it, once the one that is being made is done */
export function startCheckpoints(
  db: PGlite,
  { activity, work, onFailed, lookEveryMs = LOOK_EVERY_MS, everyMs = EVERY_MS }: CheckpointOptions,
): () => Promise<void> {
  let cleanAt = { position: '', count: -1 }
  let madeAt = performance.now()
  let running: Promise<void> | undefined

  async function look(): Promise<void> {
    const count = activity.count()
    if (count === cleanAt.count) return
    const { position, bytes } = await readLog(db)
    const isDue = bytes >= LOG_BYTES || performance.now() - madeAt >= everyMs
    if (position === cleanAt.position || !isDue) return
    await work(() => checkpoint(db))
    // What was written meanwhile belongs to the next one.
    cleanAt = { position: (await readLog(db)).position, count }
    madeAt = performance.now()
  }

  const timer = setInterval(() => {
    running ??= look()
      .catch(onFailed)
      .finally(() => (running = undefined))
  }, lookEveryMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}

/** Brings everything written so far into the tables, and renews the statistics of those that have changed much. */
export async function checkpoint(db: PGlite): Promise<void> {
  // A page that cannot be read must not take from its owner what can be: whoever reads it is told.
  await renewStatistics(db).catch((error: unknown) => logError('statistics could not be renewed', error))
  await asServer(db, async (tx) => void (await tx.exec('checkpoint')))
}

async function renewStatistics(db: PGlite): Promise<void> {
  await db.query('select pg_stat_force_next_flush()')
  await asServer(db, async (tx) => {
    // What new messages left beside the index of their terms.
    await tx.exec(`
      select gin_clean_pending_list(oid) from pg_class
      where oid = to_regclass('public.ai_message_search_terms') and relkind = 'i'`)
    const { rows } = await tx.query<{ name: string }>(changedTables)
    for (const { name } of rows) await tx.exec(`analyze ${name}`)
  })
}

// As autovacuum decides it.
const changedTables = `
  select format('%I.%I', s.schemaname, s.relname) as name
  from pg_stat_user_tables s join pg_class c on c.oid = s.relid
  where s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0)`

async function readLog(db: PGlite): Promise<{ position: string; bytes: number }> {
  const { rows } = await db.query<{ position: string; bytes: number }>(`
    select pg_current_wal_insert_lsn()::text as position,
      (pg_current_wal_insert_lsn() - redo_lsn)::float8 as bytes
    from pg_control_checkpoint()`)
  return rows[0] ?? { position: '', bytes: 0 }
}

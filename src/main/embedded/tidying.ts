// What PostgreSQL's autovacuum does elsewhere: the room of deleted rows is given back for new ones. When nobody is
// waiting, table by table, so that whoever comes waits for one table at most.
import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { becomeServer } from './as-role'
import type { Activity } from './activity'
import { logError } from './log'

const LOOK_EVERY_MS = 15_000
const QUIET_MS = 30_000
const DAY_MS = 24 * 3_600_000
/** After a failure: all of it again is work for minutes. */
const REST_MS = 3_600_000

export interface TidyingOptions {
  activity: Activity
  /** Runs what may take long. */
  work(task: () => Promise<void>): Promise<void>
  lookEveryMs?: number
  quietMs?: number
}

/** @param folder of the data; a file in it remembers the day @returns stops it, once the present table is done */
export function startTidying(
  db: PGlite,
  folder: string,
  { activity, work, lookEveryMs = LOOK_EVERY_MS, quietMs = QUIET_MS }: TidyingOptions,
): () => Promise<void> {
  const closing = new AbortController()
  const mayGoOn = () => !closing.signal.aborted && activity.quietMs() >= quietMs
  let seen = -1
  let restingUntil = 0
  let running: Promise<void> | undefined

  async function look(): Promise<void> {
    const isDaily = await isDue(folder)
    // Nobody has asked for anything since it was all tidy.
    if (!mayGoOn() || (!isDaily && activity.count() === seen)) return
    const count = activity.count()
    await work(async () => {
      if (await tidy(db, isDaily ? allTables : tablesWithRoom, mayGoOn)) {
        seen = count
        if (isDaily) await writeFile(join(folder, MARK), '', { mode: 0o600 })
      }
    })
  }

  const timer = setInterval(() => {
    if (performance.now() < restingUntil) return
    running ??= look()
      .catch((error: unknown) => {
        restingUntil = performance.now() + REST_MS
        logError('the database could not be tidied', error)
      })
      .finally(() => (running = undefined))
  }, lookEveryMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    closing.abort()
    await running
  }
}

/** @returns whether it came to the end */
async function tidy(db: PGlite, tables: string, mayGoOn: () => boolean): Promise<boolean> {
  await db.query('select pg_stat_force_next_flush()')
  const { rows } = await db.query<{ name: string }>(tables)
  for (const { name } of rows) {
    if (!mayGoOn()) return false
    await becomeServer(db)
    // One that is damaged keeps the others from nothing.
    await db.exec(`vacuum (analyze) ${name}`).catch((error: unknown) => logError(`${name} could not be tidied`, error))
    // Lets whoever came meanwhile have a turn.
    await new Promise(setImmediate)
  }
  return true
}

const MARK = 'tidied'

async function isDue(folder: string): Promise<boolean> {
  try {
    const age = Date.now() - (await stat(join(folder, MARK))).mtimeMs
    return age < 0 || age >= DAY_MS
  } catch {
    return true
  }
}

const allTables = `
  select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'm') order by c.relpages`

// As autovacuum decides it; here these numbers begin anew with every start, so there is the day as well.
const tablesWithRoom = `
  select format('%I.%I', s.schemaname, s.relname) as name
  from pg_stat_all_tables s join pg_class c on c.oid = s.relid
  where c.relkind in ('r', 'm') and s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0)`

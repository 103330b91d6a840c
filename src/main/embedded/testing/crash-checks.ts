// Whether a database holds together, seen from inside: every index agrees with its table, every row can be read.
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { amcheck } from '@electric-sql/pglite/contrib/amcheck'
import { startPglite } from '../start-pglite'

/** Looks at a copy, so that the next start is still the first one after the kill. @returns what does not fit */
export async function checkCopy(dataDir: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'kith-crash-copy-'))
  const copy = join(folder, 'pgdata')
  await cp(dataDir, copy, { recursive: true, preserveTimestamps: true })
  const db = await startPglite(copy, { extensions: { amcheck } })
  try {
    await db.exec('create extension if not exists amcheck with schema extensions')
    const problems: string[] = []
    const { rows } = await db.query<{ name: string; kind: string }>(relations)
    for (const { name, kind } of rows) {
      await db.exec(checks[kind]?.(name) ?? '').catch((error: Error) => problems.push(`${name}: ${error.message}`))
    }
    problems.push(...(await counts(db)))
    return problems
  } finally {
    await db.close()
    await rm(folder, { recursive: true })
  }
}

const relations = `
  select quote_literal(format('%I.%I', n.nspname, c.relname)) as name, case when c.relkind = 'r' then 'table' else m.amname end as kind
  from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_am m on m.oid = c.relam
  where n.nspname in ('public', 'kith', 'auth', 'supabase_migrations') and c.relkind in ('r', 'i')`

const checks: Record<string, (name: string) => string> = {
  table: (name) => `do $$ declare found text; begin
    select string_agg(msg, '; ') into found from extensions.verify_heapam(${name}::regclass);
    if found is not null then raise exception '%', found; end if; end $$`,
  btree: (name) => `select extensions.bt_index_check(${name}::regclass, true)`,
  gin: (name) => `select extensions.gin_index_check(${name}::regclass)`,
}

/** Messages counted through an index and without one. */
async function counts(db: Awaited<ReturnType<typeof startPglite>>): Promise<string[]> {
  const count = async (off: string, on: string) => {
    await db.exec(`set ${off} = off; set ${on} = on; set enable_bitmapscan = off`)
    const { rows } = await db.query<{ n: number }>('select count(*)::int as n from public.ai_messages where seq >= 0')
    return rows[0]?.n
  }
  const byTable = await count('enable_indexscan', 'enable_seqscan')
  const byIndex = await count('enable_seqscan', 'enable_indexscan')
  return byTable === byIndex ? [] : [`ai_messages: ${byTable} rows, ${byIndex} by index`]
}

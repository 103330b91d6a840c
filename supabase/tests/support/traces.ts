// Where a word stands in a database, and all that one person has.
import type { Engine, Person } from './engines'

/** Where a word stands, as table.column: every column of every table but vectors and codes; of bytes, what is ASCII. */
export async function tracesOf(engine: Engine, word: string): Promise<string[]> {
  const columns = await engine.sql<{ place: string; name: string }>(
    `select attrelid::regclass::text as place,
       format(case atttypid when 'bytea'::regtype then 'encode(%I, ''escape'')' else '%I::text' end, attname) as name
     from pg_attribute join pg_class on pg_class.oid = attrelid
     where relnamespace in ('public'::regnamespace, 'kith'::regnamespace) and relkind in ('r', 'p')
       and attnum > 0 and not attisdropped and format_type(atttypid, null) !~ '^(bit|extensions.vector|vector)$'`,
  )
  const looks = columns.map(
    ({ place, name: column }) =>
      `select '${place}.' || $$${column}$$ as place from ${place} where ${column} ilike '%' || $1 || '%'`,
  )
  return (await engine.sql<{ place: string }>(looks.join(' union all '), [word])).map(({ place }) => place)
}

/** Every row of a person, in every table. */
export async function everythingOf(engine: Engine, { userId }: Person): Promise<Record<string, unknown>[]> {
  const tables = await engine.sql<{ place: string }>(
    `select attrelid::regclass::text as place from pg_attribute join pg_class on pg_class.oid = attrelid
     where relnamespace in ('public'::regnamespace, 'kith'::regnamespace) and relkind in ('r', 'p') and attname = 'user_id'`,
  )
  const looks = tables.map(
    ({ place }) => `select '${place}' as place, row::text as content from ${place} as row where user_id = $1`,
  )
  return engine.sql(`${looks.join(' union all ')} order by 1, 2`, [userId])
}

/** The words that are offered as corrections to a person. */
export async function vocabularyOf(engine: Engine, { userId }: Person): Promise<string[]> {
  const rows = await engine.sql<{ word: string }>(
    `select word from kith.words where user_id = $1 and word not in ('and', 'the', 'knows') order by 1`,
    [userId],
  )
  return rows.map(({ word }) => word)
}

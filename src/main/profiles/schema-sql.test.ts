// The SQL that is offered for pasting, on the real engine.
import { expect, test } from 'vitest'
import { migrate } from '../embedded/migrate'
import { migrationFiles } from '../embedded/migration-files'
import { openMemoryDatabase } from '../embedded/testing/memory-database'
import { schemaUpdate } from './schema-update'

test('brings an older database up to this Kith, twice without harm, as the command line would', async () => {
  const sorted = migrationFiles.toSorted((one, other) => (one.file < other.file ? -1 : 1))
  const db = await openMemoryDatabase(sorted.slice(0, -8))
  // It could not say which it has: all are offered.
  const { sql } = schemaUpdate('https://abcdefgh.supabase.co', sorted)
  await db.exec(sql)
  await db.exec(sql)
  const { rows } = await db.query<{ version: string }>(
    'select version from supabase_migrations.schema_migrations order by version',
  )
  expect(rows.map(({ version }) => version)).toEqual(sorted.map(({ file }) => file.slice(0, 14)))
  const functions = await db.query<{ n: number }>(
    `select count(*)::int as n from pg_proc where pronamespace = 'public'::regnamespace and proname like 'ai\\_%'`,
  )
  await db.close()

  const straight = await openMemoryDatabase(sorted)
  const same = await straight.query<{ n: number }>(
    `select count(*)::int as n from pg_proc where pronamespace = 'public'::regnamespace and proname like 'ai\\_%'`,
  )
  expect(functions.rows).toEqual(same.rows)
  expect(await migrate(straight, sorted)).toEqual([])
  await straight.close()
})

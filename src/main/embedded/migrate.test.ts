import type { PGlite } from '@electric-sql/pglite'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { migrate } from './migrate'
import { migrationFiles } from './migration-files'
import { openMemoryDatabase } from './testing/memory-database'

let db: PGlite
beforeEach(async () => {
  db = await openMemoryDatabase()
})
afterEach(() => db.close())

const first = { file: '1_first.sql', sql: 'create table a (id int); insert into a values (1);' }
const second = { file: '2_second.sql', sql: 'insert into a values (2);' }

const rowsOf = async (sql: string) => (await db.query(sql)).rows

test('applies what is missing in order of version, once, and keeps the books of the Supabase CLI', async () => {
  expect(await migrate(db, [second, first])).toEqual(['1_first.sql', '2_second.sql'])
  expect(await migrate(db, [first, second])).toEqual([])
  expect(await rowsOf('select * from a order by id')).toEqual([{ id: 1 }, { id: 2 }])
  expect(await rowsOf('select * from supabase_migrations.schema_migrations order by version')).toEqual([
    { version: '1', name: 'first', statements: ['create table a (id int)', 'insert into a values (1)'] },
    { version: '2', name: 'second', statements: ['insert into a values (2)'] },
  ])
})

test('a database that says these very files are applied is believed, as long as its books have as many entries', async () => {
  await migrate(db, [first, second])
  const changed = { ...second, sql: 'insert into a values (5);' }
  await expect(migrate(db, [first, changed])).rejects.toMatchObject({ data: { file: '2_second.sql' } })
  expect(await migrate(db, [first, second])).toEqual([])
  await db.exec(`delete from supabase_migrations.schema_migrations where version = '2'`)
  expect(await migrate(db, [first, second])).toEqual(['2_second.sql'])
  await db.exec(`insert into supabase_migrations.schema_migrations (version, name) values ('3', 'of_a_newer_one')`)
  await expect(migrate(db, [first, second])).rejects.toMatchObject({ code: 'DATABASE_NEWER', data: { version: '3' } })
})

test('names file and statement of a failure, keeps nothing of that file and everything of those before', async () => {
  const broken = {
    file: '2_broken.sql',
    sql: 'create table b (id int); -- then\n select nonsense(); create table c ();',
  }
  await expect(migrate(db, [first, broken])).rejects.toMatchObject({
    code: 'MIGRATION_FAILED',
    data: { file: '2_broken.sql', statement: 2, reason: 'function nonsense() does not exist' },
  })
  expect(await rowsOf(`select to_regclass('b') b, to_regclass('a')::text a`)).toEqual([{ b: null, a: 'a' }])
  expect(await migrate(db, [first, second])).toEqual(['2_second.sql'])
})

test.each([
  ['commits by itself', 'create table b (); commit; select nonsense();', 2],
  ['reads from standard input', 'create table b (t text);\ncopy b (t) from stdin;', 2],
])('refuses a file that %s', async (_what, sql, statement) => {
  await expect(migrate(db, [{ file: '1_bad.sql', sql }])).rejects.toMatchObject({
    code: 'MIGRATION_FAILED',
    data: { file: '1_bad.sql', statement },
  })
  expect(await rowsOf(`select to_regclass('b') b`)).toEqual([{ b: null }])
})

test('refuses an applied file whose statements were changed, and takes changed comments', async () => {
  await migrate(db, [first])
  expect(await migrate(db, [{ ...first, sql: `-- explained later\n${first.sql}` }])).toEqual([])
  await expect(migrate(db, [{ ...first, sql: first.sql.replace('(1)', '(3)') }])).rejects.toMatchObject({
    code: 'MIGRATION_FAILED',
    data: { file: '1_first.sql', statement: 2, reason: expect.stringContaining('changed') },
  })
  await expect(migrate(db, [{ ...first, sql: 'create table a (id int)' }])).rejects.toMatchObject({
    data: { statement: 2 },
  })
})

test('takes a file that says the same in another layout, and sees a statement that grew by its last letters', async () => {
  await migrate(db, [first])
  const laidOut = ';\n create table a (id int)\n;; insert into a values (1)\n -- and that was all'
  expect(await migrate(db, [{ ...first, sql: laidOut }])).toEqual([])
  await expect(migrate(db, [{ ...first, sql: `${first.sql.slice(0, -1)} returning id` }])).rejects.toMatchObject({
    data: { statement: 2 },
  })
})

test('waits before it changes a database somebody has used, and for nothing else', async () => {
  const seen: unknown[] = []
  const beforeFirst = vi.fn(async (pending: string[]) => {
    seen.push(pending, await rowsOf('select id from a'))
  })
  await migrate(db, [first], beforeFirst)
  await migrate(db, [first], beforeFirst)
  expect(beforeFirst).not.toHaveBeenCalled()
  await migrate(db, [first, second], beforeFirst)
  expect(seen).toEqual([['2_second.sql'], [{ id: 1 }]])
})

test('changes nothing when what had to come first has failed', async () => {
  await migrate(db, [first])
  await expect(migrate(db, [first, second], () => Promise.reject(new Error('the disk is full')))).rejects.toMatchObject(
    {
      code: 'MIGRATION_FAILED',
      data: { file: '2_second.sql', statement: 0, reason: expect.stringContaining('the disk is full') },
    },
  )
  expect(await rowsOf('select id from a')).toEqual([{ id: 1 }])
})

test('refuses a database that was made by newer files, and changes nothing in it', async () => {
  await migrate(db, [first, second])
  await expect(migrate(db, [first])).rejects.toMatchObject({ code: 'DATABASE_NEWER', data: { version: '2' } })
  expect(await rowsOf('select count(*)::int n from a')).toEqual([{ n: 2 }])
})

test('refuses a file that would come before one already applied, and two files of one version', async () => {
  await migrate(db, [second, { file: '0_table.sql', sql: 'create table a (id int)' }])
  await expect(
    migrate(db, [
      second,
      { file: '0_table.sql', sql: 'create table a (id int)' },
      { file: '1_late.sql', sql: 'select 1' },
    ]),
  ).rejects.toMatchObject({ code: 'MIGRATION_FAILED', data: { file: '1_late.sql' } })
  await expect(migrate(db, [first, { file: '1_again.sql', sql: 'select 1' }])).rejects.toMatchObject({
    code: 'MIGRATION_FAILED',
    data: { reason: expect.stringContaining('same version') },
  })
})

test('leaves a database that is in use as it was when any of the new files fails', async () => {
  await migrate(db, [first])
  const after = [
    first,
    { file: '2_b.sql', sql: 'create table b (); update a set id = 2' },
    { file: '3_c.sql', sql: 'alter table a add column c int; select 1 / 0' },
  ]
  await expect(migrate(db, after)).rejects.toMatchObject({
    code: 'MIGRATION_FAILED',
    data: { file: '3_c.sql', statement: 2, sqlState: '22012' },
  })
  expect(
    (await db.query('select to_regclass($1) as b, id, (select count(*)::int from a) as n from a', ['b'])).rows,
  ).toEqual([{ b: null, id: 1, n: 1 }])
  expect((await db.query('select version from supabase_migrations.schema_migrations')).rows).toEqual([{ version: '1' }])
  await migrate(db, [...after.slice(0, 2), { file: '3_c.sql', sql: 'alter table a add column c int' }])
})

test("brings a database from the project's first state to its newest in one go", async () => {
  const oldest = migrationFiles.filter(({ file }) => file < '20261126')
  await migrate(db, oldest)
  expect(await migrate(db, migrationFiles)).toEqual(migrationFiles.slice(oldest.length).map(({ file }) => file))
})

test('gives no file the session settings of the one before', async () => {
  const files = [
    { file: '1_leak.sql', sql: `set search_path = auth; create table public.a (id int)` },
    { file: '2_next.sql', sql: `create table seen as select current_setting('search_path') as path` },
  ]
  await migrate(db, files)
  expect(await rowsOf('select path from public.seen')).toEqual([{ path: '"$user", public, extensions' }])
})

test("applies the project's own migrations to an empty database", async () => {
  expect(migrationFiles.length).toBeGreaterThan(0)
  expect(await migrate(db, migrationFiles)).toHaveLength(migrationFiles.length)
  expect(await migrate(db, migrationFiles)).toEqual([])
})

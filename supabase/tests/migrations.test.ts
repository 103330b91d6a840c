// What holds for the migration files themselves, and for what applying them leaves behind.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { splitStatements } from '../../src/main/embedded/sql-statements'
import { engines, openEngine } from './support/engines'
import type { Engine } from './support/engines'

const folder = join(import.meta.dirname, '../migrations')
const names = readdirSync(folder).toSorted()
const read = (name: string) => readFileSync(join(folder, name), 'utf8')
const statementsOf = (name: string) => splitStatements(read(name))

describe('what has landed', () => {
  const locked = read('../migrations.lock')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [hash = '', name = ''] = line.split('  ')
      return { hash, name }
    })
  const lockedNames = locked.map(({ name }) => name)

  test('never changes: there are databases that have applied it', () => {
    const hashOf = (name: string) => createHash('sha256').update(read(name)).digest('hex')
    const changed = locked.filter(({ hash, name }) => !names.includes(name) || hash !== hashOf(name))
    expect(changed.map(({ name }) => name)).toEqual([])
  })

  test('comes before everything new', () => {
    expect(lockedNames).toEqual(names.slice(0, lockedNames.length))
  })
})

describe('every migration', () => {
  test('is called <version>_<name>.sql, with a version of its own', () => {
    expect(names.filter((name) => !/^\d{14}_[a-z0-9_]+\.sql$/.test(name))).toEqual([])
    expect(new Set(names.map((name) => name.slice(0, 14))).size).toBe(names.length)
  })

  test.each([
    [
      'leaves the transaction to whoever applies it',
      /^(begin|start transaction|commit|end|rollback|abort|savepoint|release|prepare transaction)\b/i,
    ],
    ['runs inside a transaction', /^(vacuum|create database|alter system|(create|drop|reindex)\b.*\bconcurrently)\b/i],
    ['waits for no input', /^copy\b[^]*\bfrom\s+stdin\b/i],
    ['raises no 40001, which poolers and clients take as a reason to try again', /\b40001\b|serialization_failure/i],
    ['is nothing that only psql understands', /^\\/],
  ])('%s', (_what, pattern) => {
    const against = names.flatMap((name) =>
      statementsOf(name)
        .filter(({ meaning }) => pattern.test(meaning))
        .map(({ text }) => `${name}: ${text}`),
    )
    expect(against).toEqual([])
  })
})

describe.each(engines)('applied to %s', (name) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await openEngine(name)
  })
  afterAll(() => engine.close())

  test('each is written down as the Supabase CLI would, in order', async () => {
    const applied = await engine.sql(
      'select version, name, statements from supabase_migrations.schema_migrations order by version',
    )
    expect(applied).toEqual(
      names.map((file) => ({
        version: file.slice(0, 14),
        name: file.slice(15, -'.sql'.length),
        statements: statementsOf(file).map(({ text }) => text),
      })),
    )
  })

  test('needed the rights that Supabase gives, and no more', async () => {
    const [owner] = await engine.sql(
      `select rolname as name, rolsuper as "isSuperuser", rolbypassrls as "bypassesRls"
       from pg_namespace join pg_roles on pg_roles.oid = nspowner where nspname = 'kith'`,
    )
    // The embedded engine has but one account of its own.
    expect(owner).toEqual({ name: 'postgres', isSuperuser: name === 'pglite', bypassesRls: true })
  })
})

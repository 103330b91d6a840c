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

const newerThan15 = new RegExp(
  [
    // 16
    String.raw`\b(any_value|array_(sample|shuffle)|random_normal|erfc?|date_(add|subtract)|pg_input_\w+)\s*\(`,
    String.raw`\b(json_(array|arrayagg|objectagg|scalar|serialize)\s*\(|is\s+(not\s+)?json\b|system_user\b)`,
    String.raw`(?<![\w'.])(0[xob][0-9a-f]+|\d+_\d+)\b`,
    // 17
    String.raw`\b(json_(table|exists|query|value)|merge_action|to_(bin|oct)|unicode_\w+|xmltext|uuid_extract_\w+)\s*\(`,
    String.raw`\b(not matched by|at local|transaction_timeout|grant maintain|set expression|on_error)\b`,
    // 18
    String.raw`\b(uuidv[47]|array_(reverse|sort)|casefold|crc32c?|l?gamma)\s*\(`,
    String.raw`\b(without overlaps|not enforced|returning\s+(with\b|(old|new)\.)|virtual\b)`,
  ].join('|'),
  'i',
)

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

  test('is still what it was, should its lines here have changed with it', () => {
    const first = read('../migrations.lock').split('\n').slice(0, 44).join('\n')
    expect(createHash('sha256').update(first).digest('hex')).toBe(
      '620f2a3e24aab6755b3954ac9526e32bf1a503f664deb88ce9088c773dd5366f',
    )
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

  // Most of it fails where PostgreSQL is 15. What is only looked up when it runs does not, and nothing where it is newer.
  test('is no SQL newer than PostgreSQL 15', () => {
    const code = (meaning: string) => (/^comment on/i.test(meaning) ? '' : meaning.replaceAll(/--[^\n]*/g, ''))
    const newer = names.filter((name) => statementsOf(name).some(({ meaning }) => newerThan15.test(code(meaning))))
    expect(newer).toEqual([])
  })

  test('raises the codes that are known to clients, and none that is put together', () => {
    const codes = names.flatMap((name) =>
      [...read(name).matchAll(/\berrcode\s*:?=\s*([^,;]+)/gi)].map(([, code = '']) => code.trim()),
    )
    expect(codes.length).toBeGreaterThan(100)
    expect([...new Set(codes)].filter((code) => !/^'(22023|23514|42501|PT40[01349])'$/.test(code))).toEqual([])
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

// Runs the pgTAP files on the embedded engine. Each is one transaction that is rolled back, as `supabase test db` does.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { pgtap } from '@electric-sql/pglite-pgtap'
import { vector } from '@electric-sql/pglite-pgvector'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const here = import.meta.dirname
const testFiles = readdirSync(join(here, 'database')).filter((name) => name.endsWith('.test.sql'))
const migrations = readdirSync(join(here, '../migrations'))
  .filter((name) => name.endsWith('.sql'))
  .toSorted()

let database: PGlite

beforeAll(async () => {
  database = await PGlite.create({ extensions: { vector, pgtap } })
  await database.exec(readFileSync(join(here, '../../src/main/embedded/bootstrap.sql'), 'utf8'))
  for (const name of migrations) await database.exec(readFileSync(join(here, '../migrations', name), 'utf8'))
  await database.exec('create extension pgtap with schema extensions')
})
afterAll(() => database.close())

describe.each(testFiles)('%s', (name) => {
  test('every assertion holds', async () => {
    const results = await database.exec(readFileSync(join(here, 'database', name), 'utf8'))
    const lines = results
      .flatMap((result) => result.rows.flatMap((row) => Object.values(row)))
      .filter((value): value is string => typeof value === 'string' && /^(ok|not ok|#|1\.\.)/.test(value))
    const planned = Number(/^1\.\.(\d+)/.exec(lines[0] ?? '')?.[1])
    // What fails is shown with pgTAP's own diagnostics.
    expect(lines.filter((line) => /^(not ok|#)/.test(line)).join('\n')).toBe('')
    expect(lines.filter((line) => line.startsWith('ok'))).toHaveLength(planned)
  })
})

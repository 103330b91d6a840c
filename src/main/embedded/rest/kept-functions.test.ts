import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openMemoryDatabase } from '../testing/memory-database'
import { readApiFunctions } from './api-functions'
import { keptFunctions } from './kept-functions'

let db: PGlite
const folder = mkdtempSync(join(tmpdir(), 'kith-functions-'))
const path = join(folder, 'api-functions.json')

beforeAll(async () => {
  db = await openMemoryDatabase([
    {
      file: '1_one.sql',
      sql: 'create function public.ai_one(a text, b integer default 1) returns text language sql return a',
    },
  ])
})
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true })
})

test('are read once for a set of migrations, and are then what the catalogue says', async () => {
  const read = await readApiFunctions(db)
  expect([...read.keys()]).toEqual(['ai_one'])
  expect(await keptFunctions(db, folder, 'one')).toEqual(read)
  // Not asked again: a change that is no migration's is not seen.
  await db.exec('create function public.ai_unseen() returns text language sql return null')
  expect(await keptFunctions(db, folder, 'one')).toEqual(read)
  await db.exec('drop function public.ai_unseen()')
})

test('other migrations are other functions', async () => {
  await db.exec('create function public.ai_two() returns text language sql return null')
  const functions = await keptFunctions(db, folder, 'two')
  expect([...functions.keys()]).toEqual(['ai_one', 'ai_two'])
  expect(functions).toEqual(await readApiFunctions(db))
})

test.each([
  ['cut off', (text: string) => text.slice(0, 40)],
  ['empty', () => ''],
  ['of another form', () => '{"functions":{}}'],
])('a file that is %s is made anew', async (_, damage) => {
  const whole = await keptFunctions(db, folder, 'three')
  writeFileSync(path, damage(readFileSync(path, 'utf8')))
  expect(await keptFunctions(db, folder, 'three')).toEqual(whole)
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ functions: [...whole.values()].flat() })
})

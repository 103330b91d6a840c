import { existsSync, mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createActivity } from './activity'
import { openDatabase } from './open-database'
import { emptyDatabase } from './testing/memory-database'
import { startTidying } from './tidying'

let folder: string
let db: PGlite
let stop: (() => Promise<void>) | undefined

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kith-tidying-'))
  ;({ db } = await openDatabase(folder, await emptyDatabase()))
  await db.exec(`create table words (word text); insert into words select 'a word' from generate_series(1, 1000)`)
})
afterEach(async () => {
  await stop?.()
  await db.close()
  rmSync(folder, { recursive: true })
})

const start = (activity = createActivity(), quietMs = 0) => {
  stop = startTidying(db, folder, { activity, work: (task) => task(), lookEveryMs: 10, quietMs })
  return activity
}

const vacuums = async () => {
  const { rows } = await db.query<{ count: number }>(
    `select vacuum_count::int as count from pg_stat_user_tables where relname = 'words'`,
  )
  return rows[0]?.count
}
const untilVacuums = (count: number) => vi.waitFor(async () => expect(await vacuums()).toBe(count), 60_000)

test('tidies everything once a day, and after much was deleted', async () => {
  const activity = start()
  await untilVacuums(1)
  activity.note()
  await db.exec('delete from words')
  await untilVacuums(2)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(await vacuums()).toBe(2)
  const yesterday = new Date(Date.now() - 25 * 3_600_000)
  utimesSync(join(folder, 'tidied'), yesterday, yesterday)
  await untilVacuums(3)
})

test('does not begin again and again where one table cannot be read, and tidies the others', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  await db.exec('create table damaged ()')
  const exec = db.exec.bind(db)
  const attempts: string[] = []
  vi.spyOn(db, 'exec').mockImplementation(async (sql) => {
    if (!sql.endsWith('public.damaged')) return exec(sql)
    attempts.push(sql)
    throw new Error('invalid page in block 0')
  })
  start()
  await vi.waitFor(() => expect(existsSync(join(folder, 'tidied'))).toBe(true), 10_000)
  expect(attempts).toHaveLength(1)
  expect(await vacuums()).toBe(1)
  vi.restoreAllMocks()
})

test('waits until nobody wants anything', async () => {
  start(createActivity(), 3_600_000)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(await vacuums()).toBe(0)
})

test('does so as the server, whoever the last call has left the session to', async () => {
  await db.exec(`set role anon`)
  start()
  await vi.waitFor(async () => {
    const { rows } = await db.query(`select 1 from pg_stat_user_tables where relname = 'words' and vacuum_count = 1`)
    expect(rows).toHaveLength(1)
  }, 60_000)
})

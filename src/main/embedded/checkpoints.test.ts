import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createActivity } from './activity'
import type { Activity } from './activity'
import { checkpoint, startCheckpoints } from './checkpoints'
import { openDatabase } from './open-database'
import { emptyDatabase } from './testing/memory-database'

let folder: string
let db: PGlite
let activity: Activity
let stop: (() => Promise<void>) | undefined
const failures: unknown[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kith-checkpoint-'))
  ;({ db } = await openDatabase(folder, await emptyDatabase()))
  await db.exec('create table words (word text); alter table words alter word set storage external')
  await checkpoint(db)
  activity = createActivity()
  failures.length = 0
})
afterEach(async () => {
  await stop?.()
  stop = undefined
  await db.close()
  rmSync(folder, { recursive: true })
})

const start = (everyMs: number) => {
  stop = startCheckpoints(db, {
    activity,
    work: (task) => task(),
    onFailed: (error) => failures.push(error),
    lookEveryMs: 10,
    everyMs,
  })
}

async function write(sql: string): Promise<void> {
  activity.note()
  await db.exec(sql)
}

const lastCheckpoint = async () => {
  const { rows } = await db.query<{ at: string }>('select redo_lsn::text as at from pg_control_checkpoint()')
  return rows[0]?.at
}

test('is made some time after something was written, and not when nothing was', async () => {
  const before = await lastCheckpoint()
  start(50)
  await write(`insert into words values ('one')`)
  await vi.waitFor(async () => expect(await lastCheckpoint()).not.toBe(before), 60_000)
  await new Promise((resolve) => setTimeout(resolve, 100))
  const after = await lastCheckpoint()
  activity.note()
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(await lastCheckpoint()).toBe(after)
})

test('is made at once after an import', async () => {
  const before = await lastCheckpoint()
  start(3_600_000)
  await write(`insert into words select 'a word' from generate_series(1, 10)`)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(await lastCheckpoint()).toBe(before)
  await write(`insert into words select repeat(md5(n::text), 100) from generate_series(1, 12000) n`)
  await vi.waitFor(async () => expect(await lastCheckpoint()).not.toBe(before), 60_000)
})

test('renews the statistics of what has changed much', async () => {
  await write(`insert into words select 'a word' from generate_series(1, 1000)`)
  await checkpoint(db)
  const { rows } = await db.query(`select reltuples::int as rows from pg_class where relname = 'words'`)
  expect(rows).toEqual([{ rows: 1000 }])
})

test('is made all the same when a page cannot be read', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  await db.exec('alter table words alter word set storage plain')
  const fillPages = (count: number) =>
    write(`insert into words select repeat('x', 7000) from generate_series(1, ${count})`)
  await fillPages(10)
  const { rows } = await db.query<{ path: string }>(`select pg_relation_filepath('words') as path`)
  await db.close()
  const path = join(folder, 'pgdata', rows[0]?.path ?? '')
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.fill((bytes[8_000] ?? 0) ^ 1, 8_000, 8_001))
  ;({ db } = await openDatabase(folder, null))
  await expect(db.query('select count(word) from words')).rejects.toThrow('invalid page')

  const before = await lastCheckpoint()
  start(0)
  await fillPages(100)
  await vi.waitFor(async () => expect(await lastCheckpoint()).not.toBe(before), 60_000)
  await stop?.()
  expect(failures).toEqual([])
})

test('says so when it fails', async () => {
  vi.spyOn(db, 'transaction').mockRejectedValue(new Error('the disk is gone'))
  start(0)
  await write(`insert into words values ('one')`)
  await vi.waitFor(() => expect(failures.map(String)).toContain('Error: the disk is gone'), 60_000)
  vi.restoreAllMocks()
})

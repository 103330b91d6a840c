import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startCheckpoints } from './checkpoints'
import { openDatabase } from './open-database'
import { emptyDatabase } from './testing/memory-database'

let folder: string
let db: PGlite
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kith-checkpoint-'))
  ;({ db } = await openDatabase(folder, await emptyDatabase()))
  await db.exec('create table words (word text)')
})
afterEach(async () => {
  await db.close()
  rmSync(folder, { recursive: true })
})

const lastCheckpoint = async () => {
  const { rows } = await db.query<{ at: string }>('select redo_lsn::text as at from pg_control_checkpoint()')
  return rows[0]?.at
}

test('makes a checkpoint when something was written, and none when nothing was', async () => {
  const checkpoints = startCheckpoints(db, join(folder, 'pgdata'), 20)
  const before = await lastCheckpoint()
  await db.exec(`insert into words values ('one')`)
  await vi.waitFor(async () => expect(await lastCheckpoint()).not.toBe(before), 60_000)
  const after = await lastCheckpoint()
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(await lastCheckpoint()).toBe(after)
  await checkpoints.finish()
})

test('leaves nothing of the log to replay at the end', async () => {
  await db.exec(`insert into words select 'word' || n from generate_series(1, 1000) n`)
  const { rows } = await db.query<{ at: string }>('select pg_current_wal_insert_lsn()::text as at')
  await startCheckpoints(db, join(folder, 'pgdata')).finish()
  const { rows: left } = await db.query('select $1::pg_lsn > redo_lsn as "isLeft" from pg_control_checkpoint()', [
    rows[0]?.at,
  ])
  expect(left).toEqual([{ isLeft: false }])
})

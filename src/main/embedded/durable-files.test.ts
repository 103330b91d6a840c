import { fdatasyncSync, fstatSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readControlFile } from './control-file'
import { openDatabase } from './open-database'
import { emptyDatabase } from './testing/memory-database'

vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<{ fdatasyncSync: typeof fdatasyncSync }>()
  return { ...fs, fdatasyncSync: vi.fn(fs.fdatasyncSync) }
})

let folder: string
let db: PGlite
/** Inodes of the files that were synced. */
let synced: number[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kith-durable-'))
  ;({ db } = await openDatabase(folder, await emptyDatabase()))
  await db.exec('create table words (word text); checkpoint')
  const really = vi.mocked(fdatasyncSync).getMockImplementation()
  vi.mocked(fdatasyncSync).mockImplementation((fd) => {
    synced.push(fstatSync(fd).ino)
    really?.(fd)
  })
  synced = []
})
afterEach(async () => {
  vi.mocked(fdatasyncSync).mockReset()
  await db.close()
  rmSync(folder, { recursive: true })
})

const inode = (path: string) => statSync(join(folder, 'pgdata', path)).ino

test('a commit is on the disk when it is answered', async () => {
  for (const word of ['one', 'two', 'three']) {
    synced = []
    await db.query('insert into words values ($1)', [word])
    const { rows } = await db.query<{ file: string }>('select pg_walfile_name(pg_current_wal_insert_lsn()) as file')
    expect(synced).toContain(inode(join('pg_wal', rows[0]?.file ?? '')))
  }
})

test('a checkpoint is on the disk with the tables it covers, before it says so', async () => {
  await db.query(`insert into words values ('one')`)
  const { rows } = await db.query<{ path: string }>(`select pg_relation_filepath('words') as path`)
  synced = []
  await db.exec('checkpoint')
  const [table, control] = [inode(rows[0]?.path ?? ''), inode('global/pg_control')]
  expect(synced).toContain(table)
  expect(synced.lastIndexOf(control)).toBeGreaterThan(synced.lastIndexOf(table))
})

test('a start after a sudden end syncs what was written since the last checkpoint, and not a thousand other files', async () => {
  await db.query(`insert into words values ('kept')`)
  const { rows } = await db.query<{ path: string }>(`select pg_relation_filepath('words') as path`)
  const killed = `${folder}-killed`
  await cp(folder, killed, { recursive: true, preserveTimestamps: true })
  const files = readdirSync(join(killed, 'pgdata'), { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  )
  const longAgo = new Date(Date.now() - 3_600_000)
  for (const { parentPath, name } of files) utimesSync(join(parentPath, name), longAgo, longAgo)
  const table = join(killed, 'pgdata', rows[0]?.path ?? '')
  utimesSync(table, new Date(), new Date())
  synced = []
  const again = await openDatabase(killed, null)
  expect(again.isUnsynced).toBe(true)
  expect(synced).toContain(statSync(table).ino)
  expect(new Set(synced).size).toBeLessThan(files.length / 10)
  expect((await again.db.query('select word from words')).rows).toEqual([{ word: 'kept' }])
  await again.db.close()
  rmSync(killed, { recursive: true })
})

test('what PostgreSQL notes about itself can be read before it runs', async () => {
  const { rows } = await db.query<{ at: Date }>('select checkpoint_time as at from pg_control_checkpoint()')
  const dataDir = join(folder, 'pgdata')
  expect(readControlFile(dataDir)).toEqual({ isClosed: false, checkpointAt: rows[0]?.at.getTime() })
  await db.close()
  expect(readControlFile(dataDir)?.isClosed).toBe(true)
  ;({ db } = await openDatabase(folder, null))
})

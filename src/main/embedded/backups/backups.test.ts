import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { migrate } from '../migrate'
import { openDatabase } from '../open-database'
import { startPglite } from '../start-pglite'
import { emptyDatabase } from '../testing/memory-database'
import { openBackups } from '.'
import { unpackFolder } from './pack-folder'

let folder: string
let db: PGlite
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kith-backup-'))
  ;({ db } = await openDatabase(folder, await emptyDatabase()))
  await migrate(db, [{ file: '7_words.sql', sql: 'create table words (word text)' }])
})
afterEach(async () => {
  await db.close()
  rmSync(folder, { recursive: true })
})

const backupsDir = () => join(folder, 'backups')

function pretendBackup(madeAt: string): void {
  const manifest = { format: 1, madeAt, reason: 'daily', app: '1', schema: '1', engine: '18', bytes: 1, sha256: 'x' }
  const name = join(backupsDir(), madeAt.replaceAll(':', '-'))
  writeFileSync(`${name}.tar.gz`, 'x')
  writeFileSync(`${name}.json`, JSON.stringify({ ...manifest, damagedFiles: [] }))
}

/** What is in the words of a packed database. */
async function wordsIn(file: string): Promise<unknown[]> {
  const target = join(folder, 'unpacked')
  await unpackFolder(join(backupsDir(), file), target)
  const copy = await startPglite(target)
  const { rows } = await copy.query<{ word: string }>('select word from words order by word')
  await copy.close()
  rmSync(target, { recursive: true })
  return rows.map(({ word }) => word)
}

test('holds what was there when it was taken, and says when, why and of what', async () => {
  await db.exec(`insert into words values ('before')`)
  const backups = openBackups(db, folder)
  const backup = await backups.take('asked')
  await db.exec(`insert into words values ('after')`)
  expect(await wordsIn(backup.file)).toEqual(['before'])
  expect(backup).toMatchObject({ reason: 'asked', schema: '7', engine: '18', app: expect.stringMatching(/^\d/) })
  expect(backup).toMatchObject({ damagedFiles: [], sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(await backups.list()).toEqual([backup])
  expect(readdirSync(backupsDir())).toHaveLength(2)
})

test('is one state of the database, whatever is written while it is taken, and keeps nobody waiting for the packing', async () => {
  const backups = openBackups(db, folder)
  const taking = backups.take('asked')
  let written = 0
  let writtenMeanwhile = 0
  for (; ; await new Promise(setImmediate)) {
    if ((await backups.list()).length > 0) break
    await db.transaction(async (tx) => {
      await tx.query('insert into words values ($1)', [`one of ${written}`])
      await tx.query('insert into words values ($1)', [`two of ${written}`])
    })
    written += 1
    if (existsSync(backupsDir()) && readdirSync(backupsDir()).some((name) => name.endsWith('.part')))
      writtenMeanwhile += 1
  }
  const words = await wordsIn((await taking).file)
  expect(words.length % 2).toBe(0)
  expect(writtenMeanwhile).toBeGreaterThan(0)
})

test('leaves a database open to a backup that was ended in the middle, and clears that away', async () => {
  mkdirSync(join(backupsDir(), 'x-daily.tar.gz.copy/base'), { recursive: true })
  writeFileSync(join(backupsDir(), 'x-daily.tar.gz.part'), 'half')
  writeFileSync(join(backupsDir(), 'y-daily.tar.gz'), 'without its manifest')
  const backups = openBackups(db, folder)
  const backup = await backups.take('asked')
  expect(await backups.list()).toEqual([backup])
  expect(readdirSync(backupsDir()).filter((name) => /part|copy/.test(name))).toEqual([])
})

test('gives up the oldest of its kind, and nothing that is no backup', async () => {
  mkdirSync(backupsDir())
  writeFileSync(join(backupsDir(), 'somebody else’s.txt'), 'kept')
  for (const day of [1, 2, 3, 4]) pretendBackup(`2020-01-0${day}T00:00:00.000Z`)
  const backups = openBackups(db, folder)
  const backup = await backups.take('daily')
  expect((await backups.list()).map(({ madeAt }) => madeAt)).toEqual([
    backup.madeAt,
    '2020-01-04T00:00:00.000Z',
    '2020-01-03T00:00:00.000Z',
  ])
  expect(readdirSync(backupsDir())).toHaveLength(7)
})

test('leaves nothing of one that could not be ended, and has made one whose predecessors cannot be removed', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  vi.useFakeTimers({ now: new Date('2026-11-26T10:00:00Z'), toFake: ['Date'] })
  // In the place of its manifest.
  mkdirSync(join(backupsDir(), '2026-11-26T10-00-00-000Z-daily.json/x'), { recursive: true })
  const backups = openBackups(db, folder)
  await expect(backups.take('daily')).rejects.toThrow(/EISDIR|ENOTEMPTY|EPERM/)
  expect(readdirSync(backupsDir())).toEqual([])

  for (const day of [1, 2, 3]) pretendBackup(`2020-01-0${day}T00:00:00.000Z`)
  rmSync(join(backupsDir(), '2020-01-01T00-00-00.000Z.tar.gz'))
  mkdirSync(join(backupsDir(), '2020-01-01T00-00-00.000Z.tar.gz/x'), { recursive: true })
  const manifest = join(backupsDir(), '2020-01-01T00-00-00.000Z.json')
  const { size } = statSync(join(backupsDir(), '2020-01-01T00-00-00.000Z.tar.gz'))
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"bytes":1', `"bytes":${size}`))
  await expect(backups.take('daily')).resolves.toMatchObject({ reason: 'daily' })
  vi.useRealTimers()
})

test('is known to hold what is there, over restarts and whatever is only read or tidied, until something is written', async () => {
  await db.exec(`insert into words values ('one'), ('two')`)
  expect(await openBackups(db, folder).isHeld()).toBe(false)
  await openBackups(db, folder).take('daily')
  for (const reading of ['select * from words', 'vacuum (freeze, analyze) words', 'checkpoint']) await db.exec(reading)
  await db.close()
  ;({ db } = await openDatabase(folder, null))
  const backups = openBackups(db, folder)
  expect(await backups.isHeld()).toBe(true)
  for (const change of [`update words set word = word`, `delete from words where word = 'two'`]) {
    await db.exec(change)
    expect(await backups.isHeld()).toBe(false)
    await backups.take('asked')
    expect(await backups.isHeld()).toBe(true)
  }
})

test('before a migration that is tried again is the one of the first try, as long as that is whole and nothing changed', async () => {
  const backups = openBackups(db, folder)
  const first = await backups.take('before-migration')
  expect(await backups.take('before-migration')).toEqual(first)
  expect(await backups.list()).toEqual([first])
  writeFileSync(join(backupsDir(), first.file), Buffer.alloc(first.bytes))
  expect((await backups.take('before-migration')).file).not.toBe(first.file)
  await db.exec(`insert into words values ('new')`)
  await backups.take('before-migration')
  expect(await backups.list()).toHaveLength(3)
})

test('is the newest by its number, not by a clock that was ahead when another was made', async () => {
  vi.useFakeTimers({ now: new Date('2099-01-01T00:00:00Z'), toFake: ['Date'] })
  const backups = openBackups(db, folder)
  await backups.take('daily')
  vi.useRealTimers()
  const next = await backups.take('asked')
  expect((await backups.list())[0]).toEqual(next)
})

test('notices a page that is not what was written', async () => {
  for (const step of [`insert into words values ('kept')`, 'select * from words', 'checkpoint']) await db.exec(step)
  const { rows } = await db.query<{ path: string }>(`select pg_relation_filepath('words') as path`)
  const path = join(folder, 'pgdata', rows[0]?.path ?? '')
  const bytes = readFileSync(path)
  bytes[8000] = (bytes[8000] ?? 0) ^ 1
  writeFileSync(path, bytes)
  expect(await openBackups(db, folder).take('daily')).toMatchObject({ damagedFiles: [rows[0]?.path] })
})

test('is given up when the database closes, and leaves nothing', async () => {
  const backups = openBackups(db, folder)
  const taking = backups.take('daily')
  taking.catch(() => {})
  await backups.close()
  await expect(taking).rejects.toThrow('closing')
  expect(existsSync(backupsDir()) ? readdirSync(backupsDir()) : []).toEqual([])
})

test.skipIf(process.platform === 'win32')('is for its owner alone', async () => {
  const { file } = await openBackups(db, folder).take('asked')
  expect(statSync(backupsDir()).mode & 0o777).toBe(0o700)
  expect(statSync(join(backupsDir(), file)).mode & 0o777).toBe(0o600)
})

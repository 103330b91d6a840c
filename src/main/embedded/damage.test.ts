// Whatever has happened to the files: it is said what, nothing is deleted, and there is a way on.
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { MigrationFile } from './migrate'
import { openData } from './open-data'
import { openDatabase } from './open-database'
import { buildEntry } from './testing/build-entry'
import { startTestThread } from './testing/data-thread'
import { emptyDatabase } from './testing/memory-database'
import { canMount, mountReadOnly, mountSmallDisk } from './testing/small-disk'

const migrations: MigrationFile[] = [
  {
    file: '1_words.sql',
    sql: `create table words (word text); alter table words alter word set storage external;
      create function add_words(count int) returns void language sql security definer as $$
        insert into words select repeat(md5(n::text), 200) from generate_series(1, count) n $$;
      create function count_words() returns bigint language sql security definer as $$ select count(word) from words $$;`,
  },
]

let whole: string
let file: string
let folder: string
beforeAll(async () => {
  whole = mkdtempSync(join(tmpdir(), 'kith-whole-'))
  const data = await openData({ folder: whole, preparedDatabase: await emptyDatabase() }, migrations)
  file = (await data.backups.take('asked')).file
  await data.close()
})
afterAll(() => rmSync(whole, { recursive: true }))
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-damage-'))
  cpSync(whole, folder, { recursive: true, preserveTimestamps: true })
  return () => rmSync(folder, { recursive: true })
})

const open = (from = folder) => openData({ folder: from, preparedDatabase: null }, migrations)
const inData = (path: string) => join(folder, 'pgdata', path)
const overwrite = (path: string, change: (bytes: Buffer) => Buffer) =>
  writeFileSync(inData(path), change(readFileSync(inData(path))))
const everything = () =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => !/owner\.(lock|pid)|pg_internal\.init$/.test(name))
    .toSorted()

test.each<[string, () => void]>([
  ['a control file of zeros', () => overwrite('global/pg_control', (bytes) => Buffer.alloc(bytes.length))],
  ['half a control file', () => overwrite('global/pg_control', (bytes) => bytes.subarray(0, 100))],
  ['no log', () => rmSync(inData('pg_wal'), { recursive: true })],
  [
    'a log without what it needs',
    () =>
      readdirSync(inData('pg_wal'))
        .filter((name) => /^[0-9A-F]{24}$/.test(name))
        .forEach((name) => rmSync(inData(`pg_wal/${name}`))),
  ],
  ['nonsense for a version', () => overwrite('PG_VERSION', () => Buffer.from('xx'))],
  ['no tables', () => rmSync(inData('base'), { recursive: true })],
  [
    'half of its tables missing',
    () =>
      readdirSync(inData('base/5'))
        .filter((_, index) => index % 2 === 0)
        .forEach((name) => rmSync(inData(`base/5/${name}`))),
  ],
  ['a page of its catalogue flipped', () => overwrite('global/1262', (bytes) => bytes.fill(0xaa, 4_000, 4_100))],
  ['no settings', () => rmSync(inData('postgresql.conf'))],
])('with %s it says that it is damaged, names the backup, and deletes nothing', async (_what, damage) => {
  damage()
  const before = everything()
  await expect(open()).rejects.toMatchObject({
    code: 'DATABASE_DAMAGED',
    data: { reason: expect.stringMatching(/^[A-Z"].*\.$/), backup: { file } },
  })
  expect(everything()).toEqual(expect.arrayContaining(before))
})

test('of another PostgreSQL it says so, and that is no damage', async () => {
  overwrite('PG_VERSION', () => Buffer.from('17\n'))
  await expect(open()).rejects.toMatchObject({
    code: 'DATABASE_FAILED',
    data: { reason: expect.stringContaining('PostgreSQL 17') },
  })
  overwrite('PG_VERSION', () => Buffer.from('19\n'))
  await expect(open()).rejects.toMatchObject({ code: 'DATABASE_NEWER', data: { version: 'PostgreSQL 19' } })
})

test('half a backup is not offered', async () => {
  const packed = join(folder, 'backups', file)
  writeFileSync(packed, readFileSync(packed).subarray(0, 1_000))
  rmSync(inData('PG_VERSION'))
  await expect(open()).rejects.toMatchObject({ code: 'DATABASE_DAMAGED', data: { backup: null } })
})

test.skipIf(process.platform === 'win32' || (process.getuid?.() === 0 && !canMount))(
  'a folder nothing can be written in is said to be one',
  async () => {
    const shown = mountReadOnly(folder)
    try {
      await expect(open(shown?.folder)).rejects.toMatchObject({ code: 'FOLDER_NOT_WRITABLE' })
    } finally {
      shown?.remove()
    }
  },
)

describe.skipIf(!canMount)('on a disk that is full', () => {
  test('it does not begin what it could not end, and goes on when there is room', async () => {
    const disk = mountSmallDisk(200)
    if (!disk) return
    try {
      const there = join(disk.folder, 'database')
      cpSync(folder, there, { recursive: true })
      const { bavail, bsize } = statfsSync(disk.folder)
      writeFileSync(join(disk.folder, 'of somebody else'), Buffer.alloc(bavail * bsize - 10_000_000))
      await expect(open(there)).rejects.toMatchObject({ code: 'DISK_FULL' })
      rmSync(join(disk.folder, 'of somebody else'))
      await (await open(there)).close()
    } finally {
      disk.remove()
    }
  })

  test('that fills up while it is open, it ends instead of hanging, and has everything it acknowledged', async () => {
    const disk = mountSmallDisk(220)
    const entry = await buildEntry(join(import.meta.dirname, 'testing/hold-data.ts'))
    if (!disk) return
    try {
      const there = join(disk.folder, 'database')
      cpSync(folder, there, { recursive: true })
      const { service, kill, exited } = startTestThread(entry, {
        start: { folder: there, preparedDatabase: null },
        migrations,
      })
      const { url, publishableKey } = await service.ready
      const call = (name: string, args: object) =>
        service.fetch(`${url}/rest/v1/rpc/${name}`, {
          method: 'POST',
          headers: { apikey: publishableKey },
          body: JSON.stringify(args),
        })
      let acknowledged = 0
      while ((await call('add_words', { count: 200 })).ok) acknowledged += 200
      expect(await service.lost).toMatchObject({ code: 'DISK_FULL' })
      kill()
      await exited
      cpSync(there, join(folder, 'moved'), { recursive: true })
      const data = await open(join(folder, 'moved'))
      const answer = await data.answer(
        new Request(`${url}/rest/v1/rpc/count_words`, {
          method: 'POST',
          headers: { apikey: publishableKey },
          body: '{}',
        }),
      )
      expect(await answer.json()).toBe(acknowledged)
      await data.close()
    } finally {
      disk.remove()
      rmSync(dirname(entry), { recursive: true })
    }
  })
})

// Windows renames no folder in which a file is open.
test.skipIf(!existsSync('/proc/self/fd'))('a closed database has no file open any more', async () => {
  const { db } = await openDatabase(folder, null)
  expect(openFilesIn(folder)).not.toEqual([])
  await db.close()
  expect(openFilesIn(folder)).toEqual([])
})

function openFilesIn(path: string): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${fd}`)
      return target.startsWith(path) ? [target] : []
    } catch {
      return []
    }
  })
}

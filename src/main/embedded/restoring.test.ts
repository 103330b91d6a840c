import { existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { MigrationFile } from './migrate'
import { openData } from './open-data'
import type { OpenedData } from './open-data'
import type { Beginning } from './protocol'
import { emptyDatabase } from './testing/memory-database'

const notes: MigrationFile = {
  file: '1_notes.sql',
  sql: `create table notes (body text);
    create function save_note(body text) returns void language sql security definer as $$ insert into notes values (body) $$;
    create function list_notes() returns setof text language sql security definer as $$ select body from notes $$;`,
}

let isRefused = (_to: string) => false
vi.mock('./rename-patiently', async (importOriginal) => {
  const { renamePatiently } = await importOriginal<{ renamePatiently(from: string, to: string): Promise<void> }>()
  return {
    async renamePatiently(from: string, to: string) {
      if (isRefused(to)) throw Object.assign(new Error('EPERM: a file in it is open'), { code: 'EPERM' })
      return renamePatiently(from, to)
    },
  }
})

let prepared: string
let folder: string
let opened: OpenedData | undefined

beforeAll(async () => {
  prepared = await emptyDatabase()
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-restore-'))
})
afterEach(async () => {
  await close()
  rmSync(folder, { recursive: true })
})

test('goes back to a backup, and keeps what was there', async () => {
  await openWith('in the backup')
  const { file } = await backUp()
  await save('after it')
  await close()
  await open({ with: 'backup', file, isBroken: false })
  expect(await notesThere()).toEqual(['in the backup'])
  await close()

  renameSync(join(folder, 'pgdata'), join(folder, 'pgdata.tried'))
  renameSync(join(folder, asideAs('before-restore')), join(folder, 'pgdata'))
  await open()
  expect(await notesThere()).toEqual(['in the backup', 'after it'])
})

test('a damaged database says so and names the newest good backup, again and again, until one goes back to it', async () => {
  await openWith('in the backup')
  const { file, madeAt } = await backUp()
  await close()
  const control = join(folder, 'pgdata/global/pg_control')
  const bytes = readFileSync(control)
  writeFileSync(control, Buffer.alloc(bytes.length))
  for (const _ of [1, 2]) {
    await expect(open()).rejects.toMatchObject({
      code: 'DATABASE_DAMAGED',
      data: { folder: join(folder, 'pgdata'), backup: { file, madeAt } },
    })
  }
  await open({ with: 'backup', file, isBroken: true })
  expect(await notesThere()).toEqual(['in the backup'])
  expect(readFileSync(join(folder, asideAs('broken'), 'global/pg_control'))).toEqual(Buffer.alloc(bytes.length))
})

test('does not begin an empty database where there are backups of one that is gone', async () => {
  await openWith('in the backup')
  const { file } = await backUp()
  await close()
  rmSync(join(folder, 'pgdata'), { recursive: true })
  await expect(open()).rejects.toMatchObject({ code: 'DATABASE_DAMAGED', data: { backup: { file } } })
  await open({ with: 'backup', file, isBroken: true })
  expect(await notesThere()).toEqual(['in the backup'])
})

test.each([
  ['is cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ['has another byte in it', (bytes: Buffer) => bytes.fill((bytes[5_000] ?? 0) ^ 1, 5_000, 5_001)],
])('refuses a backup that %s, and leaves everything as it was', async (_what, damage) => {
  await openWith('kept')
  const { file } = await backUp()
  await close()
  const path = join(folder, 'backups', file)
  writeFileSync(path, damage(readFileSync(path)))
  await expect(open({ with: 'backup', file, isBroken: false })).rejects.toMatchObject({
    code: 'BACKUP_UNUSABLE',
    data: { file },
  })
  expect(readdirSync(folder).filter((name) => name.startsWith('pgdata'))).toEqual(['pgdata'])
  await open()
  expect(await notesThere()).toEqual(['kept'])
})

test('brings a backup of an older Kith up to date, and has one from before that', async () => {
  await openWith('in the backup')
  const { file } = await backUp()
  await close()
  const newer = { file: '2_newer.sql', sql: `create function newer() returns int language sql as $$ select 2 $$` }
  await open(undefined, [notes, newer])
  await save('after it')
  await close()
  await open({ with: 'backup', file, isBroken: false }, [notes, newer])
  expect(await notesThere()).toEqual(['in the backup'])
  expect(await (await rpc('newer', {})).json()).toBe(2)
  const schemas = (await opened?.backups.list())?.map(({ reason, schema }) => [reason, schema])
  expect(schemas).toEqual([
    // The one before the first update holds the same, and is whole.
    ['before-migration', '1'],
    ['asked', '1'],
  ])
})

test('refuses a backup that a newer Kith made', async () => {
  await openWith('kept', [notes, { file: '2_newer.sql', sql: 'create table newer ()' }])
  const { file } = await backUp()
  await close()
  await expect(open({ with: 'backup', file, isBroken: false })).rejects.toMatchObject({
    code: 'DATABASE_NEWER',
    data: { version: '2' },
  })
})

test('ends what a restore began that was cut off between its last two steps', async () => {
  await openWith('in the backup')
  await close()
  renameSync(join(folder, 'pgdata'), join(folder, 'pgdata.restored'))
  await open()
  expect(await notesThere()).toEqual(['in the backup'])
  await close()
  renameSync(join(folder, 'pgdata'), join(folder, 'pgdata.restored'))
  rmSync(join(folder, 'keys.json'))
  await open()
  expect(await notesThere()).toEqual(['in the backup'])
})

test('does not go back later to a backup of which it was said that it could not be', async () => {
  await openWith('in the backup')
  const { file } = await backUp()
  await save('after it')
  await close()
  isRefused = (to) => to.includes('before-restore')
  await expect(open({ with: 'backup', file, isBroken: false })).rejects.toMatchObject({ code: 'FOLDER_NOT_WRITABLE' })
  isRefused = () => false
  await open()
  expect(await notesThere()).toEqual(['in the backup', 'after it'])
})

test('begins anew beside what is there, and keeps that with its backups', async () => {
  await openWith('of before')
  await backUp()
  await close()
  await open({ with: 'nothing' })
  expect(await notesThere()).toEqual([])
  const kept = readdirSync(folder).find((name) => name.startsWith('kept-')) ?? ''
  expect(readdirSync(join(folder, kept)).toSorted()).toEqual(['backups', 'pgdata'])
  expect(await opened?.backups.list()).toEqual([])
  await close()

  rmSync(join(folder, 'pgdata'), { recursive: true })
  renameSync(join(folder, kept, 'pgdata'), join(folder, 'pgdata'))
  await open()
  expect(await notesThere()).toEqual(['of before'])
})

test('backs up before it changes what is there, goes on with the old version when that fails, and changes nothing in it', async () => {
  await openWith('kept')
  await close()
  const bad = { file: '2_bad.sql', sql: 'drop table notes; select nonsense()' }
  await expect(openData(start(), [notes, bad])).rejects.toMatchObject({
    code: 'MIGRATION_FAILED',
    data: { file: '2_bad.sql', statement: 2, sqlState: '42883' },
  })
  expect(readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('before-migration.json'))).toHaveLength(1)

  opened = await openData(start({ with: 'old-version' }), [notes, bad])
  expect(opened.ready.isReadOnly).toBe(true)
  expect(await notesThere()).toEqual(['kept'])
  const answer = await rpc('save_note', { body: 'new' })
  expect(await answer.json()).toMatchObject({ code: '25006' })
  expect((await signIn()).status).toBe(200)
  await close()
  await open()
  expect(await notesThere()).toEqual(['kept'])
})

test('makes no backup of what ships with the app', async () => {
  await open()
  expect(existsSync(join(folder, 'backups'))).toBe(false)
})

function start(beginning?: Beginning) {
  return { folder, preparedDatabase: prepared, beginning }
}

async function open(beginning?: Beginning, migrations = [notes]): Promise<void> {
  opened = await openData(start(beginning), migrations)
}

async function openWith(body: string, migrations = [notes]): Promise<void> {
  await open(undefined, migrations)
  await save(body)
}

async function close(): Promise<void> {
  await opened?.close()
  opened = undefined
}

const save = (body: string) => rpc('save_note', { body })

const notesThere = async () => (await rpc('list_notes', {})).json()

const signIn = () => post('auth/v1/token?grant_type=local', { name: 'ada' })

const rpc = (name: string, args: object) => post(`rest/v1/rpc/${name}`, args)

async function post(path: string, body: object): Promise<Response> {
  if (!opened) throw new Error('not open')
  const { url, publishableKey } = opened.ready
  const init = { method: 'POST', headers: { apikey: publishableKey }, body: JSON.stringify(body) }
  return opened.answer(new Request(`${url}/${path}`, init))
}

async function backUp() {
  if (!opened) throw new Error('not open')
  return opened.backups.take('asked')
}

function asideAs(why: string): string {
  return readdirSync(folder).find((name) => name.startsWith(`pgdata.${why}-`)) ?? ''
}

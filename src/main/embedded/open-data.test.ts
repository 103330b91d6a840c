import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@supabase/supabase-js'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openData } from './open-data'
import type { OpenedData } from './open-data'
import { emptyDatabase } from './testing/memory-database'

const migrations = [
  {
    file: '1_notes.sql',
    sql: `create table notes (body text);
      create function save_note(body text) returns void language sql security definer as $$ insert into notes values (body) $$;
      create function list_notes() returns setof notes language sql security definer as $$ select * from notes $$;`,
  },
]

let prepared: string
let folder: string
let opened: OpenedData | undefined

beforeAll(async () => {
  prepared = await emptyDatabase()
})
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'kith-data-')), 'database')
})
afterEach(async () => {
  await close()
  rmSync(join(folder, '..'), { recursive: true })
})

test('opens, keeps what was written, and opens again', async () => {
  await open()
  expect(opened?.ready.isFirstStart).toBe(true)
  await client().rpc('save_note', { body: 'kept' })
  await close()
  await open()
  expect(opened?.ready.isFirstStart).toBe(false)
  expect((await client().rpc('list_notes')).data).toEqual([{ body: 'kept' }])
})

test('makes a database from nothing when no prepared one is there', async () => {
  opened = await openData({ folder, preparedDatabase: null }, migrations)
  expect(opened.ready.isFirstStart).toBe(true)
  await client().rpc('save_note', { body: 'kept' })
  expect((await client().rpc('list_notes')).data).toEqual([{ body: 'kept' }])
  expect(readdirSync(folder)).not.toContain('pgdata.new')
})

test('starts over when a first start was killed while it unpacked', async () => {
  mkdirSync(join(folder, 'pgdata.new/base'), { recursive: true })
  writeFileSync(join(folder, 'pgdata.new/PG_VERSION'), '18\n')
  await open()
  expect(opened?.ready.isFirstStart).toBe(true)
  expect((await client().rpc('list_notes')).data).toEqual([])
  expect(existsSync(join(folder, 'pgdata.new'))).toBe(false)
})

test('puts a folder aside that is no database, and deletes nothing of it', async () => {
  mkdirSync(join(folder, 'pgdata/base'), { recursive: true })
  writeFileSync(join(folder, 'pgdata/base/something'), 'of somebody')
  await open()
  expect((await client().rpc('list_notes')).data).toEqual([])
  const aside = readdirSync(folder).find((name) => name.startsWith('pgdata.broken-')) ?? ''
  expect(readFileSync(join(folder, aside, 'base/something'), 'utf8')).toBe('of somebody')
})

test('does not open a damaged database and does not begin a new one over it', async () => {
  await open()
  await client().rpc('save_note', { body: 'kept' })
  await close()
  const control = join(folder, 'pgdata/global/pg_control')
  const bytes = readFileSync(control)
  rmSync(control)
  await expect(open()).rejects.toMatchObject({ code: 'DATABASE_DAMAGED', data: { backup: null } })
  writeFileSync(control, Buffer.alloc(bytes.length))
  await expect(open()).rejects.toMatchObject({ code: 'DATABASE_DAMAGED', data: { backup: null } })

  writeFileSync(control, bytes)
  await open()
  expect((await client().rpc('list_notes')).data).toEqual([{ body: 'kept' }])
})

test('lets one process at a time have the folder, also after a failed start', async () => {
  await open()
  await expect(openData({ folder, preparedDatabase: prepared }, migrations)).rejects.toMatchObject({
    code: 'DATABASE_BUSY',
    data: { folder, pid: process.pid },
  })
  await close()
  await expect(openData({ folder, preparedDatabase: prepared }, [{ file: '2_bad.sql', sql: 'oops' }])).rejects.toThrow(
    'DATABASE_NEWER',
  )
  await open()
})

test('applies newer migrations to a database that was prepared with older ones', async () => {
  await open()
  const newer = { file: '2_more.sql', sql: 'create function more() returns int language sql as $$ select 2 $$' }
  await close()
  opened = await openData({ folder, preparedDatabase: prepared }, [...migrations, newer])
  expect((await client().rpc('more')).data).toBe(2)
})

test('finds the account of this computer again after its key was lost', async () => {
  await open()
  const id = await localAccount()
  await close()
  rmSync(join(folder, 'keys.json'))
  await open()
  expect(await localAccount()).toBe(id)
})

test('puts an unreadable key aside and makes another', async () => {
  await open()
  const id = await localAccount()
  await close()
  writeFileSync(join(folder, 'keys.json'), '{"signing":')
  await open()
  expect(await localAccount()).toBe(id)
  expect(readdirSync(folder).filter((name) => name.startsWith('keys.json.broken-'))).toHaveLength(1)
})

test('keeps sessions valid over a restart', async () => {
  await open()
  const session = (await (await signInLocally()).json()) as { access_token: string; user: { id: string } }
  await close()
  await open()
  expect((await client().auth.getUser(session.access_token)).data.user?.id).toBe(session.user.id)
})

test.skipIf(process.platform === 'win32')('keeps folder, key and data from other people on the computer', async () => {
  await open()
  const mode = (path: string) => statSync(path).mode & 0o777
  expect(mode(folder)).toBe(0o700)
  expect(mode(join(folder, 'pgdata'))).toBe(0o700)
  expect(mode(join(folder, 'keys.json'))).toBe(0o600)
  expect(readFileSync(join(folder, 'keys.json'), 'utf8')).toContain('"d":')
})

async function open(): Promise<void> {
  opened = await openData({ folder, preparedDatabase: prepared }, migrations)
}

async function close(): Promise<void> {
  await opened?.close()
  opened = undefined
}

function fetchHere(path: string | URL | Request, init?: RequestInit): Promise<Response> {
  if (!opened) throw new Error('not open')
  return opened.answer(new Request(path, init))
}

function client() {
  if (!opened) throw new Error('not open')
  return createClient(opened.ready.url, opened.ready.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { fetch: fetchHere },
  })
}

function signInLocally(): Promise<Response> {
  return fetchHere(`${opened?.ready.url}/auth/v1/token?grant_type=local`, {
    method: 'POST',
    headers: { apikey: opened?.ready.publishableKey ?? '' },
    body: JSON.stringify({ name: 'ada' }),
  })
}

async function localAccount(): Promise<string> {
  const { user } = (await (await signInLocally()).json()) as { user: { id: string } }
  return user.id
}

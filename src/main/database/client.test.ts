import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { NO_PERSONA } from '../../shared/domain/resource-key'
import { newSigningKey } from '../embedded/keys'
import { migrationFiles } from '../embedded/migration-files'
import { KEY, openProject, URL } from '../embedded/testing/project'
import type { Project } from '../embedded/testing/project'
import { openDatabase } from './client'
import type { DatabaseClient } from './client'
import type { SessionStorage } from './session-storage'

let project: Project
let stored: Map<string, string>
const opened: DatabaseClient[] = []

beforeAll(async () => {
  const files = [...migrationFiles, { file: '99999999999999_test.sql', sql: functionsOfTheTest }]
  project = await openProject(files)
})
afterAll(() => project.db.close())
beforeEach(() => {
  stored = new Map()
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()))
})

const functionsOfTheTest = `
  create function raise_it(state text, hint text default '', detail text default '') returns void language plpgsql as $$
    begin raise exception using errcode = state, message = 'said', hint = hint, detail = detail; end $$;
  create function slow(seconds float8) returns void language sql as $$ select pg_sleep(seconds) $$;`

test('signs in with the account of this computer, the same one at every start', async () => {
  const database = open()
  expect(() => database.userId()).toThrowError(expect.objectContaining({ code: 'NOT_SIGNED_IN' }))
  const account = await database.signInLocal({ name: 'ada' })
  expect(account.name).toBe('ada')
  expect(database.userId()).toBe(account.id)
  expect(await database.call('ai_whoami', {})).toMatchObject([{ user_id: account.id, role: 'authenticated' }])

  const [key, session] = [...stored.entries()].at(0) ?? []
  expect(key).toBeDefined()
  expect(await open().signInLocal({ name: 'ada' })).toEqual(account)
  expect([...stored.values()]).toEqual([session])
})

test.each([
  ['the stored session is lost', async () => stored.clear()],
  ['the session was ended in the database', () => project.db.exec('delete from auth.sessions')],
  ['the access token has expired', async () => rewriteStored((session) => ({ ...session, expires_at: 1 }))],
  ['what is stored is no session', async () => rewriteStored(() => ({ nonsense: 1 }))],
])('comes back to the same account when %s', async (_what, lose) => {
  const account = await open().signInLocal({ name: 'ada' })
  await lose()
  const database = open()
  expect(await database.signInLocal({ name: 'ada' })).toEqual(account)
  expect(await database.call('ai_whoami', {})).toMatchObject([{ user_id: account.id }])
})

test('comes back to the same account when the signing key is lost, while it runs and at the next start', async () => {
  const account = await open().signInLocal({ name: 'ada' })
  const restarted = await openProject(
    [...migrationFiles, { file: '99999999999999_test.sql', sql: functionsOfTheTest }],
    { db: project.db, key: await newSigningKey() },
  )
  expect(await open(restarted.fetch).signInLocal({ name: 'ada' })).toEqual(account)
})

test('renews a refused token once and repeats the call', async () => {
  const database = open(breakTokens(1))
  const { id } = await database.signInLocal({ name: 'ada' })
  expect(await database.call('ai_whoami', {})).toMatchObject([{ user_id: id }])
  const hopeless = open(breakTokens(Number.POSITIVE_INFINITY))
  await hopeless.signInLocal({ name: 'ada' })
  await expect(hopeless.call('ai_whoami', {})).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
})

test('makes no call without an account, not even as nobody', async () => {
  let calls = 0
  const database = open((input, init) => (calls++, project.fetch(input, init)))
  await expect(database.call('ai_list_personas', {})).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  await database.signInLocal({ name: 'ada' })
  await database.signOut()
  const before = calls
  await expect(database.call('ai_list_personas', {})).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  expect(calls).toBe(before)
  expect(() => database.userId()).toThrowError(expect.objectContaining({ code: 'NOT_SIGNED_IN' }))
})

test('signs out in the database too', async () => {
  const database = open()
  await database.signInLocal({ name: 'ada' })
  const sessions = async () =>
    (await project.db.query<{ n: number }>('select count(*)::int n from auth.sessions')).rows[0]?.n ?? 0
  const before = await sessions()
  await database.signOut()
  expect(await sessions()).toBe(before - 1)
  expect([...stored.keys()]).toEqual([])
})

test('answers what the functions return', async () => {
  const database = open()
  await database.signInLocal({ name: 'ada' })
  const thread = { thread_id: randomUUID(), title: 'Ünïcode 👋' }
  expect(await database.call('ai_save_thread', thread)).toMatchObject([thread])
  expect(await database.call('ai_get_thread', { thread_id: thread.thread_id })).toMatchObject([thread])
  expect(await database.call('ai_get_thread', { thread_id: randomUUID() })).toEqual([])
})

test.each([
  ['PT404', { hint: 'thread' }, { code: 'NOT_FOUND', data: { kind: 'thread' } }],
  ['P0002', { hint: 'memory' }, { code: 'NOT_FOUND', data: { kind: 'memory' } }],
  ['PT404', { hint: 'something' }, { code: 'DATABASE_FAILED', data: { reason: 'said (PT404)' } }],
  ['PT409', { hint: 'run', detail: 'run-1' }, { code: 'RUN_IN_PROGRESS', data: { runId: 'run-1' } }],
  ['PT409', { detail: 'something else' }, { code: 'CONFLICT', data: { reason: 'said' } }],
  ['PT400', {}, { code: 'INVALID', data: { reason: 'said' } }],
  ['PT401', {}, { code: 'NOT_SIGNED_IN', data: {} }],
  ['PT403', {}, { code: 'NOT_ALLOWED', data: { reason: 'said' } }],
  ['25006', {}, { code: 'NOT_ALLOWED', data: { reason: 'Here Kith may only read.' } }],
  ['22023', {}, { code: 'INVALID', data: { reason: 'said' } }],
  ['23514', {}, { code: 'INVALID', data: { reason: 'said' } }],
  ['22001', {}, { code: 'INVALID', data: { reason: 'said' } }],
  ['54000', {}, { code: 'INVALID', data: { reason: 'said' } }],
  ['22P02', {}, { code: 'INVALID', data: { reason: 'said' } }],
  ['42501', {}, { code: 'NOT_ALLOWED', data: { reason: 'said' } }],
  ['XX000', {}, { code: 'DATABASE_FAILED', data: { reason: 'said (XX000)' } }],
])('turns %s %j into %j', async (state, more, failure) => {
  const database = open()
  await database.signInLocal({ name: 'ada' })
  await expect(database.call('raise_it' as never, { state, ...more } as never)).rejects.toMatchObject({
    name: 'KithError',
    ...failure,
  })
})

test('names the missing thread as the migrations do', async () => {
  const database = open()
  await database.signInLocal({ name: 'ada' })
  await expect(database.call('ai_update_thread', { thread_id: randomUUID(), title: 'x' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
    data: { kind: 'thread' },
  })
})

describe('a run', () => {
  async function openPersonas() {
    const database = open()
    await database.signInLocal({ name: 'ada' })
    const [coach, writer] = [randomUUID(), randomUUID()]
    await database.call('ai_save_persona', { id: coach, name: 'Coach' })
    await database.call('ai_save_persona', { id: writer, name: 'Writer' })
    return { database, coach, writer }
  }

  test('sees its persona and no other, under the same account', async () => {
    const { database, coach } = await openPersonas()
    const call = await database.forRun({ personaId: coach })
    expect(await call('ai_whoami', {})).toMatchObject([
      { user_id: database.userId(), persona_id: coach, actor: 'assistant' },
    ])
    expect(await call('ai_list_personas', {})).toMatchObject([{ id: coach }])
    const callOfNone = await database.forRun({ personaId: null })
    expect(await callOfNone('ai_list_personas', {})).toEqual([])
    expect((await database.call('ai_list_personas', {})).length).toBeGreaterThan(1)
  })

  test('decides nothing', async () => {
    const { database, coach } = await openPersonas()
    const call = await database.forRun({ personaId: coach })
    await expect(call('ai_save_persona', { id: coach, name: 'Boss' })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
      data: { reason: 'Only the owner may do this.' },
    })
    await expect(call('ai_save_thread', { thread_id: randomUUID(), persona_id: coach })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    })
  })

  test('renews a refused token as its owner does', async () => {
    let isBroken = false
    const broken = breakTokens(1)
    const database = open((input, init) => (isBroken ? broken(input, init) : project.fetch(input, init)))
    await database.signInLocal({ name: 'ada' })
    const call = await database.forRun({ personaId: null })
    isBroken = true
    expect(await call('ai_whoami', {})).toMatchObject([{ user_id: database.userId(), actor: 'assistant' }])
  })

  test.each([
    ['are lost', {}],
    ['say less than they should', { 'x-kith-persona': NO_PERSONA }],
    ['name another persona', { 'x-kith-persona': randomUUID(), 'x-kith-actor': 'assistant' }],
    ['are joined by others', { 'x-kith-persona': NO_PERSONA, 'x-kith-actor': 'assistant', 'x-kith-scope': 'read' }],
  ])('does not begin when its headers %s on the way', async (_how, headers) => {
    const database = open(rewriteHeaders(headers))
    await database.signInLocal({ name: 'ada' })
    await expect(database.forRun({ personaId: null })).rejects.toMatchObject({
      code: 'DATABASE_FAILED',
      data: { reason: 'It does not keep calls within their bounds.' },
    })
  })

  test('does not wait for the confirmation any longer than it was told to', async () => {
    const database = open()
    await database.signInLocal({ name: 'ada' })
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(database.forRun({ personaId: null }, { signal })).rejects.toThrow('enough')
  })

  test('does not begin when nobody is signed in', async () => {
    await expect(open().forRun({ personaId: null })).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  })
})

test('reads only, when that is all that is asked for', async () => {
  const database = open()
  await database.signInLocal({ name: 'ada' })
  const call = await database.narrowed({ readOnly: true })
  expect(await call('ai_list_personas', {})).toEqual(await database.call('ai_list_personas', {}))
  await expect(call('ai_save_thread', { thread_id: randomUUID() })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})

test('names the header the database does not understand', async () => {
  const database = open(rewriteHeaders({ 'x-kith-mood': 'generous' }))
  await database.signInLocal({ name: 'ada' })
  await expect(database.call('ai_whoami', {})).rejects.toMatchObject({
    code: 'INVALID',
    data: { reason: 'The request header x-kith-mood is not understood.' },
  })
})

test('says that the database has stopped when it has', async () => {
  let hasStopped = false
  const database = open((input, init) =>
    hasStopped ? Promise.reject(new TypeError('The database has stopped.')) : project.fetch(input, init),
  )
  await database.signInLocal({ name: 'ada' })
  hasStopped = true
  await expect(database.call('ai_whoami', {})).rejects.toMatchObject({
    code: 'DATABASE_FAILED',
    data: { reason: 'The database has stopped.' },
  })
  stored.clear()
  const next = open(() => Promise.reject(new TypeError('The database has stopped.')))
  await expect(next.signInLocal({ name: 'ada' })).rejects.toMatchObject({
    code: 'DATABASE_FAILED',
    data: { reason: 'The database has stopped.' },
  })
})

test('rejects an aborted call with the reason of the signal', async () => {
  const database = open()
  await database.signInLocal({ name: 'ada' })
  const abort = new AbortController()
  const call = database.call('slow' as never, { seconds: 0.2 } as never, { signal: abort.signal })
  setTimeout(() => abort.abort(new Error('enough')), 20)
  await expect(call).rejects.toThrow('enough')
  await expect(database.call('ai_whoami', {}, { signal: abort.signal })).rejects.toThrow('enough')
})

test('opens no socket: no realtime connection, and no address but the one it was given', async () => {
  const hosts = new Set<string>()
  const sockets: unknown[] = []
  vi.stubGlobal('WebSocket', function openSocket(url: string) {
    sockets.push(url)
  })
  try {
    const database = open((input, init) => {
      hosts.add(new globalThis.URL(input instanceof Request ? input.url : input).host)
      return project.fetch(input, init)
    })
    await database.signInLocal({ name: 'ada' })
    await database.call('ai_whoami', {})
    await database.signOut()
  } finally {
    vi.unstubAllGlobals()
  }
  expect([...hosts]).toEqual(['project.test'])
  expect(sockets).toEqual([])
})

test('lets anon execute no function of the API', async () => {
  const { rows } = await project.db.query(
    `select p.proname from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname like 'ai\\_%'
       and has_function_privilege('anon', p.oid, 'execute')`,
  )
  expect(rows).toEqual([])
  expect(await project.client().rpc('ai_list_personas')).toMatchObject({ status: 401, error: { code: '42501' } })
})

function open(fetch: typeof globalThis.fetch = project.fetch): DatabaseClient {
  const storage: SessionStorage = {
    getItem: async (key) => stored.get(key) ?? null,
    setItem: async (key, value) => void stored.set(key, value),
    removeItem: async (key) => void stored.delete(key),
  }
  const database = openDatabase({ url: URL, publishableKey: KEY, fetch, storage })
  opened.push(database)
  return database
}

function rewriteStored(change: (session: object) => object): void {
  for (const [key, value] of stored) stored.set(key, JSON.stringify(change(JSON.parse(value) as object)))
}

/** A way to the server on which the headers that narrow a call become others. */
function rewriteHeaders(others: Record<string, string>): typeof globalThis.fetch {
  return (input, init) => {
    const request = new Request(input, init)
    for (const name of ['x-kith-persona', 'x-kith-actor', 'x-kith-scope']) request.headers.delete(name)
    for (const [name, value] of Object.entries(others)) request.headers.set(name, value)
    return project.fetch(request)
  }
}

/** A server whose clock or key says no to the first calls. */
function breakTokens(times: number): typeof globalThis.fetch {
  let left = times
  return (input, init) => {
    const headers = new Headers(init?.headers)
    const url = input instanceof Request ? input.url : String(input)
    if (url.includes('/rest/v1/') && left-- > 0) headers.set('authorization', 'Bearer a.b.c')
    return project.fetch(input, { ...init, headers })
  }
}

// A project beside the database on this computer, from adding it to losing it and finding it again.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { EMBEDDED_PROFILE } from '../../shared/domain/embedded-profile'
import type { SessionState } from '../../shared/contract/session'
import { migrationFiles } from '../embedded/migration-files'
import { KEY } from '../embedded/testing/project'
import { sessionName } from '../profiles/vault-of'
import { kithIn } from './testing/lifecycle-here'
import type { KithHere } from './testing/lifecycle-here'
import { patience, startDataHere, untilPhase } from './testing/lifecycle-here'
import { openRemoteProject } from './testing/remote-project'
import type { RemoteProject } from './testing/remote-project'

let project: RemoteProject
let folder: string
let kith: KithHere
const id = randomUUID()

beforeAll(async () => {
  project = await openRemoteProject()
})
afterAll(() => project.close())
beforeEach(async () => {
  vi.spyOn(console, 'error').mockReturnValue(undefined)
  folder = mkdtempSync(join(tmpdir(), 'kith-profiles-'))
  await begin()
})
afterEach(async () => {
  await kith.lifecycle.close()
  rmSync(folder, { recursive: true })
})

async function begin(): Promise<void> {
  kith = await kithIn(folder, (_, start) => startDataHere(start), kith?.secrets)
}

const draft = (address = { url: project.url, publishableKey: project.publishableKey }) => ({
  id,
  name: 'Work',
  colour: 'plum' as const,
  address,
})

/** Adds the project and opens it for a new account. */
async function openSignedIn(email = `${randomUUID()}@example.com`): Promise<void> {
  await kith.profiles.save(draft())
  kith.secrets.set(sessionName(id), await project.signUp(email))
  await kith.lifecycle.openProfile(id)
  await untilPhase(kith.lifecycle, 'ready')
}

async function remote(): Promise<Extract<Extract<SessionState, { phase: 'ready' }>['database'], { kind: 'remote' }>> {
  const { database } = await untilPhase(kith.lifecycle, 'ready')
  if (database.kind !== 'remote') throw new Error('It is the database on this computer.')
  return database
}

const said = (text: string) => ({
  threadId: randomUUID(),
  personaId: null,
  messageId: randomUUID(),
  text,
  attachments: [],
  remembers: true,
})

test('goes to a project and back without a restart, each with its own account, settings and threads', async () => {
  kith.lifecycle.start()
  const here = await untilPhase(kith.lifecycle, 'ready')
  expect(here.profile).toMatchObject({ id: EMBEDDED_PROFILE, kind: 'embedded' })
  const { assistant } = await kith.lifecycle.services()
  await assistant.send(said('Said on this computer'))
  await kith.settings.setTheme('dark')

  await openSignedIn('ada@example.com')
  const there = await untilPhase(kith.lifecycle, 'ready')
  expect(there).toMatchObject({
    profile: { id, kind: 'remote', name: 'Work', colour: 'plum', url: project.url },
    account: { name: 'Ada', email: 'ada@example.com' },
    database: { kind: 'remote', isOnline: true, waiting: 0 },
  })
  const services = await kith.lifecycle.services()
  expect(services.database).toMatchObject({ profileId: id, userId: there.account.id })
  expect(await services.call('ai_list_threads', {})).toEqual([])
  expect((await services.call('ai_list_personas', {})).map(({ name }) => name)).toEqual(['Coach', 'Researcher'])
  // What one is used to comes along; what is chosen from then on is this profile's.
  expect(kith.settings.view().theme).toBe('dark')
  await kith.settings.setTheme('light')

  await kith.lifecycle.openProfile(EMBEDDED_PROFILE)
  expect((await untilPhase(kith.lifecycle, 'ready')).account.id).toBe(here.account.id)
  expect(kith.settings.view().theme).toBe('dark')
  const back = await kith.lifecycle.services()
  expect(await back.call('ai_list_threads', {})).toHaveLength(1)
})

test('opens the profile that was open last, and forgets a removed one with its session and settings', async () => {
  kith.lifecycle.start()
  await untilPhase(kith.lifecycle, 'ready')
  await openSignedIn()
  await kith.lifecycle.close()
  await begin()
  kith.lifecycle.start()
  expect((await untilPhase(kith.lifecycle, 'ready')).profile.id).toBe(id)

  await kith.lifecycle.removeProfile(id)
  expect((await untilPhase(kith.lifecycle, 'ready')).profile.id).toBe(EMBEDDED_PROFILE)
  expect(kith.profiles.all()).toHaveLength(1)
  expect([...kith.secrets.keys()].filter((name) => name.includes(id))).toEqual([])
})

test('asks who it is where nobody is signed in, and goes on from there', async () => {
  await kith.profiles.save(draft())
  await kith.profiles.choose(id)
  kith.lifecycle.start()
  expect(await untilPhase(kith.lifecycle, 'signed-out')).toMatchObject({
    profile: { id },
    ways: { password: true, signUp: true, oauth: [] },
    ended: null,
  })
  await expect(kith.lifecycle.services()).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  expect(kith.lifecycle.client()).toBeDefined()
  kith.secrets.set(sessionName(id), await project.signUp(`${randomUUID()}@example.com`))
  await kith.lifecycle.signedIn()
  await untilPhase(kith.lifecycle, 'ready')
  await kith.lifecycle.signOut('local')
  await untilPhase(kith.lifecycle, 'signed-out')
})

test('says that the key is wrong, that nothing answers, and that the schema is missing or newer', async () => {
  kith.lifecycle.start()
  await untilPhase(kith.lifecycle, 'ready')
  const failsWith = async (address: { url: string; publishableKey: string }) => {
    await kith.profiles.save(draft(address))
    await kith.lifecycle.openProfile(id)
    return (await untilPhase(kith.lifecycle, 'failed')).failure
  }
  expect(await failsWith({ url: project.url, publishableKey: 'sb_publishable_other' })).toMatchObject({
    code: 'KEY_REFUSED',
    data: { why: 'unknown' },
  })
  const empty = await openRemoteProject([])
  await kith.lifecycle.openProfile(EMBEDDED_PROFILE)
  expect(await failsWith({ url: empty.url, publishableKey: KEY })).toMatchObject({
    code: 'SCHEMA_OUTDATED',
    data: { isEmpty: true, missing: null },
  })
  await empty.close()

  kith.secrets.set(sessionName(id), await project.signUp(`${randomUUID()}@example.com`))
  await kith.lifecycle.openProfile(EMBEDDED_PROFILE)
  const last =
    migrationFiles
      .map(({ file }) => file)
      .toSorted()
      .at(-1) ?? ''
  const version = last.slice(0, 14)
  const list = 'supabase_migrations.schema_migrations'
  await project.sql(`update ${list} set version = '1' where version = '${version}'`)
  expect(await failsWith({ url: project.url, publishableKey: KEY })).toMatchObject({
    code: 'SCHEMA_OUTDATED',
    data: { missing: [last], isEmpty: false },
  })
  await project.sql(`update ${list} set version = '${version}' where version = '1'`)
  const later = (statement: string) =>
    project.sql(`insert into ${list} (version, statements) values ('29990101000000', array['${statement}'])`)
  // Of whoever else lives in the same project.
  await later('create table shop (id int)')
  await kith.lifecycle.openProfile(EMBEDDED_PROFILE)
  await kith.lifecycle.openProfile(id)
  await untilPhase(kith.lifecycle, 'ready')
  await project.sql(`delete from ${list} where version = '29990101000000'`)
  await later('create function public.ai_more()')
  await kith.lifecycle.openProfile(EMBEDDED_PROFILE)
  await kith.lifecycle.openProfile(id)
  expect((await untilPhase(kith.lifecycle, 'failed')).failure).toEqual({
    code: 'DATABASE_NEWER',
    data: { version: '29990101000000' },
  })
  await project.sql(`delete from ${list} where version = '29990101000000'`)
})

test('keeps what is said while the project is gone, over a restart too, and sends each once and in order', async () => {
  kith.lifecycle.start()
  await untilPhase(kith.lifecycle, 'ready')
  await openSignedIn()
  const first = said('The first')
  const second = { ...said('The second'), threadId: first.threadId }
  const unwanted = said('Taken back')
  await project.goAway()
  const { assistant, kept } = await kith.lifecycle.services()
  await expect(assistant.send(first)).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
  await vi.waitFor(async () => expect(await remote()).toMatchObject({ isOnline: false }), patience)
  for (const one of [first, second, unwanted]) await kept?.keep(one)
  await kept?.keep(first)
  expect(await kept?.takeBack(unwanted.messageId)).toBe(true)
  await vi.waitFor(async () => expect(await remote()).toMatchObject({ waiting: 2 }), patience)

  await kith.lifecycle.close()
  await begin()
  kith.lifecycle.start()
  expect(await remote()).toMatchObject({ isOnline: false, waiting: 2 })
  expect(readFileSync(join(folder, 'profiles', id, 'waiting.json'), 'utf8')).toContain('The second')

  await project.comeBack()
  await kith.lifecycle.reconnect()
  await vi.waitFor(async () => expect(await remote()).toMatchObject({ isOnline: true, waiting: 0 }), patience)
  await kith.lifecycle.whenIdle()
  const { call } = await kith.lifecycle.services()
  const messages = await call('ai_list_path', { thread_id: first.threadId, max_rows: 50 })
  const own = messages.filter(({ role }) => role === 'user').map(({ message_id }) => message_id)
  expect(own.toSorted()).toEqual([first.messageId, second.messageId].toSorted())
  expect(await call('ai_get_thread', { thread_id: unwanted.threadId })).toEqual([])
})

test('ends only the runs of this computer', async () => {
  kith.lifecycle.start()
  await untilPhase(kith.lifecycle, 'ready')
  await openSignedIn()
  const { call } = await kith.lifecycle.services()
  const run = async (device: string) => {
    const ids = { run_id: randomUUID(), thread_id: randomUUID(), answer_id: randomUUID() }
    await call('ai_start_run', {
      ...ids,
      device,
      model: {},
      answer_created_at: new Date().toISOString(),
      message_id: randomUUID(),
      message_created_at: new Date().toISOString(),
      message_content: { format: 2, parts: [{ type: 'text', text: 'x' }] },
    })
    return ids.run_id
  }
  const [own, others] = [await run(kith.profiles.device), await run('another computer')]
  await kith.lifecycle.openProfile(EMBEDDED_PROFILE)
  await kith.lifecycle.openProfile(id)
  await untilPhase(kith.lifecycle, 'ready')
  const again = await kith.lifecycle.services()
  expect(await again.call('ai_get_run', { run_id: own })).toMatchObject([{ status: 'failed' }])
  expect(await again.call('ai_get_run', { run_id: others })).toMatchObject([{ status: 'running' }])
})

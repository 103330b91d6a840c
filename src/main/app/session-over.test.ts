// A project whose session ends without anybody having signed out here; and one that another Kith has open.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { takeOwnerLock } from '../embedded/owner-lock'
import { sessionName } from '../profiles/vault-of'
import { kithIn, patience, startDataHere, untilPhase } from './testing/lifecycle-here'
import type { KithHere } from './testing/lifecycle-here'
import { openRemoteProject } from './testing/remote-project'
import type { RemoteProject } from './testing/remote-project'

const password = 'correct horse battery'
let project: RemoteProject
let folder: string
let kith: KithHere
let id: string
let email: string

beforeAll(async () => {
  project = await openRemoteProject()
})
afterAll(() => project.close())
beforeEach(async () => {
  vi.spyOn(console, 'error').mockReturnValue(undefined)
  folder = mkdtempSync(join(tmpdir(), 'kith-session-over-'))
  kith = await kithIn(folder, (_, start) => startDataHere(start))
  id = randomUUID()
  email = `${randomUUID()}@example.com`
  const address = { url: project.url, publishableKey: project.publishableKey }
  await kith.profiles.save({ id, name: 'Work', colour: 'plum', address })
  await kith.profiles.choose(id)
  kith.secrets.set(sessionName(id), await project.signUp(email))
})
afterEach(async () => {
  await kith.lifecycle.close()
  rmSync(folder, { recursive: true })
})

async function signOutElsewhere(): Promise<void> {
  await project.sql('delete from auth.sessions')
  await expect(kith.lifecycle.client().auth.person()).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
}

test('a session that was ended elsewhere leads to signing in, and who signs in again goes on', async () => {
  kith.lifecycle.start()
  const { account } = await untilPhase(kith.lifecycle, 'ready')
  await signOutElsewhere()
  expect(await untilPhase(kith.lifecycle, 'signed-out')).toMatchObject({
    profile: { id },
    ways: { password: true },
    ended: 'elsewhere',
  })
  await expect(kith.lifecycle.services()).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  await kith.lifecycle.client().auth.signIn({ email, password })
  await kith.lifecycle.signedIn()
  expect((await untilPhase(kith.lifecycle, 'ready')).account.id).toBe(account.id)
})

test.each([
  ['its owner is back', false],
  ['its owner is back and the project, which was gone just then, is too', true],
])('what was being answered ends as cut off, and its text is stored once %s', async (_, isGone) => {
  kith.lifecycle.start()
  await untilPhase(kith.lifecycle, 'ready')
  const { assistant } = await kith.lifecycle.services()
  const threadId = randomUUID()
  const watching = assistant.watch(threadId, undefined)
  const question = { threadId, personaId: null, messageId: randomUUID(), text: 'What can you do?' }
  await assistant.send(question)
  let written = ''
  for await (const event of watching) {
    if (event.type === 'delta') written += event.text
    if (written.length > 20) break
  }
  await signOutElsewhere()
  await untilPhase(kith.lifecycle, 'signed-out')
  await kith.lifecycle.client().auth.signIn({ email, password })
  if (isGone) await project.goAway()
  await kith.lifecycle.signedIn()
  await untilPhase(kith.lifecycle, 'ready')
  if (isGone) {
    await project.comeBack()
    await kith.lifecycle.reconnect()
  }
  const { call } = await kith.lifecycle.services()
  await vi.waitFor(async () => {
    const [, answer] = await call('ai_list_path', { thread_id: threadId })
    expect(answer).toMatchObject({ role: 'assistant', status: 'failed' })
    expect(JSON.stringify(answer?.content)).toContain(written)
  }, patience)
  // There is room for the next one.
  await (await kith.lifecycle.services()).assistant.send({ ...question, messageId: randomUUID() })
  await kith.lifecycle.whenIdle()
  expect(await call('ai_list_path', { thread_id: threadId })).toHaveLength(4)
})

test('nobody else gets what the one before could not store', async () => {
  kith.lifecycle.start()
  await untilPhase(kith.lifecycle, 'ready')
  const { assistant } = await kith.lifecycle.services()
  const threadId = randomUUID()
  await assistant.send({ threadId, personaId: null, messageId: randomUUID(), text: 'What can you do?' })
  await signOutElsewhere()
  await untilPhase(kith.lifecycle, 'signed-out')
  const other = `${randomUUID()}@example.com`
  await project.signUp(other)
  await kith.lifecycle.client().auth.signIn({ email: other, password })
  await kith.lifecycle.signedIn()
  await untilPhase(kith.lifecycle, 'ready')
  const { call } = await kith.lifecycle.services()
  expect(await call('ai_list_threads', {})).toEqual([])
})

test('without a connection signing out everywhere fails and Kith answers on; signing out here ends it all the same', async () => {
  kith.lifecycle.start()
  await untilPhase(kith.lifecycle, 'ready')
  await project.goAway()
  await expect(kith.lifecycle.signOut('global')).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
  await project.comeBack()
  await kith.lifecycle.reconnect()
  const { assistant, call } = await kith.lifecycle.services()
  const threadId = randomUUID()
  await assistant.send({ threadId, personaId: null, messageId: randomUUID(), text: 'What can you do?' })
  await kith.lifecycle.whenIdle()
  const [, answer] = await call('ai_list_path', { thread_id: threadId })
  expect(answer).toMatchObject({ role: 'assistant', status: 'complete' })

  await project.goAway()
  await kith.lifecycle.signOut('local')
  await untilPhase(kith.lifecycle, 'signed-out')
  expect([...kith.secrets.keys()]).not.toContain(sessionName(id))
  await project.comeBack()
})

test('a profile that another Kith has open is refused as the database of this computer is, until that one is closed', async () => {
  const held = join(folder, 'profiles', id)
  const lock = takeOwnerLock(await kith.profiles.folderOf(id))
  kith.lifecycle.start()
  expect((await untilPhase(kith.lifecycle, 'failed')).failure).toMatchObject({
    code: 'DATABASE_BUSY',
    data: { folder: held, pid: process.pid },
  })
  lock.release()
  kith.lifecycle.retry()
  await untilPhase(kith.lifecycle, 'ready')
  expect(() => takeOwnerLock(held)).toThrow('DATABASE_BUSY')
  await kith.lifecycle.signOut('local')
  await untilPhase(kith.lifecycle, 'signed-out')
  expect(() => takeOwnerLock(held)).toThrow('DATABASE_BUSY')
  await kith.lifecycle.close()
  takeOwnerLock(held).release()
})

// A profile whose address is changed: what one project has given out is shown to no other.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { EMBEDDED_PROFILE } from '../../shared/domain/embedded-profile'
import { sessionName } from '../profiles/vault-of'
import { kithIn, startDataHere, untilPhase } from './testing/lifecycle-here'
import type { KithHere } from './testing/lifecycle-here'
import { answerSettings, openRemoteProject } from './testing/remote-project'
import type { RemoteProject } from './testing/remote-project'
import { serveProject } from './testing/served-project'
import type { ServedProject } from './testing/served-project'

let project: RemoteProject
/** Hears what is sent to it, and gives nothing for it. */
let other: ServedProject
/** What it was sent of the session. */
let heard: string[]
let folder: string
let kith: KithHere
let session: string
const id = randomUUID()

beforeAll(async () => {
  project = await openRemoteProject()
  other = await serveProject(async (request) => {
    heard.push(`${request.headers.get('authorization')} ${await request.clone().text()}`)
    return answerSettings(request) ?? Response.json({ code: '42501', message: 'no' }, { status: 401 })
  })
})
afterAll(async () => {
  await project.close()
  await other.close()
})
beforeEach(async () => {
  vi.spyOn(console, 'error').mockReturnValue(undefined)
  heard = []
  folder = mkdtempSync(join(tmpdir(), 'kith-moved-'))
  kith = await kithIn(folder, (_, start) => startDataHere(start))
  await kith.lifecycle.saveProfile(draft(project.url))
  session = await project.signUp(`${randomUUID()}@example.com`)
  kith.secrets.set(sessionName(id), session)
})
afterEach(async () => {
  await kith.lifecycle.close()
  rmSync(folder, { recursive: true })
})

const draft = (url: string, publishableKey = project.publishableKey) => ({
  id,
  name: 'Work',
  colour: 'plum' as const,
  address: { url, publishableKey },
})

function expectNothingGiven(): void {
  const { access_token: token, refresh_token: refreshToken } = JSON.parse(session) as Record<string, string>
  expect(heard.length).toBeGreaterThan(0)
  for (const line of heard) {
    expect(line).not.toContain(token)
    expect(line).not.toContain(refreshToken)
  }
}

test('the open one signs in anew, and the new server is sent nothing of the session', async () => {
  await kith.profiles.choose(id)
  kith.lifecycle.start()
  await untilPhase(kith.lifecycle, 'ready')
  await kith.lifecycle.saveProfile(draft(other.url))
  expect(await untilPhase(kith.lifecycle, 'signed-out')).toMatchObject({ profile: { id, url: other.url } })
  expect(kith.secrets.has(sessionName(id))).toBe(false)
  expectNothingGiven()
})

test('so does one that is not open, once it is opened, even with a session that has expired', async () => {
  kith.secrets.set(sessionName(id), JSON.stringify({ ...(JSON.parse(session) as object), expires_at: 1_000 }))
  kith.lifecycle.start()
  await untilPhase(kith.lifecycle, 'ready')
  await kith.lifecycle.saveProfile(draft(other.url))
  expect(kith.secrets.has(sessionName(id))).toBe(false)
  expect(kith.profiles.present().id).toBe(EMBEDDED_PROFILE)
  await kith.lifecycle.openProfile(id)
  await untilPhase(kith.lifecycle, 'signed-out')
  expectNothingGiven()
})

test('another name, and an address that is refused, sign nobody out', async () => {
  await kith.lifecycle.saveProfile({ ...draft(`${project.url}/`), name: 'Home' })
  expect(kith.profiles.find(id)).toMatchObject({ name: 'Home', url: project.url })
  await expect(kith.lifecycle.saveProfile(draft('ftp://somewhere.example'))).rejects.toMatchObject({ code: 'INVALID' })
  await expect(kith.lifecycle.saveProfile(draft(other.url, 'sb_secret_x'))).rejects.toMatchObject({
    code: 'KEY_REFUSED',
  })
  expect(kith.secrets.get(sessionName(id))).toBe(session)
  expect(heard).toEqual([])
})

test('while messages wait for the project where it was, it stays there, with its session', async () => {
  await kith.profiles.choose(id)
  kith.lifecycle.start()
  await untilPhase(kith.lifecycle, 'ready')
  await project.goAway()
  const { kept } = await kith.lifecycle.services()
  const messageId = randomUUID()
  const said = { threadId: randomUUID(), personaId: null, messageId, text: 'Still here', attachments: [] }
  await kept?.keep({ ...said, remembers: true })
  expect(await kith.lifecycle.waitingFor(id)).toEqual({ waiting: 1, waitingOfAll: 1 })
  await expect(kith.lifecycle.saveProfile(draft(other.url))).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(kith.profiles.find(id).url).toBe(project.url)
  expect(kith.secrets.has(sessionName(id))).toBe(true)
  expect(heard).toEqual([])
  // Somebody else who signs in there is not told that they have something waiting.
  const { user } = JSON.parse(session) as { user: object }
  const others = JSON.stringify({ ...JSON.parse(session), user: { ...user, id: randomUUID() } })
  kith.secrets.set(sessionName(id), others)
  expect(await kith.lifecycle.waitingFor(id)).toEqual({ waiting: 0, waitingOfAll: 1 })
  kith.secrets.set(sessionName(id), session)
  await kept?.takeBack(messageId)
  await kith.lifecycle.saveProfile(draft(other.url))
  expect(kith.secrets.has(sessionName(id))).toBe(false)
  await project.comeBack()
})

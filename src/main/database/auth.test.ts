// Signing in to a server with supabase-js itself, against a project on loopback that answers as GoTrue does.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startAuthServer } from '../../../tests/support/auth-server'
import type { AuthServer, AuthServerSettings } from '../../../tests/support/auth-server'
import { openDatabase } from './client'
import type { DatabaseClient, Ended } from './client'

let server: AuthServer
let settings: AuthServerSettings
let stored: Map<string, string>
let count = 0
let email: string
const password = 'correct horse'
const back = 'kith://auth/callback?state=abc'
const opened: DatabaseClient[] = []

beforeAll(async () => {
  server = await startAuthServer()
  settings = { ...server.settings }
})
afterAll(() => server.close())
beforeEach(() => {
  stored = new Map()
  email = `person${++count}@example.com`
})
afterEach(async () => {
  Object.assign(server.settings, settings)
  await Promise.all(opened.splice(0).map((database) => database.close()))
})

function open(): DatabaseClient {
  const database = openDatabase({
    url: server.url,
    publishableKey: server.key,
    fetch: globalThis.fetch,
    storage: {
      getItem: async (key) => stored.get(key) ?? null,
      setItem: async (key, value) => void stored.set(key, value),
      removeItem: async (key) => void stored.delete(key),
    },
  })
  opened.push(database)
  return database
}

/** Opens the newest link to somebody as a browser would. @returns what it comes back with */
async function openLink(to = email): Promise<URLSearchParams> {
  const { link } = server.mails.findLast((mail) => mail.to === to) ?? {}
  const answer = await fetch(link ?? '', { redirect: 'manual' })
  return new URL(answer.headers.get('location') ?? '').searchParams
}

async function signedUp(database = open()): Promise<DatabaseClient> {
  server.settings.confirmsAddresses = false
  await database.auth.signUp({ email, password }, back)
  server.settings.confirmsAddresses = settings.confirmsAddresses
  return database
}

const confirmOf = (outcome: object) => ('confirm' in outcome ? String(outcome.confirm) : '')

test('signs up, waits for the link, and signs in with what the link brings back', async () => {
  const database = open()
  const outcome = await database.auth.signUp({ email, password, name: 'Ada' }, back)
  await expect(database.auth.signIn({ email, password })).rejects.toMatchObject({
    code: 'ADDRESS_NOT_CONFIRMED',
    data: { email },
  })
  const answer = await openLink()
  expect(answer.get('state')).toBe('abc')
  const account = await database.auth.exchange(answer.get('code') ?? '', confirmOf(outcome))
  expect(account).toMatchObject({ name: 'Ada', email, isAnonymous: false })
  expect(database.userId()).toBe(account.id)
  expect(await database.call('ai_whoami', {})).toMatchObject([{ user_id: account.id }])
  expect([...stored.keys()]).toEqual(['kith-auth-token'])
})

test('a code is worth nothing without its verifier, and nothing a second time', async () => {
  const database = open()
  const verifier = confirmOf(await database.auth.signUp({ email, password }, back))
  const code = (await openLink()).get('code') ?? ''
  const expired = { code: 'SIGN_IN_LINK_INVALID', data: { why: 'expired' } }
  await expect(database.auth.exchange(code, JSON.stringify('x'.repeat(56)))).rejects.toMatchObject(expired)
  await database.auth.exchange(code, verifier)
  await expect(open().auth.exchange(code, verifier)).rejects.toMatchObject(expired)
})

test('two ways in that are under way at once both come back', async () => {
  const database = open()
  const first = await database.auth.sendLink(email, back)
  const firstCode = (await openLink()).get('code') ?? ''
  const second = await database.auth.sendLink(email, back)
  const secondCode = (await openLink()).get('code') ?? ''
  expect((await database.auth.exchange(firstCode, first)).email).toBe(email)
  expect((await database.auth.exchange(secondCode, second)).email).toBe(email)
})

test('signs in with a provider', async () => {
  const database = open()
  const { url, verifier } = await database.auth.beginOAuth('github', back)
  expect(url).not.toContain(verifier)
  const answer = await fetch(url.replace('/authorize?', '/allow?'), { redirect: 'manual' })
  const { searchParams } = new URL(answer.headers.get('location') ?? '')
  const account = await database.auth.exchange(searchParams.get('code') ?? '', verifier)
  expect(account).toMatchObject({ email: 'grace@provider.example', name: 'Grace' })
})

test('a forgotten password is set anew, and an address changed by its link', async () => {
  await signedUp()
  const database = open()
  stored.clear()
  const verifier = await database.auth.sendReset(email, back)
  await database.auth.exchange((await openLink()).get('code') ?? '', verifier)
  await database.auth.changePassword({ password: 'another horse' })
  await open().auth.signIn({ email, password: 'another horse' })

  const outcome = await database.auth.changeEmail(`new-${email}`, back)
  expect((await database.auth.person()).email).toBe(email)
  await database.auth.exchange((await openLink(`new-${email}`)).get('code') ?? '', confirmOf(outcome))
  expect((await database.auth.person()).email).toBe(`new-${email}`)
})

test('an anonymous account becomes somebody’s and stays the same', async () => {
  server.settings.confirmsAddresses = false
  const database = open()
  const anonymous = await database.auth.signInAnonymously()
  expect(anonymous).toMatchObject({ email: null, isAnonymous: true })
  expect(await database.auth.keep({ email, password }, back)).toEqual({ done: null })
  expect(await database.auth.person()).toMatchObject({ id: anonymous.id, email, isAnonymous: false })
  expect((await open().auth.signIn({ email, password })).id).toBe(anonymous.id)
})

test('the server asks for a code from an e-mail before a password changes', async () => {
  const database = await signedUp()
  server.settings.asksForCode = true
  const change = (code?: string) => database.auth.changePassword({ password: 'another horse', code })
  await expect(change()).rejects.toMatchObject({ code: 'REAUTHENTICATION_NEEDED', data: { isRefused: false } })
  await database.auth.sendCode()
  await expect(change('000000x')).rejects.toMatchObject({ code: 'REAUTHENTICATION_NEEDED', data: { isRefused: true } })
  await change(server.mails.findLast((mail) => mail.to === email)?.code ?? '')
})

test.each<[string, Partial<AuthServerSettings>, (database: DatabaseClient) => Promise<unknown>, object]>([
  [
    'a wrong password',
    {},
    ({ auth }) => auth.signIn({ email, password: 'wrong' }),
    { code: 'CREDENTIALS_REFUSED', data: {} },
  ],
  [
    'a short one',
    { confirmsAddresses: false },
    ({ auth }) => auth.signUp({ email, password: 'short' }, back),
    { code: 'WEAK_PASSWORD', data: { reasons: ['length'], shortest: 6 } },
  ],
  [
    'one that is too long',
    { confirmsAddresses: false },
    ({ auth }) => auth.signUp({ email, password: 'x'.repeat(80) }, back),
    { code: 'WEAK_PASSWORD', data: { reasons: ['too-long'] } },
  ],
  [
    'new accounts switched off',
    { allowsSignUp: false },
    ({ auth }) => auth.signUp({ email, password }, back),
    { code: 'SIGN_IN_WAY_OFF', data: { way: 'sign-up' } },
  ],
  [
    'new accounts by a link switched off',
    { allowsSignUp: false },
    ({ auth }) => auth.sendLink(email, back),
    { code: 'SIGN_IN_WAY_OFF', data: { way: 'sign-up' } },
  ],
  [
    'anonymous accounts switched off',
    { allowsAnonymous: false },
    ({ auth }) => auth.signInAnonymously(),
    { code: 'SIGN_IN_WAY_OFF', data: { way: 'anonymous' } },
  ],
  [
    'too many e-mails',
    { secondsBetweenMails: 60 },
    async ({ auth }) => {
      await auth.sendLink(email, back)
      await auth.sendLink(email, back)
    },
    { code: 'TOO_MANY_ATTEMPTS', data: { seconds: 60 } },
  ],
  [
    'a server that is not there',
    { isDown: true },
    ({ auth }) => auth.signIn({ email, password }),
    { code: 'DATABASE_UNREACHABLE', data: { url: expect.any(String) } },
  ],
])('says what is to be done about %s', async (_what, changed, ask, failure) => {
  Object.assign(server.settings, changed)
  await expect(ask(open())).rejects.toMatchObject(failure)
})

test('the session is somebody’s while the server is away, and nobody’s once it has ended it', async () => {
  const database = await signedUp()
  const account = await database.resume()
  expect(account?.email).toBe(email)
  await expire()
  server.settings.isDown = true
  expect(await open().resume()).toEqual(account)
  server.settings.isDown = false
  await server.db.query('delete from auth.sessions')
  const ended: (Ended | null)[] = []
  database.onSignedOut((why) => ended.push(why))
  await expect(database.auth.person()).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  expect(ended).toEqual(['elsewhere'])
  expect(await open().resume()).toBeNull()
  expect(stored.has('kith-auth-token')).toBe(false)
})

test('signs out here though the server is away, and elsewhere only when it hears of it', async () => {
  const here = await signedUp()
  const session = stored.get('kith-auth-token') ?? ''
  stored.clear()
  const elsewhere = open()
  await elsewhere.auth.signIn({ email, password })
  await elsewhere.signOut('others')
  stored.set('kith-auth-token', session)
  await expire()
  expect(await open().resume()).toBeNull()

  stored.clear()
  await here.auth.signIn({ email, password })
  server.settings.isDown = true
  await expect(here.signOut('global')).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
  const ended: (Ended | null)[] = []
  here.onSignedOut((why) => ended.push(why))
  await here.signOut()
  expect(ended).toEqual([null])
  expect(stored.size).toBe(0)
  expect(() => here.userId()).toThrow('NOT_SIGNED_IN')
})

test('the token of an account that was deleted opens nothing any more', async () => {
  const database = await signedUp()
  await server.db.query('delete from auth.users where email = $1', [email])
  await expect(database.auth.person()).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  await expire()
  expect(await open().resume()).toBeNull()
})

async function expire(): Promise<void> {
  const session = JSON.parse(stored.get('kith-auth-token') ?? '{}') as object
  stored.set('kith-auth-token', JSON.stringify({ ...session, expires_at: 1 }))
}

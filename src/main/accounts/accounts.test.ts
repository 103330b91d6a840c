// Ways in that go on elsewhere, and what comes back of them: once, in time, to whoever began, and nothing else.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startAuthServer } from '../../../tests/support/auth-server'
import type { AuthServer } from '../../../tests/support/auth-server'
import { KithError } from '../../shared/errors'
import { openDatabase, sessionInMemory } from '../database'
import type { DatabaseClient } from '../database'
import { createAccounts } from './create-accounts'
import type { Accounts } from './create-accounts'
import { readCallback } from './read-callback'

let server: AuthServer
let client: DatabaseClient
let accounts: Accounts
let profileId: string
let isOpen: boolean
let address: string
let now: number
let told: string[]
let count = 0
let email: string
const password = 'correct horse'

beforeAll(async () => {
  server = await startAuthServer()
})
afterAll(() => server.close())
beforeEach(() => {
  email = `person${++count}@example.com`
  profileId = 'one'
  isOpen = true
  address = server.url
  now = 1_000_000
  told = []
  server.settings.confirmsAddresses = true
  const service = { url: server.url, publishableKey: server.key, fetch: globalThis.fetch }
  client = openDatabase({ ...service, storage: sessionInMemory() })
  accounts = createAccounts({
    present() {
      if (!isOpen) throw new KithError('DATABASE_FAILED', { reason: 'Nothing is open.' })
      return { client, service: { ...service, url: address }, profileId, isLocal: false }
    },
    onSignedIn: async () => void told.push('signed in'),
    onAccountChanged: async () => void told.push('changed'),
    signOut: async (scope) => {
      await client.signOut(scope)
      told.push(`signed out, ${scope}`)
    },
    openLocal: async () => {},
    callbackAddress: () => 'http://127.0.0.1:1/auth/callback',
    onTrouble: () => told.push('trouble'),
    now: () => now,
  })
})
afterEach(() => client.close())

/** What a browser brings back from the newest link to somebody. */
async function fromMail(to = email): Promise<string> {
  const answer = await fetch(server.mails.findLast((mail) => mail.to === to)?.link ?? '', { redirect: 'manual' })
  return new URL(answer.headers.get('location') ?? '').search
}
async function fromProvider(url: string, says: 'allow' | 'deny'): Promise<string> {
  const answer = await fetch(url.replace('/authorize?', `/${says}?`), { redirect: 'manual' })
  return new URL(answer.headers.get('location') ?? '').search
}
const receive = (search: string) => accounts.receive(readCallback(search))
const failureWas = (why: string) =>
  expect(accounts.state().failure).toEqual({ code: 'SIGN_IN_LINK_INVALID', data: { why } })

test('a new account waits for its link, and is signed in by it', async () => {
  expect(await accounts.signUp({ email, password })).toBe('confirm')
  expect(accounts.state().awaited).toEqual({
    kind: 'sign-up',
    email,
    provider: null,
    mayResendAt: new Date(now + 60_000).toISOString(),
    endsAt: new Date(now + 3_600_000).toISOString(),
  })
  expect(await receive(await fromMail())).toBe('done')
  expect(told).toEqual(['signed in'])
  expect(accounts.state()).toEqual({ awaited: null, failure: null, wantsNewPassword: false })
  expect(client.userId()).toMatch(/-/)
})

test('where addresses are not confirmed, it is signed in at once', async () => {
  server.settings.confirmsAddresses = false
  expect(await accounts.signUp({ email, password })).toBe('opened')
  expect(told).toEqual(['signed in'])
  expect(accounts.state().awaited).toBeNull()
})

test('what comes back a second time does nothing and learns nothing', async () => {
  const search = await fromProvider(await accounts.beginOAuth('github'), 'allow')
  expect(await receive(search)).toBe('done')
  expect(await receive(search)).toBe('refused')
  expect(told).toEqual(['signed in'])
  expect(accounts.state().failure).toBeNull()
})

test('nobody’s state and no address at all do nothing and learn nothing', async () => {
  await accounts.beginOAuth('github')
  const before = accounts.state()
  expect(await receive(`?state=${'x'.repeat(43)}&code=abc`)).toBe('refused')
  expect(await receive('?state=&code=abc')).toBe('refused')
  expect(await receive(`?state=${'x'.repeat(43)}&message=half`)).toBe('refused')
  expect(accounts.state()).toEqual(before)
  expect(told).toEqual([])
})

test('a state with the code of somebody else signs nobody in, and is used up', async () => {
  const mine = await fromProvider(await accounts.beginOAuth('github'), 'allow')
  const [, state = ''] = /state=([\w-]+)/.exec(mine) ?? []
  expect(await receive(`?state=${state}&code=00000000-1111-4222-8333-444455556666`)).toBe('refused')
  failureWas('expired')
  expect(await receive(mine)).toBe('refused')
  expect(() => client.userId()).toThrow('NOT_SIGNED_IN')
})

test('what was begun in one profile does not come back to another, nor to the same one afterwards', async () => {
  const search = await fromProvider(await accounts.beginOAuth('github'), 'allow')
  profileId = 'two'
  expect(accounts.state().awaited).toBeNull()
  expect(await receive(search)).toBe('refused')
  failureWas('other-profile')
  profileId = 'one'
  expect(await receive(search)).toBe('refused')
  expect(told).toEqual([])
})

test('what was begun with one project does not go on at another, to which the profile was moved', async () => {
  const search = await fromProvider(await accounts.beginOAuth('github'), 'allow')
  address = 'https://other.example'
  expect(accounts.state().awaited).toBeNull()
  expect(await receive(search)).toBe('refused')
  failureWas('other-profile')
  expect(told).toEqual([])
})

test('ten minutes is enough for a browser, an hour for a mail', async () => {
  const search = await fromProvider(await accounts.beginOAuth('github'), 'allow')
  now += 10 * 60_000
  expect(accounts.state().awaited).toBeNull()
  expect(await receive(search)).toBe('refused')
  failureWas('expired')
  await accounts.sendLink(email)
  expect(accounts.state().failure).toBeNull()
  const mailed = await fromMail()
  now += 59 * 60_000
  expect(await receive(mailed)).toBe('done')
})

test('what comes back while nothing is open is refused like anything else, and is not lost', async () => {
  const search = await fromProvider(await accounts.beginOAuth('github'), 'allow')
  isOpen = false
  expect(await receive(search)).toBe('refused')
  expect(await receive('?error=access_denied')).toBe('refused')
  expect(accounts.state()).toEqual({ awaited: null, failure: null, wantsNewPassword: false })
  isOpen = true
  expect(await receive(search)).toBe('done')
})

test('says when the provider said no, and when the link had been used', async () => {
  expect(await receive(await fromProvider(await accounts.beginOAuth('github'), 'deny'))).toBe('refused')
  failureWas('denied')
  expect(JSON.stringify(accounts.state())).not.toContain('<b>')
  await accounts.sendLink(email)
  await fromMail()
  expect(await receive(await fromMail())).toBe('refused')
  failureWas('expired')
})

test('is sent again after a minute and not before; both links are good, and what is cancelled is not', async () => {
  await expect(accounts.resend()).rejects.toMatchObject({ code: 'INVALID' })
  await accounts.sendLink(email)
  await expect(accounts.resend()).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS', data: { seconds: 60 } })
  const first = await fromMail()
  now += 60_000
  await accounts.resend()
  expect(server.mails.filter(({ to }) => to === email)).toHaveLength(2)
  accounts.cancel()
  expect(accounts.state().awaited).toBeNull()
  expect(await receive(first)).toBe('refused')
  await accounts.sendLink(email)
  expect(await receive(await fromMail())).toBe('done')
})

test('who has forgotten the password comes in and is asked for a new one', async () => {
  server.settings.confirmsAddresses = false
  await accounts.signUp({ email, password })
  await accounts.signOut('here')
  await accounts.resetPassword(email)
  expect(await receive(await fromMail())).toBe('done')
  expect(accounts.state().wantsNewPassword).toBe(true)
  await accounts.changePassword({ password: 'another horse' })
  expect(accounts.state().wantsNewPassword).toBe(false)
  await accounts.signOut('everywhere')
  await accounts.signIn({ email, password: 'another horse' })
  expect(told).toEqual(['signed in', 'signed out, local', 'signed in', 'changed', 'signed out, global', 'signed in'])
})

test('a new address holds once its link was opened; one of two is only half', async () => {
  server.settings.confirmsAddresses = false
  await accounts.signUp({ email, password })
  server.settings.confirmsAddresses = true
  expect(await accounts.changeEmail(`new-${email}`)).toBe('confirm')
  const search = await fromMail(`new-${email}`)
  const [, state = ''] = /state=([\w-]+)/.exec(search) ?? []
  expect(await receive(`?state=${state}&message=Confirm+the+other`)).toBe('half')
  expect(await receive(search)).toBe('done')
  expect(await accounts.details()).toMatchObject({ email: `new-${email}`, hasPassword: null, isLocal: false })
  expect(await accounts.sessions()).toBeNull()
})

test.each([
  ['a new address', () => accounts.changeEmail(`new-${email}`)],
  ['the first one of an anonymous account', () => accounts.keep({ email: `new-${email}`, password: 'a new horse' })],
])('the link to confirm %s is sent again, and is good', async (what, begin) => {
  server.settings.confirmsAddresses = false
  if (what === 'a new address') await accounts.signUp({ email, password })
  else await accounts.signInAnonymously()
  server.settings.confirmsAddresses = true
  expect(await begin()).toBe('confirm')
  now += 60_000
  await accounts.resend()
  expect(server.mails.filter(({ to }) => to === `new-${email}`)).toHaveLength(2)
  expect(accounts.state().awaited).toMatchObject({ kind: 'email-change', email: `new-${email}` })
  expect(await receive(await fromMail(`new-${email}`))).toBe('done')
  expect(await accounts.details()).toMatchObject({ email: `new-${email}`, isAnonymous: false })
  await accounts.signOut('here')
  await accounts.signIn({ email: `new-${email}`, password: what === 'a new address' ? password : 'a new horse' })
})

test('nothing that a window is told carries a token, a code, a verifier or a state', async () => {
  const states: object[] = []
  accounts.onChange((state) => states.push(state))
  const url = await accounts.beginOAuth('github')
  const search = await fromProvider(url, 'allow')
  await receive(search)
  const secrets = [...search.matchAll(/=([\w-]+)/g)].map(([, value]) => value ?? '')
  expect(secrets).toHaveLength(2)
  const said = JSON.stringify([states, await accounts.details(), await accounts.sessions()])
  for (const secret of [...secrets, 'eyJ']) expect(said).not.toContain(secret)
})

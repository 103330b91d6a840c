// Whoever tries tokens without end is not looked at any more, and keeps nobody else out.
import { afterAll, beforeEach, expect, it, vi } from 'vitest'
import { onApi } from './testing/api-under-test'
import { makeKey, problemOf } from './testing/keys'

// The whole of it has this clock, which can be put on.
vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true })
const kith = onApi()
const locked = { status: 429, code: 'TOO_MANY_ATTEMPTS' }

afterAll(() => void vi.useRealTimers())
beforeEach(() => pass(61))
const pass = (seconds: number) => void vi.setSystemTime(Date.now() + seconds * 1_000)

const threads = (token: string) => kith.ask('/api/threads', { token })
const signIn = (grant: 'password' | 'refresh_token', body: object) =>
  kith.ask(`/auth/v1/token?grant_type=${grant}`, { body })

it('a token that is refused again and again keeps out whom nobody knows, for a minute, and nobody else', async () => {
  const [known, unknown] = [await kith.signUp(), await kith.signUp()]
  const { secret } = await makeKey(kith)
  expect((await threads(known.token)).status).toBe(200)
  // Long enough for the project to be asked about it again.
  pass(31)
  for (let n = 0; n < 20; n++) expect((await threads('nonsense')).status).toBe(401)
  const answer = await threads(unknown.token)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await problemOf(answer)).toEqual(locked)
  expect((await threads(known.token)).status).toBe(200)
  expect((await threads(secret)).status).toBe(200)
  expect((await signIn('refresh_token', { refresh_token: unknown.refreshToken })).status).toBe(200)
  pass(61)
  expect((await threads(unknown.token)).status).toBe(200)
})

it('who is known and is found out to be over is looked at like anybody else', async () => {
  const left = await kith.signUp()
  expect((await threads(left.token)).status).toBe(200)
  await kith.project.db.query('delete from auth.sessions where user_id = $1', [left.userId])
  pass(31)
  for (let n = 0; n < 20; n++) expect((await threads(left.token)).status).toBe(401)
  expect(await problemOf(await threads(left.token))).toEqual(locked)
})

it('wrong sign-ins keep out those who sign in, and nobody who has a token', async () => {
  const somebody = await kith.signUp()
  for (let n = 0; n < 20; n++) expect((await signIn('refresh_token', { refresh_token: 'wrong' })).status).toBe(400)
  expect(await problemOf(await signIn('refresh_token', { refresh_token: somebody.refreshToken }))).toEqual(locked)
  expect((await threads(somebody.token)).status).toBe(200)
})

it('a script that goes on with what has expired keeps nobody out', async () => {
  const late = await kith.signUp()
  const soon = new Date(Date.now() + 1_000).toISOString()
  const { secret } = await makeKey(kith, { expiresAt: soon })
  pass(2 * 3_600)
  const fresh = await kith.signUp()
  for (let n = 0; n < 15; n++) {
    expect(await problemOf(await threads(late.token))).toEqual({ status: 401, code: 'TOKEN_EXPIRED' })
    expect(await problemOf(await threads(secret))).toEqual({ status: 401, code: 'KEY_EXPIRED' })
  }
  expect((await threads(fresh.token)).status).toBe(200)
})

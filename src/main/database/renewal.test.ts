// A session that has to be renewed, with the real client, a server that is not there, and clocks that differ.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openDatabase } from './client'
import type { DatabaseClient } from './client'

const URL = 'http://project.test'
const KEY = 'sb_publishable_test'
const HOUR = 3600

let server: Server
let stored: Map<string, string>
const opened: DatabaseClient[] = []

beforeEach(() => {
  vi.useFakeTimers()
  // The client says there what it also answers.
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  server = startServer()
  stored = new Map()
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()))
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('when the server is out of reach', () => {
  test.each<[string, () => Promise<Response>]>([
    ['nobody answers', () => Promise.reject(new TypeError('fetch failed'))],
    ['a gateway says so', async () => Response.json({ message: 'no' }, { status: 503 })],
    ['there is too much to do', async () => Response.json({ code: 'over_request_rate_limit' }, { status: 429 })],
    ['the hotel asks for a room number', async () => html('Welcome', 200)],
    ['the hotel forbids it', async () => html('Forbidden', 403)],
    ['a network wants a sign-in', async () => html('Sign in', 511)],
  ])('a call fails within two seconds, and the session stays: %s', async (_what, answer) => {
    store({ endsIn: -1 })
    const before = [...stored]
    server.beforeAnswering(answer)
    const call = settled(open().call('ai_whoami', {}))
    await vi.advanceTimersByTimeAsync(2_000)
    expect(call.error).toMatchObject({ code: 'DATABASE_FAILED', data: { reason: expect.stringMatching(/\w/) } })
    expect([...stored]).toEqual(before)
    // Nor later, when the client has stopped trying.
    await vi.advanceTimersByTimeAsync(120_000)
    expect([...stored]).toEqual(before)
  })

  test('a call fails after ten seconds when it is silent', async () => {
    store({ endsIn: -1 })
    server.beforeAnswering(() => new Promise(() => {}))
    const call = settled(open().call('ai_whoami', {}))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(call.error).toMatchObject({ code: 'DATABASE_FAILED', data: { reason: 'It does not answer.' } })
    expect(stored.size).toBe(1)
  })

  test('every call tries again, and the first one goes through when it is back', async () => {
    store({ endsIn: -1 })
    server.beforeAnswering(() => Promise.reject(new TypeError('fetch failed')))
    const database = open()
    for (const _ of [1, 2]) {
      const call = settled(database.call('ai_whoami', {}))
      await vi.advanceTimersByTimeAsync(2_000)
      expect(call.error).toMatchObject({ code: 'DATABASE_FAILED' })
    }
    server.beforeAnswering(null)
    expect(await database.call('ai_whoami', {})).toEqual([{ user_id: 'ana' }])
    expect(database.userId()).toBe('ana')
  })

  test('a moment of it is nothing to speak of', async () => {
    store({ endsIn: -1 })
    let failures = 2
    server.beforeAnswering(() => (failures-- > 0 ? Promise.reject(new TypeError('fetch failed')) : null))
    const call = settled(open().call('ai_whoami', {}))
    await vi.advanceTimersByTimeAsync(2_000)
    expect(call.result).toEqual([{ user_id: 'ana' }])
  })

  test('no call that is already running is broken off', async () => {
    store({ endsIn: 100 })
    let answer: (response: Response) => void = () => {}
    server.onCall(() => new Promise((resolve) => (answer = resolve)))
    server.beforeAnswering(() => Promise.reject(new TypeError('fetch failed')))
    const call = settled(open().call('ai_whoami', {}))
    // The client looks after its session every 30 s, and now finds that it should be renewed.
    await vi.advanceTimersByTimeAsync(60_000)
    expect(call.error).toBeUndefined()
    answer(Response.json([{ user_id: 'late' }]))
    await vi.advanceTimersByTimeAsync(0)
    expect(call.result).toEqual([{ user_id: 'late' }])
  })

  test('an answer that comes too late changes nothing: the session is the newer one', async () => {
    store({ endsIn: -1 })
    let answerLate = () => {}
    server.beforeAnswering(
      () => new Promise((resolve) => (answerLate = () => resolve(Response.json(server.sessionOf('late'))))),
    )
    const database = open()
    const call = settled(database.call('ai_whoami', {}))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(call.error).toBeDefined()
    server.beforeAnswering(null)
    await database.call('ai_whoami', {})
    const newer = [...stored]
    answerLate()
    await vi.advanceTimersByTimeAsync(60_000)
    expect([...stored]).toEqual(newer)
  })
})

test('a session that was ended is over', async () => {
  store({ endsIn: -1 })
  server.beforeAnswering(async () => Response.json({ code: 'refresh_token_not_found', message: 'x' }, { status: 400 }))
  await expect(open().call('ai_whoami', {})).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  expect(stored.size).toBe(0)
})

describe('when the clocks differ', () => {
  test('by two hours ahead, the session is renewed once and not at every call', async () => {
    store({ endsIn: HOUR })
    server.clockIs(-2 * HOUR)
    const database = open()
    for (let n = 0; n < 20; n++) await database.call('ai_whoami', {})
    expect(server.renewals).toBeLessThanOrEqual(1)
    await vi.advanceTimersByTimeAsync(2 * HOUR * 1000)
    await database.call('ai_whoami', {})
    expect(server.renewals).toBeLessThanOrEqual(4)
  })

  test('by two hours ahead, so does a session that was stored by the clock of the server', async () => {
    store({ endsIn: HOUR - 2 * HOUR })
    server.clockIs(-2 * HOUR)
    const database = open()
    for (let n = 0; n < 20; n++) await database.call('ai_whoami', {})
    expect(server.renewals).toBe(1)
  })

  test.each(['PGRST301', 'PGRST303'])(
    'by two hours behind, a token is renewed when it is refused: %s',
    async (code) => {
      store({ endsIn: HOUR })
      server.refuseWith(code)
      server.clockIs(2 * HOUR)
      const database = open()
      expect(await database.call('ai_whoami', {})).toEqual([{ user_id: 'ana' }])
      for (let n = 0; n < 20; n++) await database.call('ai_whoami', {})
      expect(server.renewals).toBe(1)
    },
  )

  test('one renewal is enough for all calls that were refused', async () => {
    store({ endsIn: HOUR })
    server.clockIs(2 * HOUR)
    const database = open()
    const calls = Array.from({ length: 10 }, () => database.call('ai_whoami', {}))
    expect(await Promise.all(calls)).toHaveLength(10)
    expect(server.renewals).toBe(1)
  })

  test('a token that is refused again is an answer', async () => {
    store({ endsIn: HOUR })
    server.onCall(async () => Response.json({ code: 'PGRST303', message: 'JWT expired' }, { status: 401 }))
    await expect(open().call('ai_whoami', {})).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
    expect(server.renewals).toBe(1)
    expect(server.calls).toBe(2)
  })
})

function open(): DatabaseClient {
  const database = openDatabase({
    url: URL,
    publishableKey: KEY,
    fetch: server.fetch,
    storage: {
      getItem: async (key) => stored.get(key) ?? null,
      setItem: async (key, value) => void stored.set(key, value),
      removeItem: async (key) => void stored.delete(key),
    },
  })
  opened.push(database)
  return database
}

/** A session that ends in so many seconds, by the clock of this computer. */
function store({ endsIn }: { endsIn: number }): void {
  const endsAt = Math.floor(Date.now() / 1000) + endsIn
  stored.set('kith-auth-token', JSON.stringify({ ...server.sessionOf('ana'), expires_at: endsAt }))
}

interface Server {
  renewals: number
  calls: number
  /** Seconds by which its clock is ahead. */
  clockIs(seconds: number): void
  refuseWith(code: string): void
  /** What happens to a renewal on its way; null for nothing. */
  beforeAnswering(what: (() => Promise<Response> | null) | null): void
  onCall(answer: () => Promise<Response>): void
  sessionOf(user: string): object
  fetch: typeof fetch
}

/** A project with one account. Its tokens say nothing but when they end. */
function startServer(): Server {
  let offset = 0
  let code = 'PGRST301'
  let instead: (() => Promise<Response> | null) | null = null
  let answerCall = async () => Response.json([{ user_id: 'ana' }])
  const now = () => Math.floor(Date.now() / 1000) + offset

  const server: Server = {
    renewals: 0,
    calls: 0,
    clockIs: (seconds) => (offset = seconds),
    refuseWith: (refusal) => (code = refusal),
    beforeAnswering: (what) => (instead = what),
    onCall: (answer) => (answerCall = answer),
    sessionOf: (user) => ({
      access_token: `${now() + HOUR}`,
      refresh_token: `refresh-${user}-${server.renewals}`,
      token_type: 'bearer',
      expires_in: HOUR,
      expires_at: now() + HOUR,
      user: { id: user, aud: 'authenticated', app_metadata: {}, user_metadata: {}, created_at: '' },
    }),
    async fetch(input, init) {
      const { pathname } = new globalThis.URL(input instanceof Request ? input.url : input)
      if (pathname === '/auth/v1/token') {
        const answer = instead?.()
        if (answer) return answer
        server.renewals++
        return Response.json(server.sessionOf('ana'))
      }
      server.calls++
      const token = new Headers(init?.headers).get('authorization')?.replace('Bearer ', '')
      if (Number(token) > now()) return answerCall()
      return Response.json({ code, message: 'JWT expired' }, { status: 401 })
    },
  }
  return server
}

function html(text: string, status: number): Response {
  return new Response(`<h1>${text}</h1>`, { status, headers: { 'content-type': 'text/html' } })
}

/** What became of it, once it has. */
function settled<T>(work: Promise<T>): { result?: T; error?: unknown } {
  const outcome: { result?: T; error?: unknown } = {}
  work.then(
    (result) => (outcome.result = result),
    (error: unknown) => (outcome.error = error),
  )
  return outcome
}

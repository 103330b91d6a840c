// Whoever should not get in, or wants Kith to stop, one after the other.
import { createHmac, generateKeyPairSync } from 'node:crypto'
import { request } from 'node:http'
import { connect } from 'node:net'
import { decodeJwt, exportJWK, SignJWT } from 'jose'
import type { JWTPayload } from 'jose'
import { afterEach, expect, it } from 'vitest'
import { createTokens } from '../embedded/tokens'
import { newSigningKey } from '../embedded/keys'
import { onApi } from './testing/api-under-test'
import type { AskOptions } from './testing/api-under-test'
import { makeKey, problemOf } from './testing/keys'

const kith = onApi({ limits: { body: { bytes: 10_000, milliseconds: 300 } } })
afterEach(() => kith.api.setOn(false))

const claims = () => decodeJwt(kith.owner.token)
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const refused = { status: 401, code: 'TOKEN_REFUSED' }

async function signed(payload: JWTPayload): Promise<string> {
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'ES256' })
    .sign(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
}

it.each<[string, () => Promise<string> | string]>([
  [
    'signed by another project',
    async () =>
      (await createTokens(await newSigningKey(), 'http://project.test/auth/v1')).sign(claims(), 600, new Date()),
  ],
  ['signed by anybody', () => signed(claims())],
  ['that says it needs no signature', () => `${encoded({ alg: 'none' })}.${encoded(claims())}.`],
  ['signed with a secret that is the public key', async () => hmacWithPublicKey()],
  [
    'that was changed',
    () => {
      const [head, , signature] = kith.owner.token.split('.')
      return `${head}.${encoded({ ...claims(), sub: crypto.randomUUID() })}.${signature}`
    },
  ],
  ['that is no token at all', () => 'nonsense'],
  ['that is another kind of key', () => 'sb_secret_0123456789'],
])('refuses a token %s', async (_what, make) => {
  expect(await problemOf(await kith.ask('/api/threads', { token: await make() }))).toEqual(refused)
})

async function hmacWithPublicKey(): Promise<string> {
  const keys = await (await kith.project.fetch('http://project.test/auth/v1/.well-known/jwks.json')).text()
  const signing = `${encoded({ alg: 'HS256' })}.${encoded(claims())}`
  return `${signing}.${createHmac('sha256', keys).update(signing).digest('base64url')}`
}

it('refuses tokens for somebody else’s service, for no user, and those that are over', async () => {
  const { project } = kith
  const ours = await ourTokens()
  const make = (some: JWTPayload, lifetime = 600) => ours.sign({ ...claims(), ...some }, lifetime, new Date())
  expect(await problemOf(await kith.ask('/api/threads', { token: await make({ aud: 'somewhere-else' }) }))).toEqual(
    refused,
  )
  expect(await problemOf(await kith.ask('/api/threads', { token: await make({ role: 'service_role' }) }))).toEqual(
    refused,
  )
  expect(await problemOf(await kith.ask('/api/threads', { token: await make({ sub: 'nobody' }) }))).toEqual(refused)
  expect(await problemOf(await kith.ask('/api/threads', { token: await make({}, -120) }))).toEqual({
    status: 401,
    code: 'TOKEN_EXPIRED',
  })
  expect(project).toBeDefined()

  /** The project’s own key, as if its auth service had signed these. */
  async function ourTokens() {
    const key = await newSigningKey()
    const { d: _, ...publicKey } = key
    const before = kith.kith.database.service
    // A project that publishes a key we hold: the same database behind it.
    const fetch: typeof globalThis.fetch = async (input, init) =>
      new Request(input).url.endsWith('jwks.json') ? Response.json({ keys: [publicKey] }) : before.fetch(input, init)
    kith.open({ ...kith.kith, database: { ...kith.kith.database, service: { ...before, fetch } } })
    await exportJWK(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey)
    return createTokens(key, 'http://project.test/auth/v1')
  }
})

it('refuses the token of an account that is gone, and of a session that is over', async () => {
  kith.open(kith.kith)
  const [gone, left] = [await kith.signUp(), await kith.signUp()]
  await kith.project.db.query('delete from auth.users where id = $1', [gone.userId])
  await kith.project.db.query('delete from auth.sessions where user_id = $1', [left.userId])
  for (const { token } of [gone, left]) {
    expect(await problemOf(await kith.ask('/api/threads', { token }))).toEqual(refused)
  }
})

it('refuses a key of another Kith, and one with a letter changed', async () => {
  const { secret } = await makeKey(kith)
  for (const token of ['kith_', `kith_${'A'.repeat(43)}`, secret.slice(0, -1), `${secret}x`]) {
    expect(await problemOf(await kith.ask('/api/threads', { token }))).toEqual({ status: 401, code: 'KEY_REFUSED' })
  }
})

it('asks who it is where nobody says so, and takes no cookie, user or address for it', async () => {
  const { secret } = await makeKey(kith)
  const all: AskOptions[] = [
    {},
    { headers: { cookie: `token=${secret}` } },
    { headers: { authorization: `Basic ${secret}` } },
  ]
  for (const options of all) {
    const answer = await kith.ask(`/api/threads`, options)
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(await problemOf(answer)).toEqual({ status: 401, code: 'NO_TOKEN' })
  }
})

it.each([
  ['a name somebody made up', { host: 'kith.attacker.example' }],
  ['a name with our port', { host: 'attacker.example:8787' }],
  ['another port', { host: '127.0.0.1:1' }],
  ['no name', { host: '' }],
])('is not reached by %s', async (_what, headers) => {
  const answer = await kith.ask('/api/health', { headers })
  expect(await problemOf(answer)).toEqual({ status: 421, code: 'WRONG_HOST' })
})

it('lets no page in, and answers no preflight, until its owner names the origin', async () => {
  const { secret } = await makeKey(kith)
  for (const origin of [
    'https://attacker.example',
    'null',
    'http://127.0.0.1:8788',
    'http://localhost:8787.attacker.example',
  ]) {
    for (const method of ['GET', 'OPTIONS']) {
      const answer = await kith.ask('/api/threads', { token: secret, method, headers: { origin } })
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
      expect(await problemOf(answer)).toEqual({ status: 403, code: 'FOREIGN_ORIGIN' })
    }
  }
  await kith.api.setOrigins(['http://localhost:3000'])
  const headers = { origin: 'http://localhost:3000' }
  const preflight = await kith.ask('/api/threads', { method: 'OPTIONS', headers })
  expect({ status: preflight.status, allowed: preflight.headers.get('access-control-allow-origin') }).toEqual({
    status: 204,
    allowed: 'http://localhost:3000',
  })
  const answer = await kith.ask('/api/threads', { token: secret, headers })
  expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:3000')
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  await kith.api.setOrigins([])
})

it('speaks for nobody but who calls', async () => {
  const other = await kith.signUp()
  const { token } = kith.owner
  for (const [path, body] of [
    ['/api/threads', { userId: other.userId }],
    ['/api/threads', { resourceId: `${other.userId}:00000000-0000-0000-0000-000000000000` }],
    ['/api/threads', { resourceId: `${kith.owner.userId}:${crypto.randomUUID()}` }],
    ['/api/memories', { userId: other.userId, content: 'x' }],
    ['/api/agents/custom/stream', { messages: 'x', resourceId: other.userId }],
    ['/api/agents/custom/stream', { messages: 'x', memory: { thread: crypto.randomUUID(), resource: 'somebody' } }],
  ] as const) {
    expect(await problemOf(await kith.ask(path, { token, body }))).toEqual({ status: 403, code: 'NOT_YOURS' })
  }
})

it.each([
  ['broken', '{"title": ', 400, 'NOT_JSON'],
  ['no UTF-8', '\uD800', 400, 'NOT_JSON'],
  ['no object', '[]', 400, 'NOT_TAKEN'],
  ['deep', `{"metadata": ${'['.repeat(4_000)}${']'.repeat(4_000)}}`, 400, 'NOT_TAKEN'],
  ['too large', JSON.stringify({ title: 'x'.repeat(20_000) }), 413, 'BODY_TOO_LARGE'],
])('refuses a body that is %s', async (_what, body, status, code) => {
  expect(await problemOf(await kith.ask('/api/threads', { token: kith.owner.token, body }))).toEqual({ status, code })
})

it('takes nothing that a form of a page can send', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
    const answer = await kith.ask('/api/threads', {
      token: kith.owner.token,
      body: '{}',
      headers: { 'content-type': type },
    })
    expect(await problemOf(answer)).toEqual({ status: 415, code: 'NOT_JSON_TYPE' })
  }
})

it('signs nobody in without a password, whatever the embedded auth service could do', async () => {
  const all = [
    ['/auth/v1/token?grant_type=local', { name: 'ada' }],
    ['/auth/v1/token?grant_type=local', { email: 'a@b.c', password: 'x', name: 'ada' }],
    ['/auth/v1/token?grant_type=password&grant_type=local', { name: 'ada' }],
    ['/auth/v1/token', { name: 'ada' }],
  ] as const
  for (const [path, body] of all) {
    expect(await problemOf(await kith.ask(path, { body }))).toEqual({ status: 400, code: 'NOT_TAKEN' })
  }
  for (const path of ['/auth/v1/local/accounts', '/auth/v1/signup', '/auth/v1/user', '/rest/v1/rpc/ai_whoami']) {
    expect((await kith.ask(path, { body: {} })).status).toBe(404)
  }
})

it.each([
  '/',
  '/api',
  '/api/',
  '/api/threads/..%2f..%2fhealth',
  '/api//threads',
  '/api/threads/%00/messages',
  '/api/threads/%E0%A4%A/messages',
  '/API/health',
])('has nothing at %s', async (path) => {
  const answer = await kith.ask(path, { token: kith.owner.token })
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
})

it('says which methods an address takes', async () => {
  const answer = await kith.ask('/api/threads', { method: 'DELETE', token: kith.owner.token })
  expect(answer.headers.get('allow')).toBe('GET, POST')
  expect(await problemOf(answer)).toEqual({ status: 405, code: 'WRONG_METHOD' })
})

it('on its port, too: it listens on loopback alone, and lets go of a body that does not come', async () => {
  const { state } = await kith.api.setPort(0).then(() => kith.api.setOn(true))
  if (state.kind !== 'on') throw new Error(`it is ${state.kind}`)
  const port = Number(new URL(state.address).port)
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const slow = request(
      {
        host: '127.0.0.1',
        port,
        path: '/api/threads',
        method: 'POST',
        headers: {
          authorization: `Bearer ${kith.owner.token}`,
          'content-type': 'application/json',
          'content-length': 100,
        },
      },
      (answer) => resolve(answer.statusCode),
    )
    slow.on('error', reject)
    slow.write('{"title":')
  })
  expect(status).toBe(408)
  expect(await raw(port, `GET /api/health HTTP/1.1\r\nHost: attacker.example\r\nConnection: close\r\n\r\n`)).toMatch(
    /^HTTP\/1.1 421 /,
  )
  expect(
    await raw(
      port,
      `GET http://attacker.example/api/health HTTP/1.1\r\nHost: attacker.example\r\nConnection: close\r\n\r\n`,
    ),
  ).toMatch(/^HTTP\/1.1 4\d\d /)
  expect(
    await raw(port, `GET /api/health HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`),
  ).toMatch(/^HTTP\/1.1 431 /)
  expect(await raw(port, `GET /api/health HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`)).toMatch(
    /^HTTP\/1.1 200 /,
  )
})

function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (data) => (answer += String(data)))
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}

import { decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newSigningKey } from '../keys'
import { KEY, openProject, signedIn, URL } from '../testing/project'
import type { Project } from '../testing/project'

let project: Project
let email: string
let count = 0

beforeAll(async () => {
  project = await openProject(schema)
})
afterAll(() => project.db.close())
beforeEach(() => {
  email = `person${++count}@example.com`
})

const schema = `create function whoami() returns uuid language sql stable as $$ select auth.uid() $$`
const password = 'correct horse'

test('signs up, signs in and is the same account', async () => {
  const client = project.client()
  const signUp = await client.auth.signUp({
    email: ` ${email.toUpperCase()} `,
    password,
    options: { data: { name: 'Ada' } },
  })
  expect(signUp.error).toBeNull()
  expect(signUp.data.user).toMatchObject({ email, user_metadata: { name: 'Ada' }, is_anonymous: false })
  const signIn = await project.client().auth.signInWithPassword({ email, password })
  expect(signIn.data.user?.id).toBe(signUp.data.user?.id)
  expect(signIn.data.session?.access_token).not.toBe(signUp.data.session?.access_token)
})

test('stores passwords as bcrypt and never gives them out', async () => {
  const { client, userId } = await signedIn(project, email)
  const { rows } = await project.db.query<{ hash: string }>(
    'select encrypted_password as hash from auth.users where id = $1',
    [userId],
  )
  expect(rows[0]?.hash).toMatch(/^\$2[ab]\$10\$/)
  expect(JSON.stringify((await client.auth.getUser()).data)).not.toContain('$2')
})

test('takes the hashes of others, which begin with $2a$', async () => {
  const { userId } = await signedIn(project, email)
  await project.db.query(
    `update auth.users set encrypted_password = replace(encrypted_password, '$2b$', '$2a$') where id = $1`,
    [userId],
  )
  expect((await project.client().auth.signInWithPassword({ email, password })).data.user?.id).toBe(userId)
})

test.each([
  ['a wrong password', { password: 'wrong horse' }],
  ['an address nobody has', { email: 'nobody@example.com' }],
])('refuses %s with the same words', async (_what, change) => {
  await signedIn(project, email)
  const { error } = await project.client().auth.signInWithPassword({ email, password, ...change })
  expect(error).toMatchObject({ status: 400, code: 'invalid_credentials', message: 'Invalid login credentials' })
})

test('refuses a second account for an address, a short password, no address and no password', async () => {
  await signedIn(project, email)
  const { auth } = project.client()
  expect((await auth.signUp({ email, password })).error).toMatchObject({ status: 422, code: 'user_already_exists' })
  expect((await auth.signUp({ email: `x${email}`, password: 'short' })).error).toMatchObject({
    code: 'weak_password',
    reasons: ['length'],
  })
  expect((await auth.signUp({ email: 'not an address', password })).error?.code).toBe('validation_failed')
})

test('keeps the id of an anonymous account that becomes a permanent one, and all that is hers', async () => {
  const client = project.client()
  const { data } = await client.auth.signInAnonymously()
  const id = data.user?.id
  expect(data.user).toMatchObject({ is_anonymous: true, email: '', app_metadata: {} })
  expect((await client.rpc('whoami')).data).toBe(id)
  expect((await client.auth.updateUser({ password })).error).toMatchObject({ status: 422, code: 'validation_failed' })

  const updated = await client.auth.updateUser({ email, password })
  expect(updated.data.user).toMatchObject({
    id,
    email,
    is_anonymous: false,
    app_metadata: { provider: 'email', providers: ['email'] },
  })
  const signedInAgain = await project.client().auth.signInWithPassword({ email, password })
  expect(signedInAgain.data.user?.id).toBe(id)
  expect((await client.auth.refreshSession()).data.user).toMatchObject({ id, is_anonymous: false })
})

test('signs nobody in twice: each anonymous account is another one', async () => {
  const [one, other] = [
    await project.client().auth.signInAnonymously(),
    await project.client().auth.signInAnonymously(),
  ]
  expect(one.data.user?.id).not.toBe(other.data.user?.id)
})

describe('whoever guesses passwords', () => {
  const guess = (email: string, at: Project) => at.client().auth.signInWithPassword({ email, password: 'wrong horse' })
  const limited = { name: 'AuthApiError', status: 429, code: 'over_request_rate_limit', message: expect.any(String) }

  test('is stopped at one account, and at no other, until five minutes are over', async () => {
    const own = await openProject(schema, { db: project.db })
    await signedIn(own, email)
    await signedIn(own, `other-${email}`)
    // The right one before them counts for nothing.
    for (let n = 0; n < 9; n++) await guess(email, own)
    expect((await own.client().auth.signInWithPassword({ email, password })).error).toBeNull()
    for (let n = 0; n < 10; n++) expect((await guess(email, own)).error?.code).toBe('invalid_credentials')
    expect((await guess(email, own)).error).toMatchObject(limited)
    expect((await own.client().auth.signInWithPassword({ email, password })).error).toMatchObject(limited)
    expect((await own.client().auth.signInWithPassword({ email: `other-${email}`, password })).error).toBeNull()
    own.wait(301)
    expect((await own.client().auth.signInWithPassword({ email, password })).error).toBeNull()
  })

  test('is stopped at all accounts, also at those that are not there, when they are many', async () => {
    const own = await openProject(schema, { db: project.db })
    await signedIn(own, email)
    const guesses = await Promise.all(Array.from({ length: 31 }, (_, n) => guess(`nobody${n}@example.com`, own)))
    expect(guesses.filter(({ error }) => error?.status === 429)).toHaveLength(1)
    expect((await own.client().auth.signInWithPassword({ email, password })).error).toMatchObject(limited)
    own.wait(301)
    expect((await own.client().auth.signInWithPassword({ email, password })).error).toBeNull()
  })

  test('keeps nobody from the account of this computer, and is forgotten with the process', async () => {
    const own = await openProject(schema, { db: project.db })
    const post = async (body: object) =>
      (
        await own.fetch(`${URL}/auth/v1/token?grant_type=local`, {
          method: 'POST',
          headers: { apikey: KEY },
          body: JSON.stringify(body),
        })
      ).json() as Promise<{ user: { id: string }; access_token: string; refresh_token: string }>
    const { user, ...tokens } = await post({ name: 'ada' })
    const { auth } = own.client()
    await auth.setSession(tokens)
    await auth.updateUser({ email, password })
    for (let n = 0; n < 11; n++) await guess(email, own)
    expect((await own.client().auth.signInWithPassword({ email, password })).error).toMatchObject(limited)
    expect((await post({ account: user.id, password })).user.id).toBe(user.id)
    const restarted = await openProject(schema, { db: project.db })
    expect((await restarted.client().auth.signInWithPassword({ email, password })).error).toBeNull()
  })
})

test('gives tokens the client can verify by itself', async () => {
  const { client, userId } = await signedIn(project, email)
  const { data, error } = await client.auth.getClaims()
  expect(error).toBeNull()
  expect(data?.claims).toMatchObject({ sub: userId, role: 'authenticated', iss: `${URL}/auth/v1`, email })
  const { data: stored } = await client.auth.getSession()
  expect(decodeProtectedHeader(stored.session?.access_token ?? '').alg).toBe('ES256')
  const keys = (await (await project.fetch(`${URL}/auth/v1/.well-known/jwks.json`)).json()) as { keys: object[] }
  expect(keys.keys).toHaveLength(1)
  expect(keys.keys[0]).not.toHaveProperty('d')
})

test('exchanges a refresh token for another one, which goes on', async () => {
  const { client, userId } = await signedIn(project, email)
  const first = (await client.auth.getSession()).data.session?.refresh_token
  const second = (await client.auth.refreshSession()).data.session
  expect(second?.refresh_token).not.toBe(first)
  expect((await client.auth.refreshSession()).data.user?.id).toBe(userId)
  expect((await client.rpc('whoami')).data).toBe(userId)
})

test('gives the same successor again to whoever lost the answer', async () => {
  const { client } = await signedIn(project, email)
  const refreshToken = (await client.auth.getSession()).data.session?.refresh_token ?? ''
  const answer = await refresh(refreshToken)
  project.wait(60)
  expect((await refresh(refreshToken)).refresh_token).toBe(answer.refresh_token)
})

test('ends the session when an old refresh token comes back', async () => {
  const { client } = await signedIn(project, email)
  const stolen = (await client.auth.getSession()).data.session?.refresh_token ?? ''
  const second = await refresh(stolen)
  const third = await refresh(second.refresh_token)
  project.wait(11)
  expect(await refresh(stolen)).toMatchObject({ code: 'refresh_token_already_used' })
  project.wait(11)
  expect(await refresh(third.refresh_token)).toMatchObject({ code: 'refresh_token_already_used' })
})

test('takes an old refresh token within ten seconds, for two windows that refreshed at once', async () => {
  const { client } = await signedIn(project, email)
  const shared = (await client.auth.getSession()).data.session?.refresh_token ?? ''
  const one = await refresh(shared)
  await refresh(one.refresh_token)
  project.wait(5)
  expect((await refresh(shared)).access_token).toBeDefined()
})

test('knows no refresh token it did not give', async () => {
  expect(await refresh('nonsense')).toMatchObject({ code: 'refresh_token_not_found' })
  expect(await refresh('')).toMatchObject({ code: 'validation_failed' })
})

test('signs out this session, the others, or all of them', async () => {
  const { client: first, userId } = await signedIn(project, email)
  const [second, third] = [project.client(), project.client()]
  await second.auth.signInWithPassword({ email, password })
  await third.auth.signInWithPassword({ email, password })
  const sessions = async () => {
    const { rows } = await project.db.query<{ n: number }>(
      'select count(*)::int as n from auth.sessions where user_id = $1',
      [userId],
    )
    return rows[0]?.n
  }
  const ended = (await second.auth.getSession()).data.session
  expect((await second.auth.signOut({ scope: 'local' })).error).toBeNull()
  expect(await sessions()).toBe(2)
  expect(await refresh(ended?.refresh_token ?? '')).toMatchObject({ code: 'refresh_token_not_found' })
  await third.auth.signOut({ scope: 'others' })
  expect(await sessions()).toBe(1)
  expect((await first.auth.getUser()).error?.name).toBe('AuthSessionMissingError')
  await third.auth.signOut({ scope: 'global' })
  expect(await sessions()).toBe(0)
})

test('changes password, address and name of an account, and ends its other sessions with a new password', async () => {
  const { client, userId } = await signedIn(project, email)
  const other = project.client()
  await other.auth.signInWithPassword({ email, password })
  expect((await client.auth.updateUser({ password })).error?.code).toBe('same_password')
  expect((await client.auth.updateUser({ password: 'short' })).error?.code).toBe('weak_password')
  const { data, error } = await client.auth.updateUser({
    email: `new-${email}`,
    password: 'another horse',
    data: { name: 'Ada', nothing: null },
  })
  expect(error).toBeNull()
  expect(data.user).toMatchObject({ id: userId, email: `new-${email}`, user_metadata: { name: 'Ada' } })
  expect(data.user?.user_metadata).not.toHaveProperty('nothing')
  expect((await other.auth.getUser()).error?.name).toBe('AuthSessionMissingError')
  const again = await project.client().auth.signInWithPassword({ email: `new-${email}`, password: 'another horse' })
  expect(again.data.user?.id).toBe(userId)
})

test('refuses an address somebody else has, and metadata only a server may set', async () => {
  const taken = email
  await signedIn(project, taken)
  const { client } = await signedIn(project, `other-${email}`)
  expect((await client.auth.updateUser({ email: taken })).error?.code).toBe('email_exists')
  const { data } = await client.auth.getSession()
  const answer = await request('PUT', '/user', { app_metadata: { admin: true } }, data.session?.access_token)
  expect(answer).toMatchObject({ code: 'not_admin' })
})

test('answers a permanent refusal below 500, so that the client does not try again for half a minute', async () => {
  const foreign = await openProject(schema, { db: project.db, key: await newSigningKey() })
  const { client } = await signedIn(foreign, email)
  const { data } = await client.auth.getSession()
  for (const [method, path, token] of [
    ['GET', '/user', data.session?.access_token],
    ['GET', '/user', undefined],
    ['GET', '/admin/users', undefined],
    ['POST', '/token?grant_type=magic', undefined],
  ] as const) {
    const response = await send(method, path, {}, token)
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
    expect(response.headers.get('x-supabase-api-version')).toBe('2024-01-01')
  }
})

interface Answer {
  access_token?: string
  refresh_token: string
  code?: string
}

function refresh(token: string): Promise<Answer> {
  return request('POST', '/token?grant_type=refresh_token', { refresh_token: token })
}

async function request(method: string, path: string, body: object, token?: string): Promise<Answer> {
  return (await (await send(method, path, body, token)).json()) as Answer
}

function send(method: string, path: string, body: object, token?: string): Promise<Response> {
  return project.fetch(`${URL}/auth/v1${path}`, {
    method,
    headers: { apikey: KEY, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
  })
}

// What supabase-js asks of /auth/v1, call by call, and that it takes the answers: a new version of it that asks
// otherwise shows here first.
import { createClient } from '@supabase/supabase-js'
import type { AuthError } from '@supabase/supabase-js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEY, openProject, URL } from '../testing/project'
import type { Project } from '../testing/project'

let project: Project
let count = 0
beforeAll(async () => {
  project = await openProject('select 1')
})
afterAll(() => project.db.close())

const password = 'correct horse'
const session = {
  access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
  refresh_token: expect.stringMatching(/^[\w-]{22}$/),
  token_type: 'bearer',
  expires_in: 3600,
  expires_at: expect.any(Number),
}
const user = {
  id: expect.stringMatching(/^[0-9a-f-]{36}$/),
  aud: 'authenticated',
  role: 'authenticated',
  app_metadata: { provider: 'email', providers: ['email'] },
  is_anonymous: false,
  created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/),
}

test.each<[string, Call]>([
  [
    'signUp',
    {
      ask: ({ auth, email }) => auth.signUp({ email, password, options: { data: { name: 'Ada' } } }),
      sends: 'POST /signup',
      body: ['code_challenge', 'code_challenge_method', 'data', 'email', 'gotrue_meta_security', 'password'],
      answers: { session, user: { ...user, user_metadata: expect.objectContaining({ name: 'Ada' }) } },
    },
  ],
  [
    'signInAnonymously',
    {
      ask: ({ auth }) => auth.signInAnonymously({ options: { data: { name: 'Ada' } } }),
      sends: 'POST /signup',
      body: ['data', 'gotrue_meta_security'],
      answers: {
        session,
        user: {
          ...user,
          email: '',
          is_anonymous: true,
          app_metadata: {},
          user_metadata: { name: 'Ada' },
          identities: [],
        },
      },
    },
  ],
  [
    'signInWithPassword',
    {
      ask: ({ auth }) => auth.signInWithPassword({ email: 'known@example.com', password }),
      sends: 'POST /token?grant_type=password',
      body: ['email', 'gotrue_meta_security', 'password'],
      answers: { session, user: { ...user, email: 'known@example.com' } },
    },
  ],
  [
    'refreshSession',
    {
      ask: ({ auth }) => auth.refreshSession(),
      isSignedIn: true,
      sends: 'POST /token?grant_type=refresh_token',
      // The refresh token is all it has to show.
      bearer: KEY,
      body: ['refresh_token'],
      answers: { session, user },
    },
  ],
  ['getUser', { ask: ({ auth }) => auth.getUser(), isSignedIn: true, sends: 'GET /user', answers: { user } }],
  [
    'setSession',
    {
      ask: async ({ auth }) => auth.setSession((await auth.getSession()).data.session!),
      isSignedIn: true,
      sends: 'GET /user',
      answers: { user },
    },
  ],
  [
    'updateUser',
    {
      ask: ({ auth }) => auth.updateUser({ email: 'changed@example.com', password: 'another horse', data: { a: 1 } }),
      isSignedIn: true,
      sends: 'PUT /user',
      body: ['code_challenge', 'code_challenge_method', 'data', 'email', 'password'],
      answers: {
        user: { ...user, email: 'changed@example.com', user_metadata: expect.objectContaining({ a: 1 }) },
      },
    },
  ],
  [
    'getUserIdentities',
    {
      ask: ({ auth }) => auth.getUserIdentities(),
      isSignedIn: true,
      sends: 'GET /user',
      answers: { identities: [{ provider: 'email', identity_id: user.id, identity_data: { email_verified: true } }] },
    },
  ],
  [
    'getClaims',
    {
      ask: ({ auth }) => auth.getClaims(),
      isSignedIn: true,
      sends: 'GET /.well-known/jwks.json',
      bearer: KEY,
      answers: {
        claims: { role: 'authenticated', aal: 'aal1', amr: [{ method: 'password' }] },
        header: { alg: 'ES256' },
      },
    },
  ],
  ['getSession', { ask: ({ auth }) => auth.getSession(), isSignedIn: true, sends: null, answers: { session } }],
  ...(['global', 'local', 'others'] as const).map((scope): [string, Call] => [
    `signOut, ${scope}`,
    { ask: ({ auth }) => auth.signOut({ scope }), isSignedIn: true, sends: `POST /logout?scope=${scope}` },
  ]),
])('%s', async (_call, { ask, isSignedIn = false, sends, body, bearer, answers }) => {
  const { auth, email, sent } = await client(isSignedIn)
  const token = (await auth.getSession()).data.session?.access_token ?? KEY
  sent.length = 0
  const { error, ...answer } = await ask({ auth, email })
  expect(error).toBeNull()
  if (answers) expect(answer).toMatchObject({ data: answers })
  expect(sent).toEqual(
    sends === null
      ? []
      : [
          {
            request: sends,
            body: body ?? null,
            headers: {
              apikey: KEY,
              authorization: `Bearer ${bearer ?? token}`,
              ...(!sends.startsWith('GET') && { 'content-type': 'application/json;charset=UTF-8' }),
              'x-client-info': expect.stringMatching(/^supabase-js\//),
              'x-supabase-api-version': '2024-01-01',
            },
            answeredVersion: '2024-01-01',
          },
        ],
  )
})

test.each<[string, Ask, number, string]>([
  ['signUp: taken', ({ auth }) => auth.signUp({ email: 'known@example.com', password }), 422, 'user_already_exists'],
  ['signUp: no address', ({ auth }) => auth.signUp({ email: 'known', password }), 400, 'validation_failed'],
  ['signUp: short', ({ auth, email }) => auth.signUp({ email, password: 'short' }), 422, 'weak_password'],
  ['signUp: phone', ({ auth }) => auth.signUp({ phone: '1', password }), 400, 'phone_provider_disabled'],
  ['password: wrong', ({ auth, email }) => auth.signInWithPassword({ email, password }), 400, 'invalid_credentials'],
  ['password: phone', ({ auth }) => auth.signInWithPassword({ phone: '1', password }), 400, 'validation_failed'],
  ['refresh: unknown', ({ auth }) => auth.refreshSession({ refresh_token: 'x' }), 400, 'refresh_token_not_found'],
  ['user: a token of nobody', ({ auth }) => auth.getUser('a.b.c'), 403, 'bad_jwt'],
  ['otp', ({ auth, email }) => auth.signInWithOtp({ email }), 404, 'validation_failed'],
  ['verify', ({ auth, email }) => auth.verifyOtp({ email, token: '1', type: 'email' }), 404, 'validation_failed'],
  ['resend', ({ auth, email }) => auth.resend({ email, type: 'signup' }), 404, 'validation_failed'],
  ['recover', ({ auth, email }) => auth.resetPasswordForEmail(email), 404, 'validation_failed'],
  ['sso', ({ auth }) => auth.signInWithSSO({ domain: 'x.com' }), 404, 'validation_failed'],
  ['id token', ({ auth }) => auth.signInWithIdToken({ provider: 'google', token: 'x' }), 400, 'validation_failed'],
  ['admin', ({ auth }) => auth.admin.listUsers(), 404, 'validation_failed'],
])('refuses at once and for good: %s', async (_call, ask, status, code) => {
  const { auth, email, sent } = await client(false)
  const { error } = await ask({ auth, email })
  expect(error).toMatchObject({ status, code, message: expect.stringMatching(/\w/) })
  expect(sent.map(({ answeredVersion }) => answeredVersion)).toEqual(['2024-01-01'])
})

test.each<[string, Ask]>([
  ['reauthenticate', ({ auth }) => auth.reauthenticate()],
  ['link', ({ auth }) => auth.linkIdentity({ provider: 'github' })],
  ['factors', ({ auth }) => auth.mfa.enroll({ factorType: 'totp' })],
])('refuses an account at once and for good: %s', async (_call, ask) => {
  const { auth, email, sent } = await client(true)
  const { error } = await ask({ auth, email })
  expect(error).toMatchObject({ status: 404, code: 'validation_failed' })
  expect(sent).toHaveLength(1)
})

test('a session that has ended elsewhere is missing to the client, and it signs out of it all the same', async () => {
  const { auth } = await client(true)
  await project.db.exec('delete from auth.sessions')
  expect((await auth.getUser()).error?.name).toBe('AuthSessionMissingError')
  expect((await auth.signOut()).error).toBeNull()
  expect((await auth.getSession()).data.session).toBeNull()
})

interface Asked {
  auth: ReturnType<typeof newClient>['auth']
  email: string
}

type Ask = (asked: Asked) => Promise<{ error: AuthError | null }>

interface Call {
  ask: Ask
  isSignedIn?: boolean
  /** Method, path and query, or null when nothing is sent. */
  sends: string | null
  /** Names of what is sent. */
  body?: string[]
  bearer?: string
  answers?: object
}

interface Sent {
  request: string
  body: string[] | null
  headers: Record<string, string>
  answeredVersion: string | null
}

async function client(isSignedIn: boolean): Promise<Asked & { sent: Sent[] }> {
  const sent: Sent[] = []
  const { auth } = newClient(async (input, init) => {
    const request = new Request(input, init)
    const text = await request.clone().text()
    const response = await project.gateway(request)
    sent.push({
      request: `${request.method} ${request.url.replace(`${URL}/auth/v1`, '')}`,
      body: text === '' ? null : Object.keys(JSON.parse(text) as object).toSorted(),
      headers: Object.fromEntries(request.headers),
      answeredVersion: response.headers.get('x-supabase-api-version'),
    })
    return response
  })
  const email = `person${++count}@example.com`
  if (count === 1) await project.client().auth.signUp({ email: 'known@example.com', password })
  if (isSignedIn) await auth.signUp({ email, password })
  sent.length = 0
  return { auth, email, sent }
}

function newClient(fetch: typeof globalThis.fetch) {
  return createClient(URL, KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch },
  })
}

// What GoTrue answers and the embedded auth does not. Null: the embedded one answers.
import { randomUUID } from 'node:crypto'
import type { PGlite } from '@electric-sql/pglite'
import { AuthError, authAnswer } from '../../../src/main/embedded/auth/auth-error'
import { countPasswordAttempts } from '../../../src/main/embedded/auth/password-attempts'
import { openSession } from '../../../src/main/embedded/auth/sessions'
import { insertUser, readUser } from '../../../src/main/embedded/auth/users'
import { asServer } from '../../../src/main/embedded/as-role'
import type { Gateway } from '../../../src/main/embedded/gateway'
import type { Tokens } from '../../../src/main/embedded/tokens'
import { isAllowed, withQuery } from './flows'
import type { Flows } from './flows'
import type { Linked, Mailbox } from './mail'
import type { AuthServerSettings } from './server'

interface Double {
  url: string
  settings: AuthServerSettings
  db: PGlite
  tokens: Tokens
  gateway: Gateway
  mailbox: Mailbox
  flows: Flows
  now: () => number
}

type Fields = Record<string, unknown>
type Answer = (double: Double, request: Request, url: URL, body: Fields) => Promise<Response | null>

export async function answerAsGoTrue(double: Double, request: Request): Promise<Response | null> {
  const url = new URL(request.url)
  const answer = answers[`${request.method} ${url.pathname.replace('/auth/v1', '')}`]
  if (!answer) return null
  const text = request.method === 'GET' ? '' : await request.clone().text()
  try {
    return await answer(double, request, url, (text === '' ? {} : JSON.parse(text)) as Fields)
  } catch (error) {
    if (error instanceof AuthError) return error.toResponse()
    throw error
  }
}

const answers: Record<string, Answer> = {
  'GET /settings': async ({ settings }) =>
    authAnswer({
      external: {
        ...Object.fromEntries(['apple', 'github', 'google'].map((name) => [name, settings.providers.includes(name)])),
        anonymous_users: settings.allowsAnonymous,
        email: true,
        phone: false,
      },
      disable_signup: !settings.allowsSignUp,
      mailer_autoconfirm: !settings.confirmsAddresses,
    }),

  async 'POST /signup'(double, request, url, body) {
    const { settings, gateway, db } = double
    if (!settings.allowsSignUp) throw new AuthError(422, 'signup_disabled', 'Signups not allowed for this instance')
    if (!body.email && !settings.allowsAnonymous) {
      throw new AuthError(422, 'anonymous_provider_disabled', 'Anonymous sign-ins are disabled')
    }
    if (!body.email || !settings.confirmsAddresses) return null
    const email = emailIn(body)
    mustWait(double, email)
    // That there is an account is not told to strangers.
    if (await userWith(double, email)) return authAnswer({ id: randomUUID(), email, identities: [] })
    const made = await gateway(request)
    if (!made.ok) return made
    const { user } = (await made.json()) as { user: { id: string } }
    await db.query('update auth.users set email_confirmed_at = null where id = $1', [user.id])
    await db.query('delete from auth.sessions where user_id = $1', [user.id])
    sendLink(double, url, body, 'signup', { userId: user.id, email })
    return authAnswer(await asServer(db, (tx) => readUser(tx, user.id)))
  },

  async 'POST /token'(double, _request, url, body) {
    if (url.searchParams.get('grant_type') === 'password' && body.email) {
      const user = await userWith(double, emailIn(body))
      if (user && !user.isConfirmed) throw new AuthError(400, 'email_not_confirmed', 'Email not confirmed')
    }
    if (url.searchParams.get('grant_type') !== 'pkce') return null
    const exchanged = double.flows.exchange(body.auth_code, body.code_verifier)
    if ('error' in exchanged) throw new AuthError(400, exchanged.error, exchanged.message)
    const context = {
      db: double.db,
      tokens: double.tokens,
      now: () => new Date(double.now()),
      attempts: countPasswordAttempts(),
    }
    return authAnswer(await asServer(double.db, (tx) => openSession(context, tx, exchanged.userId, 'password')))
  },

  async 'POST /otp'(double, _request, url, body) {
    const email = emailIn(body)
    mustWait(double, email)
    const user = await userWith(double, email)
    if (!user && !double.settings.allowsSignUp) throw new AuthError(422, 'otp_disabled', 'Signups not allowed for otp')
    sendLink(double, url, body, 'magiclink', { userId: user?.id ?? (await makeUser(double, email, 'email')), email })
    return authAnswer({})
  },

  'POST /recover': linkForAccount('recovery'),
  /** Who is meant is looked for by the address they have, for a new one that is to be confirmed as well. */
  async 'POST /resend'(double, request, url, body) {
    const isSignUp = body.type === 'signup'
    const user = await userWith(double, emailIn(body))
    if (isSignUp && user?.isConfirmed === false) return linkForAccount('signup')(double, request, url, body)
    mustWait(double, emailIn(body))
    return authAnswer({})
  },

  /** A link of an e-mail, opened in a browser. */
  async 'GET /verify'({ mailbox, flows }, _request, url) {
    const linked = mailbox.open(url.searchParams.get('token') ?? '')
    if (!linked) {
      const back = url.searchParams.get('redirect_to') ?? ''
      const error = { error: 'access_denied', error_code: 'otp_expired', error_description: 'Email link is invalid' }
      return Response.redirect(isAllowed(back) ? withQuery(back, error) : url.origin, 303)
    }
    await linked.confirm()
    return backTo(linked.redirectTo, { code: flows.issue(linked.userId, linked.challenge) })
  },

  /** The page of a provider, on which the person says yes or no. */
  async 'GET /authorize'({ settings }, _request, url) {
    const { searchParams } = url
    if (!settings.providers.includes(searchParams.get('provider') ?? '')) {
      throw new AuthError(400, 'validation_failed', 'Unsupported provider: provider is not enabled')
    }
    const link = (to: string) => `${url.origin}/auth/v1/${to}?${searchParams.toString().replaceAll('&', '&amp;')}`
    return new Response(
      `<!doctype html><title>Provider</title><p><a href="${link('allow')}">Allow</a> <a href="${link('deny')}">Deny</a></p>`,
      { headers: { 'content-type': 'text/html' } },
    )
  },
  async 'GET /allow'(double, _request, { searchParams }) {
    const email = 'grace@provider.example'
    const provider = searchParams.get('provider') ?? ''
    const userId = (await userWith(double, email))?.id ?? (await makeUser(double, email, provider))
    const code = double.flows.issue(userId, searchParams.get('code_challenge') ?? '')
    return backTo(searchParams.get('redirect_to') ?? '', { code })
  },
  'GET /deny': async (_double, _request, { searchParams }) =>
    backTo(searchParams.get('redirect_to') ?? '', { error: 'access_denied', error_description: '<b>Denied</b>' }),

  async 'PUT /user'(double, request, url, body) {
    const { settings, gateway, mailbox } = double
    const { id, email: present } = await bearer(double, request)
    if (typeof body.password === 'string' && settings.asksForCode && present) {
      if (body.nonce === undefined)
        throw new AuthError(400, 'reauthentication_needed', 'Password update requires reauthentication')
      if (typeof body.nonce !== 'string' || !mailbox.isCode(present, body.nonce)) {
        throw new AuthError(422, 'reauthentication_not_valid', 'Nonce has expired or is invalid')
      }
    }
    if (!body.email || !settings.confirmsAddresses) return null
    const email = emailIn(body)
    if (await userWith(double, email))
      throw new AuthError(422, 'email_exists', 'A user with this email address has already been registered')
    mustWait(double, email)
    // What was set with the address the first time holds, though only the address is asked for again.
    if (typeof body.password === 'string') passwords.set(id, body.password)
    const { headers } = request
    const change = JSON.stringify({ email, password: passwords.get(id), data: body.data })
    const later = new Request(request.url, { method: 'PUT', headers, body: change })
    sendLink(double, url, body, 'email_change', {
      userId: id,
      email,
      confirm: async () => void (await gateway(later)),
    })
    const user = await asServer(double.db, (tx) => readUser(tx, id))
    return authAnswer({ ...user, new_email: email })
  },

  async 'GET /reauthenticate'(double, request) {
    const { email } = await bearer(double, request)
    mustWait(double, email)
    double.mailbox.sendCode(email)
    return authAnswer({})
  },
}

/** That there is an account is not told to strangers: who has none gets no mail, and the same answer. */
function linkForAccount(kind: Linked['kind']): Answer {
  return async (double, _request, url, body) => {
    const email = emailIn(body)
    mustWait(double, email)
    const user = await userWith(double, email)
    if (user) sendLink(double, url, body, kind, { userId: user.id, email })
    return authAnswer({})
  }
}

function backTo(address: string, added: Record<string, string>): Response {
  return isAllowed(address)
    ? Response.redirect(withQuery(address, added), 303)
    : new Response('This is the site of the project.', { status: 200 })
}

interface About {
  userId: string
  email: string
  confirm?: () => Promise<void>
}

function sendLink(
  { mailbox, db, now }: Double,
  url: URL,
  body: Fields,
  kind: Linked['kind'],
  { userId, email, confirm }: About,
): void {
  lastMail.set(`${url.origin} ${email}`, now())
  mailbox.sendLink(email, {
    kind,
    userId,
    redirectTo: url.searchParams.get('redirect_to') ?? '',
    challenge: typeof body.code_challenge === 'string' ? body.code_challenge : '',
    confirm:
      confirm ??
      (async () =>
        void (await db.query(
          'update auth.users set email_confirmed_at = coalesce(email_confirmed_at, now()) where id = $1',
          [userId],
        ))),
  })
}

/** Of accounts whose address is to be confirmed: user id → password. */
const passwords = new Map<string, string>()

const lastMail = new Map<string, number>()

function mustWait({ settings, url, now }: Double, email: string): void {
  const last = lastMail.get(`${url} ${email}`)
  const wait = last === undefined ? 0 : Math.ceil(settings.secondsBetweenMails - (now() - last) / 1_000)
  if (wait <= 0) return
  const message = `For security purposes, you can only request this after ${wait} seconds.`
  throw new AuthError(429, 'over_email_send_rate_limit', message)
}

function emailIn(body: Fields): string {
  return String(body.email).toLowerCase()
}

async function userWith({ db }: Double, email: string): Promise<{ id: string; isConfirmed: boolean } | undefined> {
  const { rows } = await db.query<{ id: string; isConfirmed: boolean }>(
    'select id, email_confirmed_at is not null as "isConfirmed" from auth.users where email = $1',
    [email],
  )
  return rows[0]
}

async function makeUser({ db, now }: Double, email: string, provider: string): Promise<string> {
  const id = randomUUID()
  const user = { id, email, passwordHash: null, provider: provider as 'email', metadata: { name: 'Grace' } }
  await asServer(db, (tx) => insertUser(tx, user, new Date(now())))
  return id
}

async function bearer({ gateway, url }: Double, request: Request): Promise<{ id: string; email: string }> {
  const answer = await gateway(new Request(`${url}/auth/v1/user`, { headers: request.headers }))
  const body = (await answer.json()) as { id: string; email: string; code: string; message: string }
  if (!answer.ok) throw new AuthError(answer.status, body.code, body.message)
  return body
}

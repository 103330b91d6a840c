// /auth/v1: the part of GoTrue's interface a desktop app needs, in front of the auth schema.
import { AuthError, authAnswer, emptyAuthAnswer, invalid } from './auth-error'
import { readBody, textOf } from './context'
import type { AuthContext, Body } from './context'
import { getUser, listSessions, signOut, updateUser } from './current-user'
import {
  changeLocalPassword,
  checkLocalAccount,
  countLocalContents,
  createLocalAccount,
  listLocalAccounts,
  removeLocalAccount,
  signInLocally,
} from './local-accounts'
import { refreshSession } from './refresh'
import type { TokenAnswer } from './sessions'
import { signInWithPassword, signUp } from './sign-in'

export interface AuthOptions extends AuthContext {
  /**
   * Whether the routes of local accounts exist for this caller. They open an account without a password, so only the
   * port of the main process may have them; any other door gets 404.
   */
  allowLocalAccounts: boolean
}

/** Answers a request below /auth/v1. Rejects only with what nobody expected. */
export async function answerAuth(options: AuthOptions, request: Request, url: URL, path: string): Promise<Response> {
  try {
    const route = routes[`${request.method} ${path}`]
    if (!route || (path.startsWith('/local/') && !options.allowLocalAccounts)) throw notHere(path)
    return await route(options, request, url)
  } catch (error) {
    if (error instanceof AuthError) return error.toResponse()
    throw error
  }
}

type Route = (options: AuthOptions, request: Request, url: URL) => Promise<Response>

const routes: Record<string, Route> = {
  'POST /signup': async (options, request) => authAnswer(await signUp(options, await readBody(request))),
  'POST /token': async (options, request, url) =>
    authAnswer(await grant(options, url.searchParams.get('grant_type'), await readBody(request))),
  'GET /user': async (options, request) => authAnswer(await getUser(options, request)),
  'PUT /user': async (options, request) => authAnswer(await updateUser(options, request, await readBody(request))),
  'POST /logout': async (options, request, url) => {
    await signOut(options, request, url.searchParams.get('scope') ?? 'global')
    return emptyAuthAnswer()
  },
  'GET /.well-known/jwks.json': async (options) => authAnswer(options.tokens.publicKeys),
  'GET /settings': async () => authAnswer(settings),
  'GET /local/accounts': async (options) => authAnswer(await listLocalAccounts(options)),
  'POST /local/accounts': async (options, request) =>
    authAnswer(await createLocalAccount(options, await readBody(request))),
  'POST /local/check': async (options, request) => {
    await checkLocalAccount(options, await readBody(request))
    return emptyAuthAnswer()
  },
  'POST /local/password': async (options, request) => {
    await changeLocalPassword(options, await readBody(request))
    return emptyAuthAnswer()
  },
  'POST /local/contents': async (options, request) =>
    authAnswer(await countLocalContents(options, await readBody(request))),
  'POST /local/remove': async (options, request) => {
    await removeLocalAccount(options, await readBody(request))
    return emptyAuthAnswer()
  },
  'GET /local/sessions': async (options, request) => authAnswer(await listSessions(options, request)),
}

/** What there is, as GoTrue says it. Nothing is confirmed by e-mail, for there is no mailbox here. */
const settings = {
  external: { anonymous_users: true, email: true, phone: false },
  disable_signup: false,
  mailer_autoconfirm: true,
  phone_autoconfirm: false,
  sms_provider: '',
  saml_enabled: false,
}

function grant(options: AuthOptions, type: string | null, body: Body): Promise<TokenAnswer> {
  if (type === 'password') return signInWithPassword(options, body)
  if (type === 'refresh_token') return refreshSession(options, textOf(body, 'refresh_token'))
  if (type === 'local') {
    if (!options.allowLocalAccounts) throw notHere('grant_type=local')
    return signInLocally(options, body)
  }
  throw invalid('unsupported_grant_type')
}

function notHere(what: string): AuthError {
  return new AuthError(404, 'validation_failed', `${what} is not available in the embedded auth service`)
}

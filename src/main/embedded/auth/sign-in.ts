// Accounts with an address and a password.
import { randomUUID } from 'node:crypto'
import { asServer } from '../as-role'
import { AuthError, invalid } from './auth-error'
import { emailOf, objectOf, textOf } from './context'
import type { AuthContext, Body } from './context'
import { hashPassword, isPassword } from './passwords'
import { openSession } from './sessions'
import type { TokenAnswer } from './sessions'
import { insertAnonymousUser, insertUser, isEmailTaken } from './users'

/**
 * Makes an account and signs it in: there is no mailbox to prove on one's own computer. Without an address the account
 * is anonymous; it keeps its id when it gets one.
 */
export async function signUp(context: AuthContext, body: Body): Promise<TokenAnswer> {
  const email = emailOf(body)
  const metadata = objectOf(body, 'data')
  if (!email && body.phone) throw new AuthError(400, 'phone_provider_disabled', 'Phone signups are disabled')
  if (!email) return signUpAnonymously(context, metadata)
  const passwordHash = await hashPassword(textOf(body, 'password'))
  return asServer(context.db, async (tx) => {
    if (await isEmailTaken(tx, email)) throw new AuthError(422, 'user_already_exists', 'User already registered')
    const id = randomUUID()
    await insertUser(tx, { id, email, passwordHash, provider: 'email', metadata }, context.now())
    return openSession(context, tx, id, 'password')
  })
}

function signUpAnonymously(context: AuthContext, metadata: Record<string, unknown>): Promise<TokenAnswer> {
  return asServer(context.db, async (tx) => {
    const id = randomUUID()
    await insertAnonymousUser(tx, { id, metadata }, context.now())
    return openSession(context, tx, id, 'anonymous')
  })
}

/**
 * Throws 400 `invalid_credentials`, in the same time for a wrong password and an unknown address, and 429
 * `over_request_rate_limit` after too many of them.
 */
export async function signInWithPassword(context: AuthContext, body: Body): Promise<TokenAnswer> {
  const email = emailOf(body)
  if (!email) throw invalid('missing email or phone')
  context.attempts.begin(email, context.now())
  const account = await asServer(context.db, async (tx) => {
    const { rows } = await tx.query<{ id: string; password: string | null }>(
      'select id, encrypted_password as password from auth.users where email = $1 and not is_sso_user',
      [email],
    )
    return rows[0]
  })
  const matches = await isPassword(textOf(body, 'password'), account?.password)
  if (!account || !matches) throw invalidCredentials()
  context.attempts.succeed(email)
  return asServer(context.db, (tx) => openSession(context, tx, account.id, 'password'))
}

export function invalidCredentials(): AuthError {
  return new AuthError(400, 'invalid_credentials', 'Invalid login credentials')
}

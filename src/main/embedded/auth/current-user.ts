// What a signed-in user can ask and change about themselves.
import type { Transaction } from '@electric-sql/pglite'
import { errors } from 'jose'
import { asServer } from '../as-role'
import { AuthError, invalid } from './auth-error'
import { emailOf, objectOf, textOf } from './context'
import type { AuthContext, Body } from './context'
import { hashPassword, isPassword } from './passwords'
import { identityOf, isEmailTaken, readUser, saveIdentity } from './users'
import type { User } from './users'

export async function getUser(context: AuthContext, request: Request): Promise<User> {
  const { userId } = await bearerOf(context, request)
  return asServer(context.db, (tx) => existing(tx, userId))
}

/** Changes address, password or metadata. A new password ends every other session. */
export async function updateUser(context: AuthContext, request: Request, body: Body): Promise<User> {
  const { userId, sessionId } = await bearerOf(context, request)
  if (body.app_metadata) {
    throw new AuthError(403, 'not_admin', 'Updating app_metadata requires admin privileges')
  }
  const email = emailOf(body)
  const metadata = objectOf(body, 'data')
  const password = textOf(body, 'password')
  if (password !== undefined && !email) await requireAddress(context, userId)
  const passwordHash = password === undefined ? null : await newPassword(context, userId, password)

  return asServer(context.db, async (tx) => {
    const before = await existing(tx, userId)
    await tx.query(
      `update auth.users set updated_at = $2,
         raw_user_meta_data = jsonb_strip_nulls(coalesce(raw_user_meta_data, '{}') || $3::jsonb),
         encrypted_password = coalesce($4, encrypted_password)
       where id = $1`,
      [userId, context.now(), metadata, passwordHash],
    )
    if (passwordHash) {
      await tx.query('delete from auth.sessions where user_id = $1 and id is distinct from $2', [userId, sessionId])
    }
    if (email && email !== before.email) await changeEmail(context, tx, userId, email)
    return existing(tx, userId)
  })
}

/** Ends sessions: this one (`local`), all (`global`), or all but this one (`others`). */
export async function signOut(context: AuthContext, request: Request, scope: string): Promise<void> {
  if (!['global', 'local', 'others'].includes(scope)) throw invalid(`Unsupported logout scope "${scope}"`)
  const { userId, sessionId } = await bearerOf(context, request)
  await asServer(context.db, (tx) =>
    tx.query(
      `delete from auth.sessions where user_id = $1
         and ($3 = 'global' or ($3 = 'local' and id = $2) or ($3 = 'others' and id is distinct from $2))`,
      [userId, sessionId, scope],
    ),
  )
}

export interface ListedSession {
  id: string
  created_at: string
  refreshed_at: string
  /** How it was opened: `password`, `local`, `anonymous`. */
  method: string
  is_current: boolean
}

/** The open sessions of this account, the one used last first. GoTrue has no such list. */
export async function listSessions(context: AuthContext, request: Request): Promise<ListedSession[]> {
  const { userId, sessionId } = await bearerOf(context, request)
  return asServer(context.db, async (tx) => {
    const { rows } = await tx.query<ListedSession>(
      `select s.id, ${isoTime('s.created_at')} as created_at,
         ${isoTime(`greatest(s.created_at, s.refreshed_at at time zone 'utc')`)} as refreshed_at,
         coalesce((select min(amr.authentication_method) from auth.mfa_amr_claims amr where amr.session_id = s.id), '') as method,
         s.id is not distinct from $2::uuid as is_current
       from auth.sessions s where s.user_id = $1 order by 3 desc, s.id`,
      [userId, sessionId],
    )
    return rows
  })
}

const isoTime = (expression: string) => `to_char(${expression} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

interface Bearer {
  userId: string
  sessionId: string | null
}

async function bearerOf(context: AuthContext, request: Request): Promise<Bearer> {
  const token = /^Bearer\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  if (!token) throw new AuthError(401, 'no_authorization', 'This endpoint requires a valid Bearer token')
  const claims = await context.tokens.verify(token).catch((error: unknown) => {
    if (!(error instanceof errors.JOSEError)) throw error
    const why = error instanceof errors.JWTExpired ? 'token has invalid claims: token is expired' : error.message
    throw new AuthError(403, 'bad_jwt', `invalid JWT: unable to parse or verify signature, ${why}`)
  })
  const userId = claims.sub
  const sessionId = typeof claims.session_id === 'string' ? claims.session_id : null
  if (!userId) throw new AuthError(403, 'bad_jwt', 'invalid claim: missing sub claim')
  await asServer(context.db, async (tx) => {
    await existing(tx, userId)
    if (sessionId === null) return
    const { rows } = await tx.query('select 1 from auth.sessions where id = $1', [sessionId])
    if (rows.length === 0) {
      throw new AuthError(403, 'session_not_found', 'Session from session_id claim in JWT does not exist')
    }
  })
  return { userId, sessionId }
}

async function existing(tx: Transaction, userId: string): Promise<User> {
  const user = await readUser(tx, userId)
  if (!user) throw new AuthError(403, 'user_not_found', 'User from sub claim in JWT does not exist')
  return user
}

/** A password alone would be no way to sign in. */
async function requireAddress(context: AuthContext, userId: string): Promise<void> {
  const { is_anonymous: isAnonymous } = await asServer(context.db, (tx) => existing(tx, userId))
  if (!isAnonymous) return
  const message = 'Updating password of an anonymous user without an email or phone is not allowed'
  throw new AuthError(422, 'validation_failed', message)
}

async function newPassword(context: AuthContext, userId: string, password: string): Promise<string> {
  const present = await asServer(context.db, async (tx) => {
    const { rows } = await tx.query<{ hash: string | null }>(
      'select encrypted_password as hash from auth.users where id = $1',
      [userId],
    )
    return rows[0]?.hash
  })
  if (present && (await isPassword(password, present))) {
    throw new AuthError(422, 'same_password', 'New password should be different from the old password.')
  }
  return hashPassword(password)
}

async function changeEmail(context: AuthContext, tx: Transaction, userId: string, email: string): Promise<void> {
  if (await isEmailTaken(tx, email, userId)) {
    throw new AuthError(422, 'email_exists', 'A user with this email address has already been registered')
  }
  const identity = identityOf(userId, email)
  // An account of this computer stays one; the address is a second way in. An anonymous one has found its first.
  await tx.query(
    `update auth.users set email = $2, email_confirmed_at = $3, is_anonymous = false,
       raw_user_meta_data = raw_user_meta_data || $4::jsonb,
       raw_app_meta_data = jsonb_set('{"provider": "email"}' || coalesce(raw_app_meta_data, '{}'), '{providers}',
         (select jsonb_agg(distinct provider) from jsonb_array_elements(
           coalesce(raw_app_meta_data -> 'providers', '[]') || '["email"]') as listed (provider)))
     where id = $1`,
    [userId, email, context.now(), identity],
  )
  await saveIdentity(tx, 'email', userId, identity, context.now())
}

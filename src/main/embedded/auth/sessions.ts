// Sessions and their tokens: a short-lived access token to call with, a refresh token that is good once.
import { randomBytes, randomUUID } from 'node:crypto'
import type { Transaction } from '@electric-sql/pglite'
import { AuthError } from './auth-error'
import type { AuthContext } from './context'
import { readUser } from './users'

/** Seconds an access token is good for. */
const LIFETIME = 3600

/** A session nobody has renewed for so long is over. Every start of Kith opens one. */
const UNUSED_DAYS = 30

export interface TokenAnswer {
  access_token: string
  token_type: 'bearer'
  expires_in: number
  expires_at: number
  refresh_token: string
  user: Record<string, unknown>
}

/** Opens a session. `method` is how the person signed in, as the token's `amr` says it. */
export async function openSession(
  context: AuthContext,
  tx: Transaction,
  userId: string,
  method: 'password' | 'local' | 'anonymous',
): Promise<TokenAnswer> {
  const sessionId = randomUUID()
  const now = context.now()
  await tx.query(
    `delete from auth.sessions where user_id = $1
       and greatest(created_at, refreshed_at at time zone 'utc') < $2::timestamptz - make_interval(days => $3)`,
    [userId, now, UNUSED_DAYS],
  )
  await tx.query(
    `insert into auth.sessions (id, user_id, created_at, updated_at, aal) values ($1, $2, $3, $3, 'aal1')`,
    [sessionId, userId, now],
  )
  await tx.query(
    `insert into auth.mfa_amr_claims (id, session_id, created_at, updated_at, authentication_method)
     values (gen_random_uuid(), $1, $2, $2, $3)`,
    [sessionId, now, method],
  )
  await tx.query('update auth.users set last_sign_in_at = $2, updated_at = $2 where id = $1', [userId, now])
  return tokenAnswer(context, tx, userId, sessionId, await newRefreshToken(context, tx, userId, sessionId, null))
}

export async function newRefreshToken(
  context: AuthContext,
  tx: Transaction,
  userId: string,
  sessionId: string,
  parent: string | null,
): Promise<string> {
  const token = randomBytes(16).toString('base64url')
  await tx.query(
    `insert into auth.refresh_tokens (instance_id, token, user_id, revoked, created_at, updated_at, parent, session_id)
     values ('00000000-0000-0000-0000-000000000000', $1, $2, false, $3, $3, $4, $5)`,
    [token, userId, context.now(), parent, sessionId],
  )
  return token
}

/** Signs an access token for an open session and puts it together with the refresh token. */
export async function tokenAnswer(
  context: AuthContext,
  tx: Transaction,
  userId: string,
  sessionId: string,
  refreshToken: string,
): Promise<TokenAnswer> {
  const user = await readUser(tx, userId)
  if (!user) throw new AuthError(403, 'user_not_found', 'User from the session does not exist')
  const { rows: amr } = await tx.query(
    `select authentication_method as method, extract(epoch from updated_at)::int as timestamp
     from auth.mfa_amr_claims where session_id = $1 order by updated_at desc`,
    [sessionId],
  )
  const { id, aud, email, phone, app_metadata, user_metadata, role, is_anonymous } = user
  const claims = { sub: id, aud, email, phone, app_metadata, user_metadata, role, aal: 'aal1', amr, is_anonymous }
  const now = context.now()
  return {
    access_token: await context.tokens.sign({ ...claims, session_id: sessionId }, LIFETIME, now),
    token_type: 'bearer',
    expires_in: LIFETIME,
    expires_at: Math.floor(now.getTime() / 1000) + LIFETIME,
    refresh_token: refreshToken,
    user,
  }
}

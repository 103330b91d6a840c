// Exchanges a refresh token for the next one, as GoTrue does: each is good once, and one that comes back ends the
// session, because then somebody else has a copy.
import type { Transaction } from '@electric-sql/pglite'
import { asServer } from '../as-role'
import { AuthError, invalid } from './auth-error'
import type { AuthContext } from './context'
import { newRefreshToken, tokenAnswer } from './sessions'
import type { TokenAnswer } from './sessions'

/** Seconds in which a used token is still taken: two windows may have refreshed at once. */
const REUSE_INTERVAL = 10

/** Throws 400 `refresh_token_not_found`, `session_not_found` or `refresh_token_already_used`. */
export async function refreshSession(context: AuthContext, token: string | undefined): Promise<TokenAnswer> {
  if (!token) throw invalid('refresh_token required')
  const result = await asServer(context.db, async (tx) => {
    const stored = await find(tx, token)
    if (!stored) return refused('refresh_token_not_found', 'Refresh Token Not Found')
    const { sessionId } = stored
    if (sessionId === null) return refused('session_not_found', 'No Valid Session Found')
    if (isStolen(stored, context.now())) {
      await endFamily(context, tx, sessionId)
      return refused('refresh_token_already_used', 'Already Used')
    }
    const next = successorOf(stored) ?? (await rotate(context, tx, stored, sessionId))
    await tx.query(
      `update auth.sessions set refreshed_at = $2::timestamptz at time zone 'utc', updated_at = $2 where id = $1`,
      [sessionId, context.now()],
    )
    return tokenAnswer(context, tx, stored.userId, sessionId, next)
  })
  // Thrown out here: inside, it would roll back the end of the session with it.
  if (result instanceof AuthError) throw result
  return result
}

interface StoredToken {
  id: number
  token: string
  userId: string
  sessionId: string | null
  isUsed: boolean
  usedAt: Date
  /** The session's newest token that was not used yet, and the one it was given for. */
  activeToken: string | null
  activeParent: string | null
}

async function find(tx: Transaction, token: string): Promise<StoredToken | undefined> {
  const { rows } = await tx.query<StoredToken>(
    `select r.id, r.token, r.user_id as "userId", s.id as "sessionId", r.revoked as "isUsed",
       r.updated_at as "usedAt", active.token as "activeToken", active.parent as "activeParent"
     from auth.refresh_tokens r
     left join auth.sessions s on s.id = r.session_id
     left join lateral (
       select a.token, a.parent from auth.refresh_tokens a
       where a.session_id = r.session_id and not a.revoked order by a.id desc limit 1
     ) active on true
     where r.token = $1`,
    [token],
  )
  return rows[0]
}

/** The successor of a used token that nobody has used yet: the answer that carried it was lost. */
function successorOf(stored: StoredToken): string | null {
  return stored.isUsed && stored.activeParent === stored.token ? stored.activeToken : null
}

function isStolen(stored: StoredToken, now: Date): boolean {
  if (!stored.isUsed || successorOf(stored) !== null) return false
  return now.getTime() > stored.usedAt.getTime() + REUSE_INTERVAL * 1000
}

async function rotate(context: AuthContext, tx: Transaction, used: StoredToken, sessionId: string): Promise<string> {
  await tx.query('update auth.refresh_tokens set revoked = true, updated_at = $2 where id = $1', [
    used.id,
    context.now(),
  ])
  return newRefreshToken(context, tx, used.userId, sessionId, used.token)
}

async function endFamily(context: AuthContext, tx: Transaction, sessionId: string): Promise<void> {
  await tx.query(
    'update auth.refresh_tokens set revoked = true, updated_at = $2 where session_id = $1 and not revoked',
    [sessionId, context.now()],
  )
}

function refused(code: string, reason: string): AuthError {
  return new AuthError(400, code, `Invalid Refresh Token: ${reason}`)
}

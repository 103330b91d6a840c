// The one supabase-js client. Nothing above it can tell an embedded database from a remote one: they differ in the
// `fetch` it is given.
import { isAuthRetryableFetchError } from '@supabase/supabase-js'
import type { AuthError, Session, User } from '@supabase/supabase-js'
import { KithError } from '../../shared/errors'
import { accountOf } from './account'
import type { Account } from './account'
import { createAuth } from './auth'
import type { DatabaseAuth } from './auth'
import type { Call, FunctionName } from './call'
import { connect } from './connection'
import type { Connection, ConnectionOptions } from './connection'
import { unreachable } from './auth-error'
import { databaseError, isTokenRefused } from './database-error'
import { openLocalSession } from './local-session'
import type { LocalSignIn } from './local-session'
import { headersOf, requireNarrowed } from './narrowing'
import type { Narrowing } from './narrowing'
import { readOnce, SESSION_KEY } from './session-storage'
import { keepVerifiersApart } from './verifiers'

export type DatabaseOptions = ConnectionOptions

/** Why a session is over that nobody signed out of here: its time, somebody elsewhere, or the server's word. */
export type Ended = 'expired' | 'elsewhere' | 'refused'

export interface DatabaseClient {
  /** As the owner. */
  call: Call
  /**
   * Calls for one run of the assistant, under this account: they see the vault of the persona (null: of no persona) and
   * what is granted to it, store the run's answer, propose memories, and can do nothing else. Throws what `call` throws,
   * and DATABASE_FAILED when the database does not confirm that; then nothing may be run. The signal ends the asking.
   */
  forRun(run: { personaId: string | null }, options?: { signal?: AbortSignal }): Promise<Call>
  /** Calls as the owner that see or do less, under the same condition. */
  narrowed(to: Omit<Narrowing, 'actor'>): Promise<Call>
  /** Throws NOT_SIGNED_IN. */
  userId(): string
  /**
   * Keeps the stored session when it is still good, else opens one for the account of this computer, which is made the
   * first time. Throws ACCOUNT_UNCLEAR, NOT_SIGNED_IN or DATABASE_FAILED.
   */
  signInLocal(signIn: LocalSignIn): Promise<Account>
  /**
   * Whose session is stored, without making one. Null: nobody is signed in, or it is over. When the server cannot be asked,
   * it is whose it was. Throws when the storage does not give it.
   */
  resume(): Promise<Account | null>
  /** Signing in to a server, and what one changes about an account. */
  auth: DatabaseAuth
  /**
   * Ends this session, all of this account, or all but this one. `local` always succeeds: a server that cannot be reached
   * is not told. Throws DATABASE_UNREACHABLE otherwise.
   */
  signOut(scope?: 'local' | 'global' | 'others'): Promise<void>
  /** Calls back when nobody is signed in any more; null: it was signed out here. Returns how to stop. */
  onSignedOut(listener: (why: Ended | null) => void): () => void
  /** Stops renewing the session. The session stays. */
  close(): Promise<void>
}

export function openDatabase(options: DatabaseOptions): DatabaseClient {
  let session: Session | null = null
  let isClosed = false
  let isSigningOut = false
  const listeners = new Set<(why: Ended | null) => void>()
  const storage = keepVerifiersApart(readOnce(options.storage))
  const open = () => connect({ ...options, storage }, hold)
  let connection = open()

  function hold(current: Session | null, refusal: string | null): void {
    const was = session
    session = current
    if (!was || current) return
    // One that is over the server may say at any question, not only when it is to be renewed.
    const why = isSigningOut ? null : refusal === null ? 'elsewhere' : endOf(refusal)
    for (const listener of listeners) listener(why)
  }

  /** A new one when the last could not renew the session: the server may be back. */
  function current(): Connection {
    if (connection.hasEnded() && !isClosed) {
      void connection.close()
      connection = open()
    }
    return connection
  }

  function userId(): string {
    if (!session) throw new KithError('NOT_SIGNED_IN', {})
    return session.user.id
  }

  async function narrowed(to: Narrowing, options?: { signal?: AbortSignal }): Promise<Call> {
    const call = createCall(current, headersOf(to))
    await requireNarrowed(call, userId(), to, options)
    return call
  }

  return {
    call: createCall(current),
    forRun: ({ personaId }, options) => narrowed({ personaId, actor: 'assistant' }, options),
    narrowed: (to) => narrowed(to),
    userId,
    async signInLocal(signIn) {
      const stored = await storedUser(current())
      if (stored) return accountOf(stored)
      const opened = await openLocalSession(options, signIn)
      const { client, inTime } = current()
      const { data, error } = await inTime(client.auth.setSession(opened))
      if (error || !data.user) throw signInFailed(error)
      return accountOf(data.user)
    },
    async resume() {
      const stored = await storage.getItem(SESSION_KEY)
      if (stored === null) return null
      try {
        const user = await storedUser(current())
        return user && accountOf(user)
      } catch (error) {
        const known = userIn(stored)
        if (error instanceof KithError && error.code === 'DATABASE_FAILED' && known) return accountOf(known)
        throw error
      }
    },
    auth: createAuth({ service: options, current, storage }),
    async signOut(scope = 'local') {
      const { client, inTime } = current()
      isSigningOut = scope !== 'others'
      const { error } = await inTime(client.auth.signOut({ scope })).catch((error: unknown) => ({ error }))
      if (!error || scope !== 'local') isSigningOut = false
      if (!error) return
      if (scope !== 'local') throw unreachable(options.url, error instanceof Error ? error.message : '', error)
      await storage.removeItem(SESSION_KEY)
      // This one would go on with what it remembers.
      await connection.close()
      connection = open()
      hold(null, null)
      isSigningOut = false
    },
    onSignedOut(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      isClosed = true
      await connection.close()
    },
  }
}

function createCall(current: () => Connection, headers: Record<string, string> = {}): Call {
  const ask = (client: Connection['client'], name: FunctionName, args: unknown, signal: AbortSignal | undefined) => {
    const query = client.rpc(name, args as never)
    for (const [header, value] of Object.entries(headers)) query.setHeader(header, value)
    return signal ? query.abortSignal(signal) : query
  }
  return async (name, args, { signal } = {}) => {
    signal?.throwIfAborted()
    const connection = current()
    const { access_token: token } = await requireSession(connection)
    let answer = await ask(connection.client, name, args, signal)
    if (answer.error && isTokenRefused(answer.error.code)) {
      // The clock was set, or the key is new. Once: a second refusal is an answer.
      await renew(connection, token)
      answer = await ask(connection.client, name, args, signal)
    }
    if (!answer.error) return answer.data
    signal?.throwIfAborted()
    throw databaseError(answer)
  }
}

/** Throws NOT_SIGNED_IN when there is none, and DATABASE_FAILED when it cannot be renewed just now. */
async function requireSession({ client, inTime }: Connection): Promise<Session> {
  const { data, error } = await inTime(client.auth.getSession())
  if (!data.session) throw signInFailed(error)
  return data.session
}

/** Unless another call has done so since this token was sent. */
async function renew(connection: Connection, refused: string): Promise<void> {
  const { client, inTime } = connection
  const session = await requireSession(connection)
  if (session.access_token !== refused) return
  const { error } = await inTime(client.auth.refreshSession())
  if (error) throw signInFailed(error)
}

/** Whose session is stored, as the database sees it: it may have been restored or ended elsewhere meanwhile. */
async function storedUser({ client, inTime }: Connection): Promise<User | null> {
  const { data } = await inTime(client.auth.getSession())
  if (!data.session) return null
  const { data: current, error } = await client.auth.getUser()
  if (error && isAuthRetryableFetchError(error)) throw signInFailed(error)
  return current.user
}

function signInFailed(error: AuthError | null): KithError {
  return error && isAuthRetryableFetchError(error)
    ? new KithError('DATABASE_FAILED', { reason: error.message }, { cause: error })
    : new KithError('NOT_SIGNED_IN', {}, { cause: error })
}

function userIn(stored: string): User | null {
  try {
    const { user } = JSON.parse(stored) as { user?: User }
    return typeof user?.id === 'string' ? { ...user, user_metadata: user.user_metadata ?? {} } : null
  } catch {
    return null
  }
}

function endOf(code: string): Ended {
  if (code === 'session_expired') return 'expired'
  return code === 'session_not_found' || code === 'refresh_token_not_found' ? 'elsewhere' : 'refused'
}

// The one supabase-js client. Nothing above it can tell an embedded database from a remote one: they differ in the
// `fetch` it is given.
import { createClient, isAuthRetryableFetchError } from '@supabase/supabase-js'
import type { AuthError, Session, SupabaseClient, User } from '@supabase/supabase-js'
import { KithError } from '../../shared/errors'
import type { Call, FunctionName } from './call'
import { ANONYMOUS, databaseError, isTokenRefused } from './database-error'
import type { FailedAnswer } from './database-error'
import type { Database } from './database.types'
import { openLocalSession } from './local-session'
import type { LocalSignIn } from './local-session'
import { headersOf, requireNarrowed } from './narrowing'
import type { Narrowing } from './narrowing'
import { refuseAnonymous } from './refuse-anonymous'
import { readOnce } from './session-storage'
import type { SessionStorage } from './session-storage'

export interface DatabaseOptions {
  url: string
  publishableKey: string
  fetch: typeof globalThis.fetch
  storage: SessionStorage
}

export interface Account {
  id: string
  name: string
}

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
   * first time. Throws NOT_SIGNED_IN or DATABASE_FAILED.
   */
  signInLocal(signIn: LocalSignIn): Promise<Account>
  /** Ends this session, here and in the database. */
  signOut(): Promise<void>
  /** Stops renewing the session. The session stays. */
  close(): Promise<void>
}

export function openDatabase(options: DatabaseOptions): DatabaseClient {
  const { url, publishableKey, fetch } = options
  let session: Session | null = null
  const client = createClient<Database>(url, publishableKey, {
    auth: {
      storage: readOnce(options.storage),
      persistSession: true,
      autoRefreshToken: true,
      detectSessionInUrl: false,
    },
    global: { fetch: refuseAnonymous(fetch, publishableKey) },
  })
  client.auth.onAuthStateChange((_event, current) => {
    session = current
  })

  function userId(): string {
    if (!session) throw new KithError('NOT_SIGNED_IN', {})
    return session.user.id
  }

  async function narrowed(to: Narrowing, options?: { signal?: AbortSignal }): Promise<Call> {
    const call = createCall(client, headersOf(to))
    await requireNarrowed(call, userId(), to, options)
    return call
  }

  return {
    call: createCall(client),
    forRun: ({ personaId }, options) => narrowed({ personaId, actor: 'assistant' }, options),
    narrowed: (to) => narrowed(to),
    userId,
    async signInLocal(signIn) {
      const stored = await storedUser(client)
      if (stored) return accountOf(stored)
      const { data, error } = await client.auth.setSession(await openLocalSession(options, signIn))
      if (error || !data.user) throw signInFailed(error)
      return accountOf(data.user)
    },
    async signOut() {
      const { error } = await client.auth.signOut({ scope: 'local' })
      if (error) throw signInFailed(error)
    },
    async close() {
      await client.auth.dispose()
    },
  }
}

function createCall(client: SupabaseClient<Database>, headers: Record<string, string> = {}): Call {
  const ask = (name: FunctionName, args: unknown, signal: AbortSignal | undefined) => {
    const query = client.rpc(name, args as never)
    for (const [header, value] of Object.entries(headers)) query.setHeader(header, value)
    return signal ? query.abortSignal(signal) : query
  }
  return async (name, args, { signal } = {}) => {
    signal?.throwIfAborted()
    let answer = await ask(name, args, signal)
    if (answer.error && isTokenRefused(answer.error.code)) {
      // The clock was set, or the key is new. Once: a second refusal is an answer.
      const { error } = await client.auth.refreshSession()
      if (error) throw signInFailed(error)
      answer = await ask(name, args, signal)
    }
    if (!answer.error) return answer.data
    signal?.throwIfAborted()
    throw await explain(client, answer)
  }
}

// There is no session either when there never was one or when it could not be renewed just now. Only the latter may
// be better in a moment.
async function explain(client: SupabaseClient<Database>, answer: FailedAnswer): Promise<KithError> {
  if (answer.error.code !== ANONYMOUS) return databaseError(answer)
  const { error } = await client.auth.getSession()
  return error ? signInFailed(error) : databaseError(answer)
}

/** Whose session is stored, as the database sees it: it may have been restored or ended elsewhere meanwhile. */
async function storedUser(client: SupabaseClient<Database>): Promise<User | null> {
  const { data } = await client.auth.getSession()
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

function accountOf(user: User): Account {
  const name: unknown = user.user_metadata.name
  return { id: user.id, name: typeof name === 'string' && name !== '' ? name : (user.email ?? '') }
}

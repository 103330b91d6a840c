// One supabase-js client, and when it is of no use any more.
import { createClient } from '@supabase/supabase-js'
import type { Session, SupabaseClient } from '@supabase/supabase-js'
import type { Database } from './database.types'
import { reckonByOwnClock } from './own-clock'
import { refuseAnonymous } from './refuse-anonymous'
import { watchRenewal } from './renewal'
import type { Renewal } from './renewal'
import { SESSION_KEY } from './session-storage'
import type { SessionStorage } from './session-storage'

export interface ConnectionOptions {
  url: string
  publishableKey: string
  fetch: typeof globalThis.fetch
  storage: SessionStorage
}

export interface Connection {
  client: SupabaseClient<Database>
  /** Around everything that may renew the session. */
  inTime: Renewal['inTime']
  /** The session could not be renewed. A new connection tries at once, this one would not. */
  hasEnded: Renewal['hasEnded']
  close(): Promise<void>
}

/**
 * @param onSession told whose session it is, and null when it is nobody's any more; then also with which code the server
 *   has refused to renew it, or null when it was signed out
 */
export function connect(
  options: ConnectionOptions,
  onSession: (session: Session | null, refusal: string | null) => void,
): Connection {
  const { url, publishableKey, storage } = options
  const renewal = watchRenewal(reckonByOwnClock(options.fetch))
  const client = createClient<Database>(url, publishableKey, {
    auth: {
      storage,
      storageKey: SESSION_KEY,
      flowType: 'pkce',
      persistSession: true,
      autoRefreshToken: true,
      detectSessionInUrl: false,
    },
    global: { fetch: refuseAnonymous(renewal.fetch, publishableKey) },
  })
  client.auth.onAuthStateChange((event, session) => {
    // To the client, a session that cannot be renewed just now is none. It is somebody's all the same.
    if (session || event === 'SIGNED_OUT') onSession(session, session ? null : renewal.refusal())
  })
  return {
    client,
    inTime: renewal.inTime,
    hasEnded: renewal.hasEnded,
    async close() {
      renewal.end('It has been closed.')
      await client.auth.dispose()
    },
  }
}

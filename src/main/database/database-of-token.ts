// The database for whoever brings an access token of their own, as a program at the local API does. Row level security
// holds with that token; there is no session to renew, and nothing is kept.
import { createClient } from '@supabase/supabase-js'
import type { Call, FunctionName } from './call'
import type { DatabaseClient } from './client'
import type { Database } from './database.types'
import { databaseError } from './database-error'
import { headersOf, requireNarrowed } from './narrowing'
import type { Narrowing } from './narrowing'

export interface TokenDatabaseOptions {
  url: string
  publishableKey: string
  fetch: typeof globalThis.fetch
  userId: string
  /** The one to call with now: a newer one may take the place of the first. */
  token(): string
}

export type TokenDatabase = Pick<DatabaseClient, 'call' | 'forRun'>

/** Its calls throw NOT_SIGNED_IN when the token is over or not accepted, else what every `Call` throws. */
export function databaseOfToken({ url, publishableKey, fetch, userId, token }: TokenDatabaseOptions): TokenDatabase {
  const client = createClient<Database>(url, publishableKey, {
    accessToken: async () => token(),
    global: { fetch },
  })

  function callWith(to: Narrowing): Call {
    const headers = Object.entries(headersOf(to))
    const ask = (name: FunctionName, args: unknown, signal: AbortSignal | undefined) => {
      const query = client.rpc(name, args as never)
      for (const [header, value] of headers) query.setHeader(header, value)
      return signal ? query.abortSignal(signal) : query
    }
    return async (name, args, { signal } = {}) => {
      signal?.throwIfAborted()
      const answer = await ask(name, args, signal)
      if (!answer.error) return answer.data
      signal?.throwIfAborted()
      throw databaseError(answer)
    }
  }

  return {
    call: callWith({}),
    async forRun({ personaId }, options) {
      const run = { personaId, actor: 'assistant' } as const
      const call = callWith(run)
      await requireNarrowed(call, userId, run, options)
      return call
    },
  }
}

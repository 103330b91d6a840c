// A question is a request made with supabase-js or by hand; both sides are asked it alike.
import { createClient } from '@supabase/supabase-js'
import type { SupabaseClient } from '@supabase/supabase-js'
import { PUBLISHABLE_KEY, URL } from '../people'

export type Question = (side: Side) => PromiseLike<unknown>

/** A question with what it is about. */
export type NamedQuestion = [about: string, question: Question]

/** The tokens of a comparison. They are signed with the key that both sides know. */
export type Tokens = Record<'ana' | 'ben' | 'server', string> & Record<string, string>

/** One of the two that are compared, as somebody who asks sees it. */
export interface Side {
  tokens: Tokens
  /** supabase-js with a token, or with none. */
  client(token?: string): SupabaseClient
  fetch: typeof globalThis.fetch
}

export function sideOf(fetch: typeof globalThis.fetch, tokens: Tokens): Side {
  return {
    tokens,
    fetch,
    client: (token) =>
      createClient(URL, PUBLISHABLE_KEY, {
        ...(token ? { accessToken: async () => token } : { auth: { persistSession: false, autoRefreshToken: false } }),
        global: { fetch },
      }),
  }
}

type Rpc = ReturnType<SupabaseClient['rpc']>
type RpcOptions = Parameters<SupabaseClient['rpc']>[2]

/** A call through supabase-js, as Ana. `shape` adds `.single()` and the like. */
export function rpc(
  name: string,
  args: object = {},
  shape: (call: Rpc) => PromiseLike<unknown> = (call) => call,
  options: RpcOptions = {},
): Question {
  return ({ client, tokens }) => shape(client(tokens.ana).rpc(name, args, options))
}

/** The same call by somebody else: the name of a token, or null for nobody. */
export function rpcAs(who: string | null, name: string, args: object = {}): Question {
  return ({ client, tokens }) => client(who === null ? undefined : tokens[who]).rpc(name, args)
}

/** A request by hand, as Ana unless a header says otherwise. `path` is a function with its query. */
export function send(
  path: string,
  body: string | null = '{}',
  headers: Record<string, string> = {},
  method = 'POST',
): Question {
  return ({ fetch, tokens }) => {
    const usual = {
      apikey: PUBLISHABLE_KEY,
      authorization: `Bearer ${tokens.ana}`,
      'content-type': 'application/json',
    }
    const init: RequestInit = { method, body, headers: { ...usual, ...headers } }
    return fetch(`${URL}/rest/v1/rpc/${path}`, init)
  }
}

/** A request with an Authorization header that is made from the tokens. */
export function authorized(authorization: (tokens: Tokens) => string, name = 'who'): Question {
  return (side) => send(name, '{}', { authorization: authorization(side.tokens) })(side)
}

// Who calls: the same for both engines, which differ in how a request is answered and how a transaction is made.
import { randomUUID } from 'node:crypto'
import { createClient } from '@supabase/supabase-js'
import type { JWTPayload } from 'jose'
import { openDatabase } from '../../../src/main/database'
import type { DatabaseClient } from '../../../src/main/database'
import type { Database } from '../../../src/main/database/database.types'
import type { ApiRole } from '../../../src/main/embedded/as-role'
import type { Tokens } from '../../../src/main/embedded/tokens'
import type { Caller, CallerOptions, Engine, EngineName, Person, Sql } from './engines'
import type { HeaderLines } from './header-lines'

export const URL = 'http://project.test'
export const PUBLISHABLE_KEY = 'sb_publishable_test'
export const ISSUER = `${URL}/auth/v1`

/** Longer than any run, so that nobody's session has to be renewed. */
const DAY = 86_400

/** What an engine has to be able to do. */
export interface Backend {
  name: EngineName
  tokens: Tokens
  /** Answers what is asked of `URL`, as a Supabase project would. */
  fetch: typeof globalThis.fetch
  /** Posts to `path` below `/rest/v1` with these lines and no others. */
  postLines(path: string, lines: HeaderLines, body: string): Promise<Response>
  sql: Sql
  run: Engine['run']
  /** One transaction as a role of the API with these settings. */
  asRole<T>(role: ApiRole, settings: Record<string, string>, work: (sql: Sql) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** The engine that tests see. */
export function engineOf(backend: Backend): Engine {
  const people = new Map<string, Promise<Person>>()
  const opened: DatabaseClient[] = []

  const token = (claims: JWTPayload, lifetime = DAY) => backend.tokens.sign(claims, lifetime, new Date())

  function caller(options: CallerOptions): Caller {
    const { claims = {}, headers = {} } = options
    const ownToken = claims.role === undefined ? undefined : once(() => token(claims))
    const fetch = withHeaders(backend.fetch, headers)
    const database = once(async () => {
      const client = openDatabase({
        url: URL,
        publishableKey: PUBLISHABLE_KEY,
        fetch,
        storage: storedSession(claims, await ownToken?.()),
      })
      opened.push(client)
      return client
    })
    const transaction: Caller['transaction'] = (work) => {
      const role = (claims.role ?? 'anon') as ApiRole
      const settings = {
        search_path: '"public", "extensions"',
        'request.jwt.claims': JSON.stringify({ ...claims, role }),
        'request.method': 'POST',
        'request.headers': JSON.stringify(Object.fromEntries(new Headers(headers))),
      }
      return backend.asRole(role, settings, work)
    }
    return {
      call: async (name, args, callOptions) => (await database()).call(name, args, callOptions),
      client: createClient<Database>(URL, PUBLISHABLE_KEY, {
        ...(ownToken ? { accessToken: ownToken } : { auth: { persistSession: false, autoRefreshToken: false } }),
        global: { fetch },
      }),
      async post(name, body, more = {}) {
        const authorization = ownToken && { authorization: `Bearer ${await ownToken()}` }
        return fetch(`${URL}/rest/v1/rpc/${name}`, {
          method: 'POST',
          headers: {
            apikey: PUBLISHABLE_KEY,
            'content-type': 'application/json',
            ...authorization,
            ...headers,
            ...more,
          },
          body,
        })
      },
      async postLines(name, body, lines) {
        const own: HeaderLines = [
          ['apikey', PUBLISHABLE_KEY],
          ['content-type', 'application/json'],
          ...(ownToken ? [['authorization', `Bearer ${await ownToken()}`] satisfies HeaderLines[number]] : []),
          ...Object.entries(headers),
        ]
        return backend.postLines(`/rpc/${name}`, [...own, ...lines], body)
      },
      sql: (text, params) => transaction((sql) => sql(text, params)),
      transaction,
      withHeaders: (more) => caller({ claims, headers: { ...headers, ...more } }),
    }
  }

  async function signUp(name: string): Promise<Person> {
    const userId = randomUUID()
    const email = `${userId}@example.com`
    await backend.sql(
      `insert into auth.users (id, aud, role, email, raw_user_meta_data, created_at, updated_at)
       values ($1, 'authenticated', 'authenticated', $2, jsonb_build_object('name', $3::text), now(), now())`,
      [userId, email, name],
    )
    const claims = { sub: userId, aud: 'authenticated', role: 'authenticated', email, session_id: randomUUID() }
    return personOf(caller({ claims }), name, userId)
  }

  return {
    name: backend.name,
    signIn(name) {
      const known = people.get(name)
      if (known) return known
      const signedUp = signUp(name)
      people.set(name, signedUp)
      return signedUp
    },
    nobody: caller({}),
    caller,
    fetch: backend.fetch,
    token,
    sql: backend.sql,
    run: backend.run,
    async close() {
      await Promise.all(opened.map((client) => client.close()))
      await backend.close()
    },
  }
}

function personOf(caller: Caller, name: string, userId: string): Person {
  return { ...caller, name, userId, withHeaders: (headers) => personOf(caller.withHeaders(headers), name, userId) }
}

/** A session as the client keeps it. */
function storedSession(claims: JWTPayload, accessToken: string | undefined) {
  const now = Math.floor(Date.now() / 1000)
  const session = accessToken && {
    access_token: accessToken,
    refresh_token: 'none',
    token_type: 'bearer',
    expires_in: DAY,
    expires_at: now + DAY,
    user: { id: claims.sub, aud: claims.aud, email: claims.email, app_metadata: {}, user_metadata: {}, created_at: '' },
  }
  return {
    getItem: async (key: string) => (session && key.endsWith('-auth-token') ? JSON.stringify(session) : null),
    setItem: async () => {},
    removeItem: async () => {},
  }
}

function withHeaders(fetch: typeof globalThis.fetch, added: Record<string, string>): typeof globalThis.fetch {
  return (input, init) => {
    const request = new Request(input, init)
    for (const [name, value] of Object.entries(added)) request.headers.set(name, value)
    return fetch(request)
  }
}

export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

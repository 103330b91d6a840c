// The database on both of its engines, for tests that are written once:
//
//   import { engines, openEngine } from './support/engines'
//
//   describe.each(engines)('on %s', (name) => {
//     let engine: Engine
//     let ana: Person
//     beforeAll(async () => {
//       engine = await openEngine(name)               // a database of its own: bootstrap and all migrations
//       ana = await engine.signIn('Ana')              // any number of people; the same name is the same person
//     })
//     afterAll(() => engine.close())
//
//     test('…', async () => {
//       await ana.call('ai_whoami', {})               // typed; throws KithError as the application sees it
//       await ana.client.rpc('ai_whoami')             // supabase-js: { data, error, status }
//       await ana.withHeaders({ 'x-kith-scope': 'read' }).call('ai_whoami', {})
//       await ana.post('ai_whoami', '{')              // raw: any body, a Response
//       await ana.sql('select * from public.ai_threads where thread_id = $1', [id])     // SQL as her, one transaction
//       await ana.transaction(async (sql) => { await sql('…'); await sql('…') })        // several statements in one
//       await engine.nobody.client.rpc('ai_whoami')   // without an account
//       await engine.caller({ claims: { role: 'service_role' } }).sql('…')               // any claims, any headers
//       await engine.sql('select count(*)::int from public.ai_threads', [])             // as the server: sees all
//       await engine.run('create function …; …')      // several statements as the server
//     })
//   })
//
// `pglite` is the embedded database behind its own gateway. `postgres` is PostgreSQL 15 or later behind PostgREST, where
// the migrations were applied as on hosted Supabase: by a role `postgres` that is no superuser. `openEngine(name, { sql })`
// adds to the migrations. Table routes (`client.from(…)`) exist on `postgres` only. Gateway and PostgREST start with the
// first call that needs them; whatever only uses SQL does without. Errors of SQL carry `code` (SQLSTATE) on both.
//
// Which engines there are is decided when the run starts (`global-setup.ts`): both where the machine has what it takes.
// With Vitest run directly, KITH_ENGINES=pglite or KITH_ENGINES=postgres runs one of them.
import type { SupabaseClient } from '@supabase/supabase-js'
import type { JWTPayload } from 'jose'
import { inject } from 'vitest'
import type { Call } from '../../../src/main/database'
import type { Database } from '../../../src/main/database/database.types'
import type { SigningKey } from '../../../src/main/embedded/keys'
import type { HeaderLines } from './header-lines'
import { openPglite } from './pglite'
import { openPostgres } from './postgres'

export type EngineName = 'pglite' | 'postgres'

/** The engines of this run, for `describe.each`. */
export const engines: EngineName[] = inject('engines')

/** One statement; its rows. Throws the server's error, with its SQLSTATE as `code`. */
export type Sql = <Row = Record<string, unknown>>(text: string, params?: unknown[]) => Promise<Row[]>

export interface EngineOptions {
  /** Applied after the migrations, as the server: functions and tables of the test. */
  sql?: string
  /** Whether pgTAP is there, in schema `extensions`. */
  pgtap?: boolean
  /** What tokens are signed with. Given to two engines, a token of one is good on the other. */
  signingKey?: SigningKey
}

export interface CallerOptions {
  /** Of the token. Without `role` there is no token: the caller is `anon`. */
  claims?: JWTPayload
  /** Sent with every call, and `request.headers` of every statement. */
  headers?: Record<string, string>
}

export interface Caller {
  /** As the application calls: typed, failures are KithErrors. Without an account it refuses by itself. */
  call: Call
  /** supabase-js with this caller's token and headers. */
  client: SupabaseClient<Database>
  /** Any body to a function of the API, for what no client would send. */
  post(name: string, body: string, headers?: Record<string, string>): Promise<Response>
  /**
   * The same with header lines as they are: repeated, in any case. To PostgREST they go over a socket; what the embedded
   * gateway gets is a Request made of them.
   */
  postLines(name: string, body: string, lines: HeaderLines): Promise<Response>
  /** One statement in a transaction of its own, as the caller's role with the caller's claims and headers. */
  sql: Sql
  /** Several statements in one transaction. Rolled back when `work` throws. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>
  /** The same caller with these headers besides. */
  withHeaders(headers: Record<string, string>): this
}

export interface Person extends Caller {
  name: string
  userId: string
}

export interface Engine {
  name: EngineName
  /** Makes the account the first time. */
  signIn(name: string): Promise<Person>
  /** Whoever has no account. */
  nobody: Caller
  /** A caller with any claims and headers, whether or not there is such an account. */
  caller(options: CallerOptions): Caller
  /** Answers what is asked of `http://project.test`, as a Supabase project would. */
  fetch: typeof globalThis.fetch
  /** A signed token. With a negative lifetime (seconds) it has expired already. */
  token(claims: JWTPayload, lifetime?: number): Promise<string>
  /** As the server, above all row security. */
  sql: Sql
  /** Any number of statements, as the server, and the rows of each. What they set stays within. */
  run(text: string): Promise<Record<string, unknown>[][]>
  close(): Promise<void>
}

/** A throw-away database with the project's migrations. */
export function openEngine(name: EngineName, options: EngineOptions = {}): Promise<Engine> {
  return name === 'pglite' ? openPglite(options) : openPostgres(options)
}

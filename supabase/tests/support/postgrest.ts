// PostgREST in front of one database, and what Supabase's gateway does in front of PostgREST.
import { request } from 'node:http'
import type { RequestOptions } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { JSONWebKeySet } from 'jose'
import { startOnLeash } from './leash'
import type { Leash } from './leash'
import { PUBLISHABLE_KEY } from './people'

interface PostgrestOptions {
  /** Of the program. */
  path: string
  socketFolder: string
  database: string
  publicKeys: JSONWebKeySet
}

export interface Postgrest extends Leash {
  /** `http://127.0.0.1:…` */
  address: string
}

export async function startPostgrest(options: PostgrestOptions): Promise<Postgrest> {
  const { path, socketFolder, database, publicKeys } = options
  const port = await freePort()
  const leash = await startOnLeash({
    command: [path],
    ready: /Schema cache loaded/,
    env: {
      PGRST_DB_URI: `postgres://authenticator@/${database}?host=${encodeURIComponent(socketFolder)}`,
      PGRST_DB_SCHEMAS: 'public',
      PGRST_DB_EXTRA_SEARCH_PATH: 'public,extensions',
      PGRST_DB_ANON_ROLE: 'anon',
      PGRST_DB_MAX_ROWS: '1000',
      PGRST_JWT_SECRET: JSON.stringify(publicKeys),
      PGRST_SERVER_HOST: '127.0.0.1',
      PGRST_SERVER_PORT: String(port),
    },
  })
  return { ...leash, address: `http://127.0.0.1:${port}` }
}

/** A request to the project, brought to PostgREST: the key is looked at, the prefix cut off. */
export async function throughGateway(address: string, asked: Request): Promise<Response> {
  const { pathname, search } = new URL(asked.url)
  if (asked.headers.get('apikey') !== PUBLISHABLE_KEY) {
    return Response.json({ message: 'Invalid API key' }, { status: 401 })
  }
  const [, path] = /^\/rest\/v1(\/.*)$/.exec(pathname) ?? []
  if (path === undefined) return new Response(null, { status: 404 })
  const headers = Object.fromEntries(asked.headers)
  // Clients without a session send the key in place of a token.
  if (headers['authorization'] === `Bearer ${PUBLISHABLE_KEY}`) delete headers['authorization']
  const body = Buffer.from(await asked.arrayBuffer())
  return forward(`${address}${path}${search}`, { method: asked.method, headers, signal: asked.signal }, body)
}

/**
 * As gateways do, and unlike fetch: each request has a connection of its own, and an answer counts also when not all was sent. PostgREST
 * refuses a token before it has read what comes with it, and cuts the connection off if that is more than 8 kB.
 */
function forward(address: string, options: RequestOptions, body: Buffer): Promise<Response> {
  return new Promise((resolve, reject) => {
    const asking = request(address, { ...options, agent: false }, (answer) => {
      buffer(answer).then((text) => {
        const status = answer.statusCode ?? 0
        const headers = Object.entries(answer.headersDistinct).flatMap(([name, values = []]) =>
          values.map((value): [string, string] => [name, value]),
        )
        resolve(new Response(text.length === 0 ? null : text, { status, headers }))
      }, reject)
    })
    asking.on('error', (cause) =>
      reject(options.signal?.aborted ? options.signal.reason : new TypeError('fetch failed', { cause })),
    )
    asking.end(body)
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

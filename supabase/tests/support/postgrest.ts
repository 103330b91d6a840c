// PostgREST in front of one database, and what Supabase's gateway does in front of PostgREST.
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
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
export function throughGateway(address: string, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  if (request.headers.get('apikey') !== PUBLISHABLE_KEY) {
    return Promise.resolve(Response.json({ message: 'Invalid API key' }, { status: 401 }))
  }
  const [, path] = /^\/rest\/v1(\/.*)$/.exec(pathname) ?? []
  if (path === undefined) return Promise.resolve(new Response(null, { status: 404 }))
  const forwarded = new Request(`${address}${path}${search}`, request)
  // Clients without a session send the key in place of a token.
  if (forwarded.headers.get('authorization') === `Bearer ${PUBLISHABLE_KEY}`) forwarded.headers.delete('authorization')
  return fetch(forwarded)
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

// The embedded database as a Supabase project: a function from request to response, without any server.
import type { PGlite } from '@electric-sql/pglite'
import { answerAuth } from './auth/auth'
import { countPasswordAttempts } from './auth/password-attempts'
import { logError } from './log'
import { readApiFunctions } from './rest/api-functions'
import type { ApiFunctions } from './rest/api-functions'
import { callFunction } from './rest/call-function'
import { PostgrestError } from './rest/postgrest-error'
import type { Tokens } from './tokens'

export interface GatewayOptions {
  db: PGlite
  tokens: Tokens
  publishableKey: string
  /** See `AuthOptions`: true for the main process's own port and for nothing else. */
  allowLocalAccounts: boolean
  /** What `readApiFunctions` says of the database, where that is known. */
  functions?: ApiFunctions
  now?: () => Date
}

/** Answers one request. Rejects with the signal's reason when it was aborted: nothing of it has happened then. */
export type Gateway = (request: Request) => Promise<Response>

/** Serves a migrated database. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const functions = options.functions ?? (await readApiFunctions(options.db))
  const auth = { ...options, now: options.now ?? (() => new Date()), attempts: countPasswordAttempts() }

  const route = (request: Request): Response | Promise<Response> => {
    const url = new URL(request.url)
    if (!hasKey(request, url, options.publishableKey)) return noKey()
    const authPath = below('/auth/v1', url)
    if (authPath !== undefined) return answerAuth(auth, request, url, authPath)
    const name = below('/rest/v1/rpc/', url)
    if (name) return callFunction({ ...options, functions }, request, url, decodeURIComponent(name))
    return notHere().toResponse()
  }

  return async function answer(request) {
    try {
      request.signal.throwIfAborted()
      const response = await route(request)
      return request.method === 'HEAD' ? new Response(null, response) : response
    } catch (error) {
      if (request.signal.aborted) throw error
      logError('the embedded database could not answer', error)
      return unexpected(error)
    }
  }
}

function hasKey(request: Request, url: URL, publishableKey: string): boolean {
  if (url.pathname === '/auth/v1/.well-known/jwks.json') return true
  return (request.headers.get('apikey') ?? url.searchParams.get('apikey')) === publishableKey
}

function below(prefix: string, { pathname }: URL): string | undefined {
  return pathname.startsWith(prefix) ? pathname.slice(prefix.length) : undefined
}

function noKey(): Response {
  return Response.json({ message: 'Invalid API key' }, { status: 401 })
}

function unexpected(error: unknown): Response {
  const message = error instanceof Error ? error.message : String(error)
  return new PostgrestError(500, { code: 'XX000', message }).toResponse()
}

// Tables too: reading and writing goes through functions. Storage and Realtime are not part of the embedded database.
function notHere(): PostgrestError {
  return new PostgrestError(404, {
    code: 'PGRST125',
    message: 'Invalid path specified in request URL',
    hint: 'The embedded database serves functions only: /rest/v1/rpc/<function>.',
  })
}

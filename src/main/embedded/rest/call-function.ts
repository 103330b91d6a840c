// POST /rest/v1/rpc/<function>, as PostgREST serves it: one call, one transaction, as the caller's role.
import type { PGlite } from '@electric-sql/pglite'
import { asApiRole } from '../as-role'
import type { Tokens } from '../tokens'
import type { ApiFunction, ApiFunctions } from './api-functions'
import { callQuery } from './call-query'
import { chooseFunction } from './choose-function'
import { readCaller } from './claims'
import type { Caller } from './claims'
import { nestingOf } from './nesting'
import { fromDatabase, PostgrestError } from './postgrest-error'
import { readResultShape } from './result-shape'
import type { ResultShape } from './result-shape'

export interface RestOptions {
  db: PGlite
  tokens: Tokens
  publishableKey: string
  functions: ApiFunctions
}

/** Answers a call of a function. Rejects only with the reason of the request's signal, or with what nobody expected. */
export async function callFunction(options: RestOptions, request: Request, url: URL, name: string): Promise<Response> {
  try {
    const caller = await readCaller(request, options.tokens, options.publishableKey)
    if (request.method !== 'POST') {
      throw new PostgrestError(405, { code: 'PGRST101', message: 'Only POST is supported on RPC paths' })
    }
    const body = await readBody(request)
    const chosen = chooseFunction(options.functions, name, body.names)
    const shape = readResultShape(request, url)
    const result = await run(options.db, caller, request, chosen, body, shape)
    return answer(chosen, shape, result)
  } catch (error) {
    if (error instanceof PostgrestError) return error.toResponse()
    throw error
  }
}

interface Body {
  text: string
  names: string[]
}

async function readBody(request: Request): Promise<Body> {
  refuseOtherMedia(request)
  const text = (await request.text()) || '{}'
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new PostgrestError(400, { code: 'PGRST102', message: 'Empty or invalid json' }, { cause })
  }
  if (nestingOf(text) > DEEPEST) {
    const message = 'stack depth limit exceeded'
    const hint = `JSON may be nested ${DEEPEST} levels deep.`
    throw new PostgrestError(413, { code: '54001', message, hint })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PostgrestError(400, { code: 'PGRST102', message: 'All object keys must match' })
  }
  return { text, names: Object.keys(value) }
}

// The stack of the WASM build ends at about 6,000 levels, and it says nothing: the answer is empty and the database broken.
const DEEPEST = 1000

// JSON in, JSON out.
function refuseOtherMedia({ headers }: Request): void {
  const sent = (headers.get('content-type') ?? 'application/json').split(';')[0]?.trim() ?? ''
  if (sent !== 'application/json' && sent !== 'text/plain') {
    throw new PostgrestError(400, { code: 'PGRST102', message: `Content-Type not acceptable: ${sent}` })
  }
  const wanted = headers.get('accept') ?? '*/*'
  if (!/\*\/\*|application\/(\*|json|vnd\.pgrst\.(object|array))/.test(wanted)) {
    throw new PostgrestError(415, { code: 'PGRST107', message: `None of these media types are available: ${wanted}` })
  }
}

interface Result {
  body: string
  count: number
  total: number | null
}

async function run(
  db: PGlite,
  { role, claims }: Caller,
  request: Request,
  chosen: ApiFunction,
  body: Body,
  shape: ResultShape,
): Promise<Result> {
  const query = callQuery(chosen, body.names, shape)
  const settings = {
    search_path: '"public", "extensions"',
    'request.jwt.claims': JSON.stringify({ ...claims, role }),
    'request.method': 'POST',
    'request.path': `/rpc/${chosen.name}`,
    'request.headers': JSON.stringify(Object.fromEntries(request.headers)),
  }
  try {
    return await asApiRole(db, role, settings, async (tx) => {
      await throwIfAborted(request.signal)
      const { rows } = await tx.query<Result>(query.sql, query.needsBody ? [body.text] : [])
      const [result] = rows
      if (!result) throw new Error('the call returned no result row')
      // Thrown in here, because a caller who wanted one row and got another number wants nothing to have happened.
      if (shape.isSingle && chosen.returnsSet && result.count !== 1) throw notSingle(result.count)
      await throwIfAborted(request.signal)
      return result
    })
  } catch (error) {
    throw fromDatabase(error, role)
  }
}

// PGlite holds the thread while a statement runs. Only after a turn of the event loop can an abort that was sent in the
// meantime have arrived.
async function throwIfAborted(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  signal.throwIfAborted()
}

function notSingle(count: number): PostgrestError {
  return new PostgrestError(406, {
    code: 'PGRST116',
    message: 'JSON object requested, multiple (or no) rows returned',
    details: `The result contains ${count} rows`,
  })
}

function answer(chosen: ApiFunction, shape: ResultShape, result: Result): Response {
  if (chosen.returnsVoid) return new Response(null, { status: 204, headers: { 'Content-Range': '0-0/*' } })
  const { offset } = shape
  const { count, total } = result
  if (total !== null && offset > 0 && offset >= total) {
    throw new PostgrestError(
      416,
      {
        code: 'PGRST103',
        message: 'Requested range not satisfiable',
        details: `An offset of ${offset} was requested, but there are only ${total} rows.`,
      },
      { headers: { 'Content-Range': `*/${total}` } },
    )
  }
  const range = count > 0 ? `${offset}-${offset + count - 1}` : '*'
  return new Response(result.body, {
    status: total !== null && count < total ? 206 : 200,
    headers: {
      'Content-Type': `application/${shape.isSingle ? 'vnd.pgrst.object+json' : 'json'}; charset=utf-8`,
      'Content-Range': `${range}/${total ?? '*'}`,
    },
  })
}

// /rest/v1/rpc/<function>, as PostgREST serves it: one call, one transaction, as the caller's role.
import type { PGlite, Transaction } from '@electric-sql/pglite'
import { asApiRole } from '../as-role'
import type { Tokens } from '../tokens'
import type { ApiFunction, ApiFunctions } from './api-functions'
import { answerOf, requireWanted } from './call-answer'
import { readArguments } from './call-arguments'
import { callQuery } from './call-query'
import type { CallResult } from './call-query'
import { chooseFunction } from './choose-function'
import { readCaller } from './claims'
import type { Caller } from './claims'
import { readWantedForm } from './media-types'
import { fromDatabase, PostgrestError } from './postgrest-error'
import { readResultShape } from './result-shape'

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
    const given = await readArguments(request, url)
    const shape = readResultShape(request, url)
    const chosen = chooseFunction(options.functions, name, given)
    const form = readWantedForm(request)
    const query = callQuery(chosen, given.names, shape, request.method === 'HEAD' ? null : form)
    return await asCaller(options.db, caller, request, chosen, async (tx) => {
      const values = query.needsArguments ? [given.textFor(chosen)] : []
      const [result] = (await tx.query<CallResult>(query.sql, values)).rows
      if (!result) throw new Error('the call returned no result row')
      // In here, because whoever wanted one row and got another number wants nothing to have happened.
      requireWanted(chosen, shape, form, result)
      return answerOf(chosen, shape, form, result)
    })
  } catch (error) {
    if (error instanceof PostgrestError) return error.toResponse()
    throw error
  }
}

async function asCaller<T>(
  db: PGlite,
  { role, claims }: Caller,
  request: Request,
  chosen: ApiFunction,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const settings = {
    search_path: '"public", "extensions"',
    'request.jwt.claims': JSON.stringify({ ...claims, role }),
    'request.method': request.method,
    'request.path': `/rpc/${chosen.name}`,
    'request.headers': JSON.stringify(Object.fromEntries(request.headers)),
    'request.cookies': '{}',
    // A function that set them for the session must not decide how the next call is answered.
    'response.status': '',
    'response.headers': '',
    ...((chosen.isReader || request.method !== 'POST') && { transaction_read_only: 'on' }),
  }
  try {
    return await asApiRole(db, role, settings, async (tx) => {
      await throwIfAborted(request.signal)
      const result = await work(tx)
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

// What the store throws: Mastra's own error with an id that does not change, `MASTRA_STORAGE_KITH_<METHOD>_<KIND>`, so
// that its callers can tell bad input from a session that ended, from what is missing and from a database that fails.
import { ErrorCategory, ErrorDomain, MastraError } from '@mastra/core/error'
import { createStorageErrorId } from '@mastra/core/storage'

/**
 * REFUSED: bad input. NOT_FOUND: missing, or another user's, which the database never tells apart. FOREIGN_OWNER: the
 * resource that was given is not the signed-in user's, or not the thread's. NOT_SIGNED_IN: no session, or it has expired.
 * NOT_ALLOWED: a request that may do less. CONFLICT: somebody else is at it, or was first. OFFLINE: no answer at all.
 */
export type FailureKind =
  | 'REFUSED'
  | 'NOT_FOUND'
  | 'FOREIGN_OWNER'
  | 'NOT_SIGNED_IN'
  | 'NOT_ALLOWED'
  | 'CONFLICT'
  | 'OFFLINE'
  | 'FAILED'

/** The caller asked for something that cannot be, or gave something that is not valid. */
export function refused(operation: string, text: string, kind: FailureKind = 'REFUSED'): MastraError {
  return new MastraError({
    id: createStorageErrorId('KITH', operation, kind),
    domain: ErrorDomain.STORAGE,
    category: ErrorCategory.USER,
    text,
  })
}

/** A method of the interface that this store does not have. Nothing was read or written. */
export function unsupported(method: string, what = method): MastraError {
  return refused(method, `${what} is not supported by the Kith store`)
}

/** Runs the work of one operation. What the database throws is kept as the cause, its SQLSTATE in the details. */
export async function during<T>(operation: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw failed(operation, error)
  }
}

/** Runs a check of what the caller gave: whatever it throws is bad input. */
export function checked<T>(operation: string, check: () => T): T {
  try {
    return check()
  } catch (error) {
    if (error instanceof MastraError) throw error
    throw refused(operation, error instanceof Error ? error.message : String(error))
  }
}

function failed(operation: string, error: unknown): MastraError {
  if (error instanceof MastraError) return error
  const reading = read(error)
  const { sqlState, said } = reading
  const kind = kindOf(reading)
  return new MastraError(
    {
      id: createStorageErrorId('KITH', operation, kind),
      domain: ErrorDomain.STORAGE,
      category: callersFault.has(kind) ? ErrorCategory.USER : ErrorCategory.THIRD_PARTY,
      ...(said && { text: `${said}${sqlState && ` (${sqlState})`}` }),
      details: { kind, sqlState },
    },
    error,
  )
}

const callersFault: ReadonlySet<FailureKind> = new Set([
  'REFUSED',
  'NOT_FOUND',
  'FOREIGN_OWNER',
  'NOT_SIGNED_IN',
  'NOT_ALLOWED',
  'CONFLICT',
])

interface Reading {
  /** How whoever provides `call` names it. */
  code: string
  sqlState: string
  hint: string
  said: string
  /** Nobody answered. */
  isOffline: boolean
}

/** By shape, so that this room needs to know no more of whoever provides `call`: Kith's client, or supabase-js as it is. */
function read(error: unknown): Reading {
  const reading: Reading = { code: '', sqlState: '', hint: '', said: '', isOffline: false }
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 4; depth += 1) {
    const { code, hint, message, cause } = at as Record<string, unknown>
    if (typeof code === 'string') {
      reading.code ||= code
      if (/^[0-9A-Z]{5}$|^PGRST\d+$/.test(code)) reading.sqlState ||= code
    }
    if (typeof hint === 'string') reading.hint ||= hint
    // The innermost speaks of what happened, those around it of what it means.
    if (typeof message === 'string' && message !== '') reading.said = message
    reading.isOffline ||= isNoAnswer(at)
    at = cause
  }
  return reading
}

/** postgrest-js puts a request that got no answer into an error without a code. */
function isNoAnswer(error: object): boolean {
  if ('code' in error && error.code === '') return true
  return error instanceof TypeError && error.message === 'fetch failed'
}

function kindOf({ code, sqlState, hint, isOffline }: Reading): FailureKind {
  if (isOffline && sqlState === '') return 'OFFLINE'
  if (hint === 'resource' && sqlState === 'PT403') return 'FOREIGN_OWNER'
  const known = kinds[code] ?? kinds[sqlState]
  return known ?? (sqlState.startsWith('22') ? 'REFUSED' : 'FAILED')
}

const kinds: Record<string, FailureKind> = {
  NOT_SIGNED_IN: 'NOT_SIGNED_IN',
  NOT_ALLOWED: 'NOT_ALLOWED',
  NOT_FOUND: 'NOT_FOUND',
  CONFLICT: 'CONFLICT',
  RUN_IN_PROGRESS: 'CONFLICT',
  INVALID: 'REFUSED',
  PT400: 'REFUSED',
  '23502': 'REFUSED',
  '23514': 'REFUSED',
  PT401: 'NOT_SIGNED_IN',
  '401': 'NOT_SIGNED_IN',
  PGRST301: 'NOT_SIGNED_IN',
  PGRST303: 'NOT_SIGNED_IN',
  PT403: 'NOT_ALLOWED',
  '42501': 'NOT_ALLOWED',
  '25006': 'NOT_ALLOWED',
  PT404: 'NOT_FOUND',
  PT409: 'CONFLICT',
}

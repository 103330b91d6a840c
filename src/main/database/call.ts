// The type everything above the database speaks: one call is one SQL function, one round trip, one transaction.
import type { Database } from './database.types'

type Functions = Database['public']['Functions']
export type FunctionName = keyof Functions

/**
 * Calls a SQL function as the signed-in user.
 * Throws KithError: NOT_SIGNED_IN, NOT_ALLOWED, NOT_FOUND, RUN_IN_PROGRESS, CONFLICT, INVALID, DATABASE_FAILED. Rejects
 * with the signal's reason when aborted.
 */
export type Call = <N extends FunctionName>(
  name: N,
  args: Functions[N]['Args'],
  options?: { signal?: AbortSignal },
) => Promise<Functions[N]['Returns']>

// What the store throws: Mastra's own error, so that its callers can tell bad input from a database that fails.
import { ErrorCategory, ErrorDomain, MastraError } from '@mastra/core/error'
import { createStorageErrorId } from '@mastra/core/storage'

/** The caller asked for something that cannot be, or gave something that is not valid. */
export function refused(operation: string, text: string): MastraError {
  return new MastraError({
    id: createStorageErrorId('KITH', operation, 'REFUSED'),
    domain: ErrorDomain.STORAGE,
    category: ErrorCategory.USER,
    text,
  })
}

/** A method of the interface that this store does not have yet. Nothing was read or written. */
export function unsupported(method: string, what = method): MastraError {
  return refused(method, `${what} is not supported by the Kith store`)
}

/** Runs the work of one operation. What the database throws is kept as the cause. */
export async function during<T>(operation: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof MastraError) throw error
    throw new MastraError(
      {
        id: createStorageErrorId('KITH', operation, 'FAILED'),
        domain: ErrorDomain.STORAGE,
        category: isCallersFault(error) ? ErrorCategory.USER : ErrorCategory.THIRD_PARTY,
      },
      error,
    )
  }
}

/** By the error's code, so that this room needs to know no more of whoever provides `call`. */
function isCallersFault(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return code === 'NOT_FOUND' || code === 'INVALID'
}

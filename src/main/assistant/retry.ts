import { toKithError } from './error-part'

const FIRST_MS = 250
const AT_MOST_MS = 30_000

/** Milliseconds until the next attempt: twice as long after each failure. */
export function retryDelay(failures: number): number {
  return Math.min(AT_MOST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10))
}

/** Whether the same call would fail again however often it is made. */
export function isLasting(error: unknown): boolean {
  const { code } = toKithError(error)
  return code === 'INVALID' || code === 'NOT_FOUND' || code === 'NOT_ALLOWED'
}

/** A database that says nothing for this long has failed; an answer is not held up by one call for ever. */
export const CALL_TIMEOUT_MS = 20_000

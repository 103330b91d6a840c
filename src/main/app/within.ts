import { log } from '../diagnostics/log'

/** What comes of a promise, or an error when it takes too long. */
export function within<T>(promise: Promise<T>, milliseconds: number, tooLate: () => Error): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(tooLate()), milliseconds)
  return Promise.race([promise, late.promise]).finally(() => clearTimeout(timer))
}

/** What comes of a promise, or the signal's reason when it is aborted before. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise
  const aborted = Promise.withResolvers<never>()
  const abort = () => aborted.reject(signal.reason)
  if (signal.aborted) abort()
  else signal.addEventListener('abort', abort)
  return Promise.race([aborted.promise, promise]).finally(() => signal.removeEventListener('abort', abort))
}

/** Resolves when the work is done, has failed (which is logged) or has had its time. */
export async function orAfter(milliseconds: number, work: () => Promise<void>): Promise<void> {
  const deadline = new Promise<void>((resolve) => setTimeout(resolve, milliseconds).unref())
  await Promise.race([work().catch((error: unknown) => log.error('closing failed', error)), deadline])
}

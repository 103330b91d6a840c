/** In milliseconds, but for the page. */
export interface Pace {
  /** How many texts are read, sent and stored together. */
  page: number
  /** Between two pages, for everybody else. */
  between: number
  /** From what is new to its vector. */
  settle: number
  /** Between two attempts: the first time, and in the end. */
  first: number
  most: number
  /** How long an answer waits for the vector of its question. */
  patience: number
  /** How long no question is sent after that had been in vain. */
  rest: number
}

export const usualPace: Pace = {
  page: 32,
  between: 200,
  settle: 1_500,
  first: 5_000,
  most: 300_000,
  patience: 1_500,
  rest: 30_000,
}

export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  const passed = Promise.withResolvers<void>()
  const timer = setTimeout(passed.resolve, milliseconds)
  return unlessAborted(passed.promise, signal).finally(() => clearTimeout(timer))
}

/** What comes of a promise, or the signal's reason when it is aborted before. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>()
  const abort = () => aborted.reject(signal.reason)
  if (signal.aborted) abort()
  else signal.addEventListener('abort', abort)
  return Promise.race([aborted.promise, promise]).finally(() => signal.removeEventListener('abort', abort))
}

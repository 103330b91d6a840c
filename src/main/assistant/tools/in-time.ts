/** The work, or a failure when it takes too long or nobody wants it any more. Who does not listen is not waited for. */
export function inTime<T>(work: Promise<T>, within: number, signal: AbortSignal, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Error('It was stopped.', { cause: signal.reason }))
    const timer = setTimeout(() => reject(new Error(`${what} within ${Math.round(within / 1_000)} seconds.`)), within)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    })
  })
}

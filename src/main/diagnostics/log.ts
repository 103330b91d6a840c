// One line per event on stderr, for whoever started Kith from a terminal. Never a secret, never what people wrote.

export const log = {
  error(event: string, error: unknown): void {
    // oxlint-disable-next-line no-console -- this is the place where a line becomes output
    console.error(`[kith] ${event}: ${describe(error)}`)
  },
}

/** Message and stack of an error and of what caused it. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\n  caused by: ${describe(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}

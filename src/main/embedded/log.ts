/** One line on stderr for what went wrong and could be told to nobody. Never what people wrote. */
export function logError(event: string, error: unknown): void {
  const described = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`[kith] ${event}: ${described}\n`)
}

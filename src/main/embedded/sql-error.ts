/** An error PostgreSQL reported, in contrast to one of our own code or of the engine. */
export interface SqlError extends Error {
  /** SQLSTATE */
  code: string
  severity: string
  detail?: string
  hint?: string
}

export function isSqlError(error: unknown): error is SqlError {
  return error instanceof Error && 'severity' in error && 'code' in error && typeof error.code === 'string'
}

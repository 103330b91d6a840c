// Errors as PostgREST answers them: a status and a body of code, message, details and hint.
import { isSqlError } from '../sql-error'

export class PostgrestError extends Error {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: { code: string; details: string | null; hint: string | null; message: string }

  constructor(
    status: number,
    body: { code: string; message: string; details?: string | null; hint?: string | null },
    options: { headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(body.message, { cause: options.cause })
    this.status = status
    this.headers = options.headers ?? {}
    this.body = { code: body.code, details: body.details ?? null, hint: body.hint ?? null, message: body.message }
  }

  toResponse(): Response {
    const headers = { 'Content-Type': 'application/json; charset=utf-8', ...this.headers }
    return new Response(JSON.stringify(this.body), { status: this.status, headers })
  }
}

/** 401 with the header that says why, as PostgREST answers a token it does not accept. */
export function tokenRefused(message: string): PostgrestError {
  const headers = { 'WWW-Authenticate': `Bearer error="invalid_token", error_description="${message}"` }
  return new PostgrestError(401, { code: 'PGRST301', message }, { headers })
}

/** Turns an error of PostgreSQL into PostgREST's answer for this role. Other errors are returned as they are. */
export function fromDatabase(error: unknown, role: string): unknown {
  if (!isSqlError(error)) return error
  const { code, message, detail, hint } = error
  const status = statusOf(code, role)
  return new PostgrestError(
    status,
    { code, message, details: detail ?? null, hint: hint ?? null },
    { headers: status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}, cause: error },
  )
}

function statusOf(code: string, role: string): number {
  if (code === '42501') return role === 'anon' ? 401 : 403
  const ownStatus = /^PT(\d{3})$/.exec(code)?.[1]
  if (ownStatus !== undefined) return Number(ownStatus)
  return statuses.find(([pattern]) => pattern.test(code))?.[1] ?? 400
}

// First match wins.
const statuses: [RegExp, number][] = [
  [/^(08|53|57P0[123])/, 503],
  [/^2350[35]/, 409],
  [/^25006/, 405],
  [/^(0L|0P|28)/, 403],
  [/^(42883|42P01)/, 404],
  [/^P0001/, 400],
  [/^54/, 413],
  [/^(09|25|2D|38|39|3B|40|55|57|58|F0|HV|P0|XX)/, 500],
]

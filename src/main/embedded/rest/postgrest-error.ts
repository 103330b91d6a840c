// Errors as PostgREST answers them: a status and a body of code, message, details and hint.
import { z } from 'zod'
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
    return responseOf(JSON.stringify(this.body), this.status, new Headers(headers))
  }
}

/** A response, without its body where the status, which SQL may choose, allows none. */
export function responseOf(body: string, status: number, headers: Headers): Response {
  const hasBody = body !== '' && ![204, 205, 304].includes(status)
  return new Response(hasBody ? body : null, { status, headers })
}

/** 401 with the header that says why, as PostgREST answers a token it does not accept. */
export function tokenRefused(message: string): PostgrestError {
  const headers = { 'WWW-Authenticate': `Bearer error="invalid_token", error_description="${message}"` }
  return new PostgrestError(401, { code: 'PGRST301', message }, { headers })
}

export function rangeRefused(details: string, headers: Record<string, string> = {}): PostgrestError {
  return new PostgrestError(416, { code: 'PGRST103', message: 'Requested range not satisfiable', details }, { headers })
}

/** Turns an error of PostgreSQL into PostgREST's answer for this role. Other errors are returned as they are. */
export function fromDatabase(error: unknown, role: string): unknown {
  if (!isSqlError(error)) return error
  const { code, message, detail, hint } = error
  if (code === 'PGRST') return raisedAnswer(message, detail)
  const status = statusOf(code, role)
  return new PostgrestError(
    status,
    { code, message, details: detail ?? null, hint: hint ?? null },
    { headers: status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}, cause: error },
  )
}

const raisedBody = z.object({
  code: z.string(),
  message: z.string(),
  details: z.string().nullish(),
  hint: z.string().nullish(),
})
const raisedRest = z.object({ status: z.int().min(200).max(599), headers: z.record(z.string(), z.string()) })

/** `raise sqlstate 'PGRST'`: the function says the whole answer, as JSON. */
function raisedAnswer(message: string, detail: string | undefined): PostgrestError {
  try {
    const { status, headers } = raisedRest.parse(JSON.parse(detail ?? ''))
    return new PostgrestError(status, raisedBody.parse(JSON.parse(message)), { headers })
  } catch (cause) {
    const words = "The message and detail field of RAISE 'PGRST' error expects JSON"
    return new PostgrestError(500, { code: 'PGRST121', message: words }, { cause })
  }
}

function statusOf(code: string, role: string): number {
  if (code === '42501') return role === 'anon' ? 401 : 403
  const ownStatus = /^PT([2-5]\d\d)$/.exec(code)?.[1]
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
  [/^(09|25|2D|38|39|3B|40|55|57|58|F0|HV|P0|PT|XX)/, 500],
]

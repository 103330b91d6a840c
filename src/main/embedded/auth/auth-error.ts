// Errors as GoTrue answers them. The client reads `code` only when the version header is there.
const API_VERSION = { 'X-Supabase-Api-Version': '2024-01-01' }

/** An answer other than 2xx. Everything permanent is 4xx: the client takes 5xx for a bad network and tries for 25 s. */
export class AuthError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly extra: Record<string, unknown> = {},
  ) {
    super(message)
  }

  toResponse(): Response {
    const body = { code: this.code, message: this.message, ...this.extra }
    return Response.json(body, { status: this.status, headers: { ...API_VERSION, 'x-sb-error-code': this.code } })
  }
}

/** 400: the request itself is wrong. */
export function invalid(message: string): AuthError {
  return new AuthError(400, 'validation_failed', message)
}

export function authAnswer(body: unknown): Response {
  return Response.json(body, { headers: API_VERSION })
}

export function emptyAuthAnswer(): Response {
  return new Response(null, { status: 204, headers: API_VERSION })
}

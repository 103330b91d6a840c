// What every auth route works with, and how it reads a request.
import type { PGlite } from '@electric-sql/pglite'
import type { Tokens } from '../tokens'
import { invalid, AuthError } from './auth-error'
import type { PasswordAttempts } from './password-attempts'

export interface AuthContext {
  db: PGlite
  tokens: Tokens
  now: () => Date
  attempts: PasswordAttempts
}

export type Body = Record<string, unknown>

export async function readBody(request: Request): Promise<Body> {
  const text = await request.text()
  if (text === '') return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new AuthError(400, 'bad_json', 'Could not parse request body as JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AuthError(400, 'bad_json', 'The request body is not an object')
  }
  return value as Body
}

/** A text of the body. Null and missing are the same. */
export function textOf(body: Body, name: string): string | undefined {
  const value = body[name] ?? undefined
  if (value !== undefined && typeof value !== 'string') throw invalid(`${name} must be text`)
  return value
}

/** An object of the body; empty when it is missing. */
export function objectOf(body: Body, name: string): Record<string, unknown> {
  const value = body[name] ?? {}
  if (typeof value !== 'object' || Array.isArray(value)) throw invalid(`${name} must be an object`)
  return value as Record<string, unknown>
}

export function emailOf(body: Body): string | undefined {
  const email = textOf(body, 'email')?.trim().toLowerCase()
  if (!email) return undefined
  if (email.length > 255 || !/^[^\s@]+@[^\s@]+$/.test(email)) {
    throw invalid('Unable to validate email address: invalid format')
  }
  return email
}

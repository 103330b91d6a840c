// What the parts of the fake database share.
import { NO_PERSONA } from '../../../shared/domain/resource-key'
import { KithError } from '../../../shared/errors'
import type { FunctionName } from '../../database/call'
import type { Json } from '../../database/database.types'

/** Arguments as they arrive: what was undefined is not there. */
export type Args = Record<string, Json | undefined>
export type Functions = Partial<Record<FunctionName, (args: Args) => unknown>>

/** What a call may see: null is everything, as it is for the owner. */
export interface Scope {
  vault: string | null
}

export function isInScope({ vault }: Scope, resourceKey: string | null): boolean {
  return vault === null || vault === resourceKey
}

export function text(value: Json | undefined): string {
  if (typeof value !== 'string') throw new TypeError(`${JSON.stringify(value)} is not text`)
  return value
}

export function textOr<T>(value: Json | undefined, other: T): string | T {
  return value === undefined || value === null ? other : text(value)
}

/** A shallow merge: keys that are not named stay. */
export function merged(before: Json | null, change: Json | undefined): Json {
  return { ...(before as object), ...(change as object | undefined) }
}

export function resourceKeyOf(userId: string, personaId: Json | undefined): string {
  return `${userId}:${textOr(personaId, NO_PERSONA)}`
}

export function notAllowed(): never {
  throw new KithError('NOT_ALLOWED', { reason: 'Only the owner may do this.' })
}

export function missing(kind: 'thread' | 'message' | 'run' | 'persona'): never {
  throw new KithError('NOT_FOUND', { kind })
}

let last = 0
/** Strictly later with every call, as `clock_timestamp()` is for practical purposes. */
export function clock(): string {
  last = Math.max(Date.now(), last + 1)
  return new Date(last).toISOString()
}

export function overTheWire(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

/** `jsonb` and `text` hold neither NUL nor half a surrogate pair. */
export function refuseUnstorable(args: Args): void {
  const whole = JSON.stringify(args, (_key, value: unknown) => {
    if (typeof value === 'string' && (value.includes('\u0000') || !value.isWellFormed())) {
      throw new KithError('INVALID', { reason: 'unsupported Unicode escape sequence' })
    }
    return value
  })
  if (whole.length > 16_000_000) throw new KithError('INVALID', { reason: 'too large' })
}

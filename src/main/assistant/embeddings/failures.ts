// What a failure means for making vectors: whether it passes, and when to try again.
import type { ErrorCode, KithError } from '../../../shared/errors'

const lasting: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'PROVIDER_KEY_MISSING',
  'PROVIDER_KEY_REJECTED',
  'PROVIDER_FORBIDDEN',
  'PROVIDER_MODEL_UNKNOWN',
  'PROVIDER_REFUSED',
  'NOT_FOUND',
  'NOT_ALLOWED',
  'INVALID',
])

/** Nothing but the owner changes it. */
export function isLasting({ code }: KithError): boolean {
  return lasting.has(code)
}

const maybeOfOneText: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'PROVIDER_FAILED',
  'STREAM_GARBLED',
  'STREAM_BROKEN',
])

/** Ollama calls a text it cannot take an error of its own (500): the next attempts are made with one at a time. */
export function isMaybeOfOneText({ code }: KithError): boolean {
  return maybeOfOneText.has(code)
}

const LONGEST_WAIT = 6 * 3_600_000

/** Milliseconds until the next attempt: ever longer, and at least as long as the provider asks for. */
export function waitAfter(failure: KithError, failures: number, pace: { first: number; most: number }): number {
  const wanted = 'retryAfterSeconds' in failure.data ? (failure.data.retryAfterSeconds ?? 0) * 1_000 : 0
  const usual = Math.min(pace.most, pace.first * 2 ** Math.min(failures - 1, 20))
  return Math.min(LONGEST_WAIT, Math.max(usual, wanted))
}

// An HTTP status, or the error object that stands for one, as an error a person can act on.
import { KithError } from '../../../shared/errors'
import type { ProviderFacts } from './endpoint'
import { statusOf } from './error-body'
import type { ErrorObject } from './error-body'
import { asSentence, redact } from './redact'

export interface HttpError {
  status: number
  /** From the body, where there was one that could be read. */
  error: ErrorObject | null
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>
}

export function fromStatus(
  { status, error, headers }: HttpError,
  facts: ProviderFacts,
  key: string | null,
  cause?: unknown,
): KithError {
  const data = { provider: facts.provider, host: facts.host, status }
  const options = { cause }
  if (status === 401) return new KithError('PROVIDER_KEY_REJECTED', data, options)
  if (status === 403) return new KithError('PROVIDER_FORBIDDEN', data, options)
  if (status === 404 || status === 405 || error?.code === 'model_not_found') {
    return new KithError('PROVIDER_MODEL_UNKNOWN', { ...data, model: facts.model }, options)
  }
  if (status === 429) {
    const noCredit = error?.code === 'insufficient_quota' || error?.type === 'insufficient_quota'
    const wait = { retryAfterSeconds: retryAfterSeconds(headers), ...(noCredit && { noCredit }) }
    return new KithError('PROVIDER_RATE_LIMITED', { ...data, ...wait }, options)
  }
  if (status >= 500 || status === 408) {
    const wait = retryAfterSeconds(headers)
    return new KithError('PROVIDER_FAILED', { ...data, ...(wait !== null && { retryAfterSeconds: wait }) }, options)
  }
  const reason = asSentence(redact(error?.message ?? 'It gave no reason', key))
  return new KithError('PROVIDER_REFUSED', { ...data, reason }, options)
}

/** An error object that came with a 200. The status it stands for is only named when the provider named one. */
export function fromErrorObject(
  error: ErrorObject,
  facts: ProviderFacts,
  key: string | null,
  cause?: unknown,
): KithError {
  const known = fromStatus({ status: statusOf(error), error, headers: {} }, facts, key, cause)
  if (typeof error.code === 'number') return known
  const { status: _, ...data } = known.data as { status: number; provider: string }
  return new KithError(known.code, data, { cause })
}

/** Seconds to wait, rounded up; null when the provider does not say. Reads seconds, milliseconds and HTTP dates. */
function retryAfterSeconds(headers: HttpError['headers']): number | null {
  const milliseconds = Number.parseFloat(headers['retry-after-ms'] ?? '')
  if (Number.isFinite(milliseconds)) return Math.max(0, Math.ceil(milliseconds / 1000))
  const value = headers['retry-after']?.trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value))
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - Date.now()) / 1000))
}

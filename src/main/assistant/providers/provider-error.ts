// Whatever goes wrong between Kith and a provider, as an error a person can act on. Errors are read by their shape:
// the AI SDK, undici and Mastra wrap each other, and several versions of their classes are in one process.
import { KithError, parseFailure } from '../../../shared/errors'
import type { ProviderFacts } from './endpoint'
import { errorObjectIn, parseJson } from './error-body'
import { fromErrorObject, fromStatus } from './http-error'
import { isTimeout, networkErrorIn, reasonOf } from './network-error'
import { redact } from './redact'

/**
 * Maps anything a model call or its stream failed with. A KithError anywhere in the chain of causes is handed back
 * as it is. What nobody knows counts as STREAM_BROKEN: the answer ended early, and that much is true.
 * The error handed back quotes the provider only where a person needs its words, and never the key; its cause is a
 * summary without request and response bodies, so that logging it tells nobody the conversation.
 */
export function toProviderError(error: unknown, facts: ProviderFacts, key: string | null = null): KithError {
  const chain = chainOf(error)
  const known = chain.map(asKithError).find((one) => one !== null)
  if (known) return known

  const cause = summaryOf(chain, key)
  const data = { provider: facts.provider, host: facts.host }
  const http = chain.find((one) => typeof one['statusCode'] === 'number')
  const status = http?.['statusCode'] as number | undefined

  if (http && status !== undefined && status >= 400) {
    const object = errorObjectIn(http['data'] ?? parseJson(http['responseBody']))
    if (object && cameInStream(http['data'])) return fromErrorObject(object, facts, key, cause)
    return fromStatus({ status, error: object, headers: headersOf(http['responseHeaders']) }, facts, key, cause)
  }
  const network = networkErrorIn(chain)
  if (network) {
    if (isTimeout(network)) return new KithError('PROVIDER_TIMEOUT', { ...data, seconds: 300 }, { cause })
    // A status means that the answer had begun.
    if (status !== undefined) return new KithError('STREAM_BROKEN', data, { cause })
    const reason = redact(reasonOf(network), key)
    return new KithError('PROVIDER_UNREACHABLE', { ...data, reason }, { cause })
  }
  if (chain.some(({ name }) => name === 'AI_LoadAPIKeyError'))
    return new KithError('PROVIDER_KEY_MISSING', data, { cause })
  if (chain.some(({ name }) => garbled.has(String(name)))) return new KithError('STREAM_GARBLED', data, { cause })
  // An error object of a stream as it came, when it said so little that the AI SDK added nothing.
  const object = error instanceof Error ? null : errorObjectIn(error)
  if (object) return fromErrorObject(object, facts, key, cause)
  return new KithError('STREAM_BROKEN', data, { cause })
}

const garbled = new Set([
  'AI_JSONParseError',
  'AI_TypeValidationError',
  'AI_InvalidResponseDataError',
  'AI_EmptyResponseBodyError',
  'AI_NoContentGeneratedError',
])

type Shape = Readonly<Record<string, unknown>>

/** The error, what it was caused by, and what a retry gave up with; outermost first. */
function chainOf(error: unknown): Shape[] {
  const chain: Shape[] = []
  const pending: unknown[] = [error]
  for (let next = pending.shift(); chain.length < 20; next = pending.shift()) {
    if (typeof next === 'object' && next !== null && !chain.includes(next as Shape)) {
      const shape = next as Shape
      chain.push(shape)
      pending.push(shape['cause'], shape['lastError'], ...(Array.isArray(shape['errors']) ? shape['errors'] : []))
    }
    if (pending.length === 0) break
  }
  return chain
}

function asKithError(shape: Shape): KithError | null {
  if (shape instanceof KithError) return shape
  // One that was turned into plain data on its way.
  const failure = shape['name'] === 'KithError' ? parseFailure(shape) : null
  return failure && new KithError(failure.code, failure.data)
}

/**
 * The AI SDK gives an error object of a stream a status of its own making, and keeps the object itself as `data`. For
 * an HTTP error `data` is the body, `{ error: … }`, if it looks like OpenAI's.
 */
function cameInStream(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false
  return !('error' in data) || ('type' in data && data.type === 'error')
}

function summaryOf(chain: readonly Shape[], key: string | null): Error {
  const lines = chain.map(({ name, message }) => [name, message].filter((text) => typeof text === 'string').join(': '))
  return new Error(redact(lines.join(' | '), key))
}

function headersOf(value: unknown): Record<string, string> {
  return typeof value === 'object' && value !== null ? (value as Record<string, string>) : {}
}

// What the tests through a real agent cannot bring about: other people's wrappers, dates, odd bodies.
import { describe, expect, it } from 'vitest'
import { KithError } from '../../../shared/errors'
import { toProviderError } from './provider-error'

const facts = { provider: 'Mine', host: 'models.example', model: 'large' }
const base = { provider: 'Mine', host: 'models.example' }

function apiCallError(fields: object): Error {
  return Object.assign(new Error('call failed'), { name: 'AI_APICallError' }, fields)
}

describe('an error on its way to a person', () => {
  it('is handed back as it is when it already is one, however deep', () => {
    const known = new KithError('PROVIDER_TIMEOUT', { ...base, seconds: 9 })
    expect(toProviderError(new Error('outer', { cause: new Error('inner', { cause: known }) }), facts)).toBe(known)
  })

  it('is read back from plain data', () => {
    const data = { ...base, seconds: 9 }
    const error = toProviderError({ name: 'KithError', code: 'PROVIDER_TIMEOUT', data }, facts)
    expect(error.toFailure()).toEqual({ code: 'PROVIDER_TIMEOUT', data })
  })

  it('is found in what a retry gave up with', () => {
    const retry = Object.assign(new Error('Failed after 3 attempts'), {
      name: 'AI_RetryError',
      errors: [apiCallError({ statusCode: 503 }), apiCallError({ statusCode: 503 })],
      lastError: apiCallError({ statusCode: 401 }),
    })
    expect(toProviderError(retry, facts).toFailure()).toEqual({
      code: 'PROVIDER_KEY_REJECTED',
      data: { ...base, status: 401 },
    })
  })

  it.each([
    [{ 'retry-after': '2.2' }, 3],
    [{ 'retry-after-ms': '1500' }, 2],
    [{ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, null],
    [{}, null],
  ])('waits as %j says: %s', (responseHeaders, retryAfterSeconds) => {
    const error = toProviderError(apiCallError({ statusCode: 429, responseHeaders }), facts)
    expect(error.data).toEqual({ ...base, status: 429, retryAfterSeconds })
  })

  it('counts the seconds until a date', () => {
    const date = new Date(Date.now() + 90_000).toUTCString()
    const { data } = toProviderError(apiCallError({ statusCode: 429, responseHeaders: { 'retry-after': date } }), facts)
    const { retryAfterSeconds } = data as { retryAfterSeconds: number }
    expect(retryAfterSeconds).toBeGreaterThan(60)
    expect(retryAfterSeconds).toBeLessThanOrEqual(90)
  })

  it.each([
    ['{"error":"model is too large"}', 'model is too large.'],
    ['{"detail":"Field required!"}', 'Field required!'],
    ['{"message":"no credit","code":"payment"}', 'no credit.'],
    ['<html>', 'It gave no reason.'],
  ])('quotes the reason from %s', (responseBody, reason) => {
    const error = toProviderError(apiCallError({ statusCode: 422, responseBody }), facts)
    expect(error.toFailure()).toEqual({ code: 'PROVIDER_REFUSED', data: { ...base, status: 422, reason } })
  })

  it('keeps a 500 a failure of the provider even when its body is unusual', () => {
    const error = toProviderError(
      apiCallError({ statusCode: 500, responseBody: '{"detail":"Internal Server Error"}' }),
      facts,
    )
    expect(error.toFailure()).toEqual({ code: 'PROVIDER_FAILED', data: { ...base, status: 500 } })
  })

  it.each(['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'EAI_AGAIN'])(
    '%s is no connection',
    (code) => {
      const error = new TypeError('fetch failed', { cause: Object.assign(new Error(''), { code }) })
      expect(toProviderError(error, facts).toFailure()).toEqual({
        code: 'PROVIDER_UNREACHABLE',
        data: { ...base, reason: code },
      })
    },
  )

  it('tells the words of the first address that refused when both were tried', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED ::1:11434'), { code: 'ECONNREFUSED' })
    const both = Object.assign(new AggregateError([refused], ''), { code: 'ECONNREFUSED' })
    const error = toProviderError(new TypeError('fetch failed', { cause: both }), facts)
    expect(error.data).toEqual({ ...base, reason: 'connect ECONNREFUSED ::1:11434' })
  })

  it('does not carry the conversation or the key in its cause', () => {
    const error = toProviderError(
      apiCallError({ statusCode: 400, requestBodyValues: { input: 'my diary' }, message: 'bad key hunter2hunter2' }),
      facts,
      'hunter2hunter2',
    )
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/diary|hunter2/)
    expect(String(error.cause)).toBe('Error: AI_APICallError: bad key [key]')
  })

  it('survives causes that lead in a circle', () => {
    const one = new Error('one')
    one.cause = new Error('two', { cause: one })
    expect(toProviderError(one, facts).code).toBe('STREAM_BROKEN')
  })

  it.each([undefined, null, 'text', 7])('is a broken stream when it is %j', (error) => {
    expect(toProviderError(error, facts).toFailure()).toEqual({ code: 'STREAM_BROKEN', data: base })
  })
})

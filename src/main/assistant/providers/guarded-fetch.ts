// The only way to a provider. Sends to one origin and nowhere else, does not wait for ever, and hands nothing on that
// cannot be an answer. What it finds out is thrown as a KithError, which the AI SDK passes on.
import { KithError } from '../../../shared/errors'
import type { Endpoint, ProviderFacts } from './endpoint'
import { errorObjectIn, parseJson } from './error-body'
import { guardBody } from './guard-body'
import { fromErrorObject } from './http-error'

/** In milliseconds. */
export interface Patience {
  /** Until the response begins. */
  firstByte: number
  /** Between two pieces of it. */
  idle: number
}

export interface GuardOptions {
  endpoint: Endpoint
  facts: ProviderFacts
  key: string | null
  patience?: Partial<Patience> | undefined
  /** Node's own unless a test brings another. */
  fetch?: typeof globalThis.fetch | undefined
}

/**
 * Near endpoints load a model from disk and read a long prompt at a few tokens a second before their first word. Far
 * ones are quick to begin, and then a reasoning model may think for minutes without a word.
 * undici gives up after 300 s by itself.
 */
export function patienceFor({ isNear }: Endpoint): Patience {
  return isNear ? { firstByte: 300_000, idle: 300_000 } : { firstByte: 120_000, idle: 240_000 }
}

const REDIRECTS = 5

export function guardedFetch(options: GuardOptions): typeof globalThis.fetch {
  const { endpoint, facts, key, fetch = globalThis.fetch } = options
  const patience = { ...patienceFor(endpoint), ...options.patience }
  const data = { provider: facts.provider, host: facts.host }
  const garbled = (status: number) => new KithError('STREAM_GARBLED', { ...data, status })
  const timeout = (milliseconds: number) => new KithError('PROVIDER_TIMEOUT', { ...data, seconds: milliseconds / 1000 })

  return async (input, init = {}) => {
    const ours = new AbortController()
    const signal = init.signal ? AbortSignal.any([init.signal, ours.signal]) : ours.signal
    const timer = setTimeout(() => ours.abort(timeout(patience.firstByte)), patience.firstByte)
    const headers = headersFor(init.headers)
    const send = (url: URL) => fetch(url, { ...init, headers, signal, redirect: 'manual' })

    let response: Response
    try {
      response = await followed(new URL(input instanceof Request ? input.url : input.toString()), send)
    } finally {
      clearTimeout(timer)
    }

    const asksForStream = response.ok && typeof init.body === 'string' && /"stream":\s*true/.test(init.body)
    const gotJson = /json/i.test(response.headers.get('content-type') ?? '')
    const body =
      response.body &&
      guardBody(response.body, {
        idle: patience.idle,
        mustBeEvents: asksForStream && !gotJson,
        silence: () => timeout(patience.idle),
        garbled: () => garbled(response.status),
        abort: (reason) => ours.abort(reason),
      })
    const guarded = new Response(body, response)
    if (asksForStream && gotJson) throw await insteadOfStream(guarded)
    return guarded
  }

  /** Mastra adds the ids of thread and owner to every call: nobody outside needs them. */
  function headersFor(given: RequestInit['headers']): Headers {
    const headers = new Headers(given)
    headers.delete('x-thread-id')
    headers.delete('x-resource-id')
    if (key === null) headers.delete('authorization')
    return headers
  }

  /** Follows within the origin. Elsewhere neither the key nor the conversation may go. */
  async function followed(url: URL, send: (url: URL) => Promise<Response>): Promise<Response> {
    for (let hops = 0; ; hops += 1) {
      if (url.origin !== endpoint.origin) {
        const reason = `It leads on to ${url.origin}, and Kith sends nothing there. Correct the address in the settings, or sign in to this network.`
        throw new KithError('PROVIDER_REFUSED', { ...data, reason })
      }
      const response = await send(url)
      const location = response.headers.get('location')
      if (response.status < 300 || response.status >= 400 || !location) return response
      await response.body?.cancel()
      if (hops === REDIRECTS || !URL.canParse(location, url.href)) {
        throw new KithError('PROVIDER_REFUSED', {
          ...data,
          status: response.status,
          reason: 'It redirects without end.',
        })
      }
      url = new URL(location, url)
    }
  }

  /** JSON where a stream was asked for: an error object, or something that is not an answer. */
  async function insteadOfStream(response: Response): Promise<KithError> {
    const text = await response.text()
    const object = errorObjectIn(parseJson(text))
    if (object) return fromErrorObject(object, facts, key)
    return garbled(response.status)
  }
}

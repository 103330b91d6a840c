import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { redirect, startModelServer } from '../../../../tests/support/model-server'
import type { ModelServer } from '../../../../tests/support/model-server'
import { endpointOf } from './endpoint'
import { guardedFetch, patienceFor } from './guarded-fetch'

let server: ModelServer
beforeEach(async () => {
  server = await startModelServer()
})
afterEach(() => server.close())

function fetchFor(baseUrl: string, fetch?: typeof globalThis.fetch) {
  const endpoint = endpointOf({ kind: 'compatible', name: 'Mine', baseUrl })
  return guardedFetch({ endpoint, facts: { provider: 'Mine', host: endpoint.host, model: '' }, key: 'k', fetch })
}

/** Answers everything with a redirect to itself. */
function circle(): Promise<Response> {
  return Promise.resolve(new Response(null, { status: 302, headers: { location: '/again' } }))
}

describe('the way to a provider', () => {
  it('leads to its own origin and to no other, whoever asks', async () => {
    const elsewhere = await startModelServer()
    try {
      const fetch = fetchFor(server.url)
      await expect(fetch(`${elsewhere.url}/models`)).rejects.toMatchObject({ code: 'PROVIDER_REFUSED' })
      expect(elsewhere.requests).toEqual([])
    } finally {
      await elsewhere.close()
    }
  })

  it('follows a redirect within the origin, with method, body and key', async () => {
    server.setScript((asked) => (asked.index === 0 ? redirect('/v1/responses', 308) : { text: 'here' }))
    const body = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'Hello' }], input: 'Hello' })
    const headers = { authorization: 'Bearer k' }
    const response = await fetchFor(server.url)(`${server.url}/chat/completions`, { method: 'POST', body, headers })
    expect(await response.json()).toMatchObject({ status: 'completed' })
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v1/chat/completions',
      'POST /v1/responses',
    ])
    expect(server.requests[1]).toMatchObject({ body: JSON.parse(body) as object, headers })
  })

  it('does not run in circles', async () => {
    await expect(fetchFor(server.url, circle)(`${server.url}/models`)).rejects.toMatchObject({
      code: 'PROVIDER_REFUSED',
      data: { reason: 'It redirects without end.' },
    })
  })

  it('hands on a key only when there is one', async () => {
    const endpoint = endpointOf({ kind: 'ollama', name: 'Mine', baseUrl: server.origin })
    const fetch = guardedFetch({ endpoint, facts: { provider: 'Mine', host: endpoint.host, model: '' }, key: null })
    await fetch(`${server.url}/models`, { headers: { authorization: 'Bearer ' } })
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization')
  })

  it('waits longer for a model on this computer to begin', () => {
    const near = patienceFor(endpointOf({ kind: 'compatible', name: 'x', baseUrl: 'http://localhost:1234/v1' }))
    const far = patienceFor(endpointOf({ kind: 'openai', name: 'x', baseUrl: 'https://api.openai.com/v1' }))
    expect(near.firstByte).toBeGreaterThan(far.firstByte)
  })
})

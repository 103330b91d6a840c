import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { createFakeDatabase } from '../../store/testing/fake-database'
import { chooseAnswering } from '../personas/choose-answering'

const model = { kind: 'provider' as const, providerId: '6b1f5a8e-3c5d-4f5e-9f0a-000000000001', model: 'llama' }

/** The window of a model whose Ollama answers so to /api/show. */
async function windowWhere(answer: { status?: number; body: unknown }, context: number | null = null) {
  const asked: unknown[] = []
  const server = createServer((request, response) => {
    void (async () => {
      const body = (await request.toArray()).join('')
      asked.push([request.url, JSON.parse(body)])
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' })
      response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body))
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const provider = { id: model.providerId, kind: 'ollama' as const, name: 'Mine', baseUrl, models: [], hasKey: false }
    const settings = {
      view: () => ({
        theme: 'system' as const,
        language: 'system' as const,
        model,
        answering: {},
        providers: [provider],
        acceptedKinds: [],
        vault: 'file' as const,
      }),
      connection: async () => ({ provider, key: null }),
    }
    const prices = { of: async () => ({ context, price: null }) }
    const chosen = await chooseAnswering({ call: createFakeDatabase().call, settings, prices }, null)
    expect(asked).toEqual([])
    const told = await chosen.toldWindow?.()
    return { asked, window: told ?? chosen.window }
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

const show = (context: number | null, parameters?: string) => ({
  body: {
    ...(parameters !== undefined && { parameters }),
    model_info: { 'general.architecture': 'llama', ...(context !== null && { 'llama.context_length': context }) },
    capabilities: ['completion'],
  },
})

describe('an Ollama gives a model', () => {
  test('what it was set to', async () => {
    const parameters = 'stop    "<|eot|>"\nnum_ctx    16384\ntemperature    0.7'
    const { asked, window } = await windowWhere(show(131_072, parameters))
    expect(asked).toEqual([['/api/show', { model: 'llama' }]])
    expect(window).toMatchObject({ size: 16_384, limit: 16_384 })
  })

  test('no more than the model takes, whatever it was set to', async () => {
    expect((await windowWhere(show(8_192, 'num_ctx 65536'))).window).toMatchObject({ size: 8_192 })
  })

  test('its usual when nothing is set, which nobody knows for certain', async () => {
    expect((await windowWhere(show(131_072))).window).toMatchObject({ size: null, limit: 4_096 })
    expect((await windowWhere(show(null, 'temperature 0.7'))).window).toMatchObject({ size: null, limit: 4_096 })
  })

  test('all of a small model', async () => {
    expect((await windowWhere(show(2_048))).window).toMatchObject({ size: 2_048, limit: 2_048 })
  })

  test.each([
    ['an old one', { body: {} }],
    ['nonsense', { body: { model_info: [], parameters: 7, capabilities: 'all' } }],
    ['a refusal', { status: 404, body: { error: 'model not found' } }],
    ['no JSON', { body: '<html>' }],
    ['sizes that are none', show(-1, 'num_ctx -5')],
  ])('as much as is careful where it answers with %s', async (_what, answer) => {
    expect((await windowWhere(answer)).window).toMatchObject({ size: null })
  })

  test('what the owner wrote down, without being asked', async () => {
    const { asked, window } = await windowWhere(show(131_072, 'num_ctx 2048'), 50_000)
    expect([asked, window?.size]).toEqual([[], 50_000])
  })
})

import { afterEach, expect, test, vi } from 'vitest'
import { startModelServer } from '../../../../tests/support/model-server'
import type { ModelServer } from '../../../../tests/support/model-server'
import { findOllama } from './find-ollama'

let server: ModelServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

test('finds the one on this computer, with its models', async () => {
  server = await startModelServer({ models: ['llama', 'qwen'] })
  expect(await findOllama(new URL(server.origin).host)).toEqual({ baseUrl: server.origin, models: ['llama', 'qwen'] })
})

test('where nobody answers, or something else does, there is none', async () => {
  server = await startModelServer({ models: { status: 200, body: '<html>' } })
  expect(await findOllama(server.origin)).toBeNull()
  await server.close()
  expect(await findOllama(server.origin)).toBeNull()
  server = undefined
})

test.each([['192.168.1.7:11434'], ['ollama.example'], ['http://127.0.0.1@evil.example'], ['0.0.0.0'], [''], ['://']])(
  'looks at this computer only, whatever OLLAMA_HOST says: %s',
  async (at) => {
    const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.reject(new Error('nobody')))
    expect(await findOllama(at, fetch)).toBeNull()
    expect(fetch.mock.calls.map(([url]) => url)).toEqual(['http://127.0.0.1:11434/api/tags'])
  },
)

import { Memory } from '@mastra/memory'
import { InMemoryStore } from '@mastra/core/storage'
import { Agent } from '@mastra/core/agent'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { captivePortal, createGate, failure, startModelServer } from '../../../../tests/support/model-server'
import type { ModelServer } from '../../../../tests/support/model-server'
import { askThroughAgent, scriptedProviderId } from '../../../../tests/support/model-server/ask-through-agent'
import { KithError } from '../../../shared/errors'
import { createLanguageModel } from './create-language-model'

const key = 'sk-secret-0123456789'
let server: ModelServer
beforeEach(async () => {
  server = await startModelServer({ script: { text: 'Good morning' } })
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await server.close()
})

function compatibleModel() {
  const provider = {
    id: scriptedProviderId,
    kind: 'compatible' as const,
    name: 'x',
    baseUrl: server.url,
    models: [],
    hasKey: true,
  }
  const settings = { connection: () => Promise.resolve({ provider, key }) }
  return createLanguageModel({ kind: 'provider', providerId: provider.id, model: 'm' }, settings)
}

describe('a model of the owner’s choice', () => {
  it('asks OpenAI through its responses API and has it keep nothing', async () => {
    const asked = await askThroughAgent({ kind: 'openai', baseUrl: server.origin, key })
    expect(asked).toEqual({ text: 'Good morning', errors: [], finishReason: 'stop' })
    expect(server.requests).toMatchObject([
      {
        path: '/v1/responses',
        headers: { authorization: `Bearer ${key}` },
        body: { model: 'practice-large', store: false },
      },
    ])
  })

  it('asks a compatible endpoint through chat completions', async () => {
    const asked = await askThroughAgent({ kind: 'compatible', baseUrl: `${server.url}/`, key })
    expect(asked).toEqual({ text: 'Good morning', errors: [], finishReason: 'stop' })
    expect(server.requests).toMatchObject([
      { path: '/v1/chat/completions', headers: { authorization: `Bearer ${key}` } },
    ])
  })

  it.each([undefined, 'sk-of-somebody-else'])(
    'asks Ollama at its root, without a key, with %s in the environment',
    async (env) => {
      vi.stubEnv('OPENAI_API_KEY', env)
      const asked = await askThroughAgent({ kind: 'ollama', baseUrl: server.origin })
      expect(asked.text).toBe('Good morning')
      expect(server.requests[0]?.path).toBe('/v1/chat/completions')
      expect(server.requests[0]?.headers).not.toHaveProperty('authorization')
    },
  )

  it('tells the provider neither the thread nor the owner', async () => {
    const { model } = await compatibleModel()
    const memory = new Memory({ storage: new InMemoryStore() })
    const agent = new Agent({ id: 'a', name: 'a', instructions: 'i', model, memory })
    await (
      await agent.stream('Hello', { memory: { thread: 'the-thread', resource: 'the-owner' } })
    ).text
    expect(server.requests).toHaveLength(1)
    expect(JSON.stringify(server.requests[0])).not.toMatch(/the-thread|the-owner/)
  })

  it('fails the same when no stream is asked for', async () => {
    server.setScript([failure(401), captivePortal()])
    const { model } = await compatibleModel()
    const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'A title' }] }]
    await expect(model.doGenerate({ prompt })).rejects.toMatchObject({ code: 'PROVIDER_KEY_REJECTED' })
    await expect(model.doGenerate({ prompt })).rejects.toMatchObject({ code: 'STREAM_GARBLED' })
  })

  it('closes the connection when nobody reads on', async () => {
    const gate = createGate()
    gate.open()
    server.setScript({ text: 'one two', gate })
    const { model } = await compatibleModel()
    const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hello' }] }]
    const { stream } = await model.doStream({ prompt })
    await stream.cancel()
    expect(await server.requests[0]?.over).toBe('closed')
  })

  it('says whom it asks', async () => {
    const provider = {
      id: scriptedProviderId,
      kind: 'ollama' as const,
      name: 'My Ollama',
      baseUrl: server.origin,
      models: [],
      hasKey: false,
    }
    const { facts } = await createLanguageModel(
      { kind: 'provider', providerId: provider.id, model: 'qwen3' },
      { connection: () => Promise.resolve({ provider, key: null }) },
    )
    expect(facts).toEqual({ provider: 'My Ollama', host: new URL(server.origin).host, model: 'qwen3' })
  })

  it('does not ask OpenAI without a key', async () => {
    await expect(askThroughAgent({ kind: 'openai', baseUrl: server.url })).rejects.toMatchObject({
      code: 'PROVIDER_KEY_MISSING',
    })
    expect(server.requests).toEqual([])
  })

  it('does not send a key that cannot stand in a header, nor quote it', async () => {
    const odd = 'sk-secret…\n'
    const error: unknown = await askThroughAgent({ kind: 'openai', baseUrl: server.url, key: odd }).catch(
      (cause: unknown) => cause,
    )
    expect(error).toBeInstanceOf(KithError)
    expect(error).toMatchObject({ code: 'PROVIDER_KEY_REJECTED' })
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('sk-secret')
    expect(server.requests).toEqual([])
  })
})

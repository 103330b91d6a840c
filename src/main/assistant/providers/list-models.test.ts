import { afterEach, describe, expect, it } from 'vitest'
import { captivePortal, failure, silence, startModelServer } from '../../../../tests/support/model-server'
import type { ModelServer, ModelServerOptions } from '../../../../tests/support/model-server'
import { scriptedProviderId } from '../../../../tests/support/model-server/ask-through-agent'
import type { ProviderKind } from '../../../shared/contract/settings'
import { listModels } from './list-models'
import type { ProviderOptions } from './create-language-model'

const key = 'sk-secret-0123456789'
let server: ModelServer
afterEach(() => server.close())

/** What it failed with, so that the address of the server is known when it is looked at. */
async function failing(...args: Parameters<typeof list>): Promise<unknown> {
  return await list(...args).then(
    (models) => `no failure, but ${models.join()}`,
    (error: unknown) => error,
  )
}

interface ListOptions extends ProviderOptions {
  key?: string
  baseUrl?: string
  atRoot?: boolean
}

async function list(kind: ProviderKind, options: ModelServerOptions, more: ListOptions = {}) {
  server = await startModelServer(options)
  const {
    key: typed = key,
    baseUrl = kind === 'ollama' || more.atRoot ? server.origin : server.url,
    ...providerOptions
  } = more
  const draft = { id: scriptedProviderId, kind, name: 'Mine', baseUrl, models: [] }
  const draftConnection = () => Promise.resolve({ provider: { ...draft, hasKey: typed !== '' }, key: typed || null })
  return (await listModels(draft, { draftConnection }, providerOptions)).models
}

describe('the list of models', () => {
  it('of a compatible endpoint is whole, sorted and without repeats', async () => {
    const models = ['zephyr', 'Llama-10b', 'llama-9b', 'text-embedding-x', 'zephyr']
    expect(await list('compatible', { models, expectedKey: key })).toEqual([
      'llama-9b',
      'Llama-10b',
      'text-embedding-x',
      'zephyr',
    ])
    expect(server.requests.map(({ path }) => path)).toEqual(['/v1/models'])
  })

  it('of OpenAI leaves out only what cannot chat', async () => {
    const chat = [
      'chatgpt-4o-latest',
      'gpt-3.5-turbo',
      'gpt-5.2',
      'gpt-5.2-pro',
      'o4-mini',
      'o4-mini-deep-research',
      'some-new-model',
    ]
    const other = [
      'text-embedding-3-small',
      'whisper-1',
      'tts-1-hd',
      'dall-e-3',
      'gpt-image-1',
      'omni-moderation-latest',
      'gpt-4o-mini-tts',
      'gpt-4o-realtime-preview',
      'gpt-4o-transcribe',
      'gpt-3.5-turbo-instruct',
      'sora-2',
      'babbage-002',
    ]
    expect(await list('openai', { models: [...other, ...chat], expectedKey: key })).toEqual(chat)
  })

  it('of Ollama comes from its own API, without a key', async () => {
    expect(await list('ollama', { models: ['qwen3:8b', 'llama3.2'] }, { key: '' })).toEqual(['llama3.2', 'qwen3:8b'])
    expect(server.requests[0]?.path).toBe('/api/tags')
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization')
  })

  it('may be empty', async () => {
    expect(await list('ollama', { models: [] })).toEqual([])
  })

  it('is refused with a wrong key', async () => {
    expect(await failing('compatible', { expectedKey: 'another' })).toMatchObject({
      code: 'PROVIDER_KEY_REJECTED',
      data: { provider: 'Mine', host: new URL(server.url).host, status: 401 },
    })
  })

  it('needs a key for OpenAI', async () => {
    expect(await failing('openai', {}, { key: '' })).toMatchObject({ code: 'PROVIDER_KEY_MISSING' })
    expect(server.requests).toEqual([])
  })

  it('that is not there comes with advice about the address', async () => {
    expect(await failing('compatible', { models: failure(404) })).toMatchObject({
      code: 'PROVIDER_REFUSED',
      data: {
        status: 404,
        reason: `There is no list of models at ${server.url}/models. The address may be of another kind.`,
      },
    })
  })

  it('that lies under /v1 comes with that advice', async () => {
    expect(await failing('compatible', {}, { atRoot: true })).toMatchObject({
      code: 'PROVIDER_REFUSED',
      data: {
        status: 404,
        reason: `There is no list of models at ${server.origin}/models. The address may need /v1 at its end.`,
      },
    })
  })

  it.each([
    ['a page of HTML', captivePortal(), 'STREAM_GARBLED'],
    [
      'something else in JSON',
      { status: 200, headers: { 'content-type': 'application/json' }, body: '{"hello":1}' },
      'STREAM_GARBLED',
    ],
    [
      'half of one',
      { status: 200, headers: { 'content-type': 'application/json' }, body: '{"data":[' },
      'STREAM_GARBLED',
    ],
    ['too many requests', failure(429), 'PROVIDER_RATE_LIMITED'],
    ['a failure', failure(502), 'PROVIDER_FAILED'],
    ['a dead socket', { instead: 'socket-destroyed' } as const, 'PROVIDER_UNREACHABLE'],
  ])('fails as a model does for %s', async (_, models, code) => {
    expect(await failing('compatible', { models })).toMatchObject({ code })
  })

  it('is not waited for without end', async () => {
    expect(await failing('ollama', { models: silence }, { patience: { firstByte: 40 } })).toMatchObject({
      code: 'PROVIDER_TIMEOUT',
      data: { seconds: 0.04 },
    })
  })

  it('cannot be had where nobody listens', async () => {
    expect(await failing('ollama', {}, { baseUrl: 'http://127.0.0.1:1' })).toMatchObject({
      code: 'PROVIDER_UNREACHABLE',
    })
  })
})

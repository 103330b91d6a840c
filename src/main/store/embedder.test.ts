import { createOpenAI } from '@ai-sdk/openai'
import { isSupportedEmbeddingModel } from '@mastra/core/vector'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEmbedder } from './embedder'
import type { EmbedderOptions } from './embedder'
import { fitted } from './embedder-models'
import { smallEmbedder } from './testing/small-embedder'

const lengthOf = (vector: readonly number[] = []) => Math.hypot(...vector)
const dot = (a: readonly number[] = [], b: readonly number[] = []) =>
  a.reduce((sum, value, n) => sum + value * (b[n] ?? 0), 0)

async function embed(texts: string[], model = smallEmbedder(), options: EmbedderOptions = {}) {
  return createEmbedder(model, options).doEmbed({ values: texts })
}

test('makes a model of the AI SDK 4 one that Mastra takes, without asking it anything', async () => {
  const requests: unknown[] = []
  const openai = createOpenAI({
    apiKey: 'key',
    fetch: async (_url, init) => {
      requests.push(JSON.parse(init?.body as string))
      const embedding = Array.from({ length: 1_536 }, (_, n) => Math.sin(n))
      return Response.json({ data: [{ embedding }], usage: { prompt_tokens: 3 } })
    },
  })
  const model = openai.embedding('text-embedding-3-small')
  expect(isSupportedEmbeddingModel(model as never)).toBe(false)
  const embedder = createEmbedder(model)
  expect(isSupportedEmbeddingModel(embedder)).toBe(true)
  expect(embedder.modelId).toBe('text-embedding-3-small')
  expect(requests).toEqual([])
  const { embeddings, usage } = await embedder.doEmbed({ values: ['My knee hurts'] })
  expect(embeddings[0]).toHaveLength(1_536)
  expect(usage).toEqual({ tokens: 3 })
  expect(requests).toMatchObject([{ input: ['My knee hurts'], model: 'text-embedding-3-small' }])
})

test('lets a failure of the model through as it is, and works again after it', async () => {
  const model = smallEmbedder()
  const embedder = createEmbedder(model)
  model.failure = new TypeError('fetch failed')
  await expect(embedder.doEmbed({ values: ['a'] })).rejects.toBe(model.failure)
  model.failure = undefined
  expect((await embedder.doEmbed({ values: ['a'] })).embeddings).toHaveLength(1)
})

describe('long texts', () => {
  const sentence = 'My knee hurts when I run. '

  test('are sent in pieces and come back as one vector, between those of others', async () => {
    const model = smallEmbedder()
    const { embeddings, usage } = await embed(['first', sentence.repeat(100), 'last'], model, { pieceBytes: 100 })
    expect(embeddings).toHaveLength(3)
    const [pieces = []] = model.requests
    expect(pieces.length).toBeGreaterThan(30)
    expect(pieces.join('')).toBe(`first${sentence.repeat(100)}last`)
    expect(usage).toEqual({ tokens: pieces.length })
    const [alone] = (await embed([sentence])).embeddings
    expect(dot(embeddings[1], alone)).toBeGreaterThan(0.99)
    expect(dot(embeddings[2], (await embed(['last'])).embeddings[0])).toBeCloseTo(1, 6)
  })

  test('are sent in requests the provider takes', async () => {
    const model = smallEmbedder({ largest: 7 })
    await embed([sentence.repeat(20), sentence.repeat(20)], model, { pieceBytes: 30 })
    expect(model.requests.length).toBeGreaterThan(5)
    expect(model.requests.every((request) => request.length <= 7)).toBe(true)
    const large = smallEmbedder({ modelId: 'text-embedding-3-small' })
    await embed([`${'a'.repeat(99)} `.repeat(10_000)], large)
    expect(large.requests.length).toBeGreaterThan(3)
    expect(large.requests.every((request) => request.join('').length <= 250_000)).toBe(true)
    expect(large.requests.flat().every((piece) => piece.length <= 8_000)).toBe(true)
  })

  test('weigh as much as they are long: a rest of one word changes little', async () => {
    const { embeddings } = await embed([`${'knee '.repeat(19)}moon`], smallEmbedder(), { pieceBytes: 95 })
    const [knee, moon] = (await embed(['knee', 'moon'])).embeddings
    expect(dot(embeddings[0], knee)).toBeGreaterThan(10 * dot(embeddings[0], moon))
  })
})

describe('vectors of another length', () => {
  test('that are shorter get zeros, which changes no angle', () => {
    const short = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 384, maxLength: 384 })
    fc.assert(
      fc.property(short, short, (a, b) => {
        const [longA, longB] = [fitted('any', a), fitted('any', b)]
        expect(longA).toHaveLength(1_536)
        expect(dot(longA ?? [], longB ?? [])).toBeCloseTo(dot(a, b), 9)
        expect(longA?.slice(0, 384)).toEqual(a)
      }),
      { numRuns: 20 },
    )
  })

  test('that are longer are cut where the model is made for it, and have length 1 again', async () => {
    for (const modelId of [
      'text-embedding-3-large',
      'openai/text-embedding-3-large',
      'models/gemini-embedding-001',
      'Qwen/Qwen3-Embedding-8B',
      'qwen3-embedding:4b-q4_K_M',
    ]) {
      const { embeddings } = await embed(['My knee hurts'], smallEmbedder({ modelId, length: 3_072 }))
      expect(embeddings[0]).toHaveLength(1_536)
      expect(lengthOf(embeddings[0])).toBeCloseTo(1, 6)
    }
  })

  test('are refused where nothing says that they can be cut, with the reason', async () => {
    for (const modelId of ['some-model', 'text-embedding-3-large-finetuned', 'my-qwen3-embedding-0.6b']) {
      await expect(embed(['My knee'], smallEmbedder({ modelId, length: 3_072 }))).rejects.toMatchObject({
        id: 'MASTRA_VECTOR_KITH_EMBED_REFUSED',
        category: 'USER',
        message: expect.stringContaining('have 3072 numbers, the database keeps 1536'),
      })
    }
  })

  test('are refused when the model changes its mind', async () => {
    const model = smallEmbedder({ length: 384 })
    const embedder = createEmbedder(model)
    await embedder.doEmbed({ values: ['a'] })
    model.doEmbed = smallEmbedder({ length: 768 }).doEmbed
    await expect(embedder.doEmbed({ values: ['a'] })).rejects.toThrow('of 384 numbers before and of 768 now')
  })
})

test('takes no vector for another text', async () => {
  const model = smallEmbedder()
  model.doEmbed = async () => ({ embeddings: [[1]] })
  await expect(embed(['a', 'b'], model)).rejects.toThrow('gave 1 vectors for 2 texts')
  model.doEmbed = async () => ({ embeddings: [[0, 0]] })
  await expect(embed(['a'], model)).rejects.toThrow('points nowhere')
})

test('is called by another name where the provider has one of its own', async () => {
  expect(createEmbedder(smallEmbedder({ modelId: 'production' }), { name: 'text-embedding-3-small' }).modelId).toBe(
    'text-embedding-3-small',
  )
  expect(() => createEmbedder(smallEmbedder({ modelId: '' }))).toThrow('1 to 200 characters')
})

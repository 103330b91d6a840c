import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { makeResourceKey } from '../../shared/domain/resource-key'
import { backfillEmbeddings } from './backfill-embeddings'
import type { BackfillOptions, BackfillProgress } from './backfill-embeddings'
import { createEmbedder } from './embedder'
import { PendingVectors } from './pending-vectors'
import { SupabaseVector } from './supabase-vector'
import { openRealDatabase } from './testing/real-database'
import type { RealDatabase } from './testing/real-database'
import { smallEmbedder } from './testing/small-embedder'
import type { SmallEmbedder } from './testing/small-embedder'

let database: RealDatabase
let model: SmallEmbedder
let personaId: string
let threadId: string

beforeAll(async () => {
  database = await openRealDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.erase()
  model = smallEmbedder()
  personaId = crypto.randomUUID()
  threadId = crypto.randomUUID()
  await database.call('ai_save_persona', { id: personaId, name: 'Coach' })
  await database.call('ai_save_thread', { thread_id: threadId, persona_id: personaId })
})

async function save(...texts: string[]): Promise<string[]> {
  const messages = texts.map((text) => ({
    message_id: crypto.randomUUID(),
    thread_id: threadId,
    role: 'user',
    content: text,
  }))
  await database.call('ai_save_messages', { messages })
  return messages.map((message) => message.message_id)
}

const many = (count: number) => Array.from({ length: count }, (_, n) => `Message ${n}`)
const run = (options: Partial<BackfillOptions> = {}) =>
  backfillEmbeddings({ call: database.call, embedder: createEmbedder(model), ...options })
const vectors = () =>
  new SupabaseVector({ call: database.call, model: model.modelId, pendingVectors: new PendingVectors() })
const missing = async () => (await vectors().coverage()).message.missing
const refusal = (statusCode: number) => Object.assign(new Error('refused'), { statusCode })

test('gives messages and memories their vectors, a page at a time, and says how far it is', async () => {
  const [knee] = await save('My knee hurts', ...many(24))
  await database.call('ai_save_memory', {
    memory_id: crypto.randomUUID(),
    content: 'Prefers tea.',
    persona_id: personaId,
  })
  const seen: BackfillProgress[] = []
  const outcome = await run({ pageSize: 10, onProgress: (progress) => seen.push(progress) })
  expect(outcome).toEqual({ status: 'complete', embedded: 26, refused: 0, remaining: 0 })
  expect(seen.map(({ remaining }) => remaining)).toEqual([16, 6, 1, 0])
  expect(model.requests.map(({ length }) => length)).toEqual([10, 10, 5, 1])
  expect(await vectors().coverage()).toEqual({
    message: { total: 25, embedded: 25, missing: 0 },
    memory: { total: 1, embedded: 1, missing: 0 },
  })
  const { embeddings } = await createEmbedder(model).doEmbed({ values: ['My knee hurts'] })
  const [found] = await vectors().query({
    indexName: 'memory_messages',
    queryVector: embeddings[0] ?? [],
    filter: { thread_id: threadId },
  })
  expect(found).toMatchObject({ id: knee })
  expect(found?.score).toBeCloseTo(1, 4)
})

test('has nothing to do the second time', async () => {
  await save(...many(3))
  await run()
  model.requests = []
  expect(await run()).toEqual({ status: 'complete', embedded: 0, refused: 0, remaining: 0 })
  expect(model.requests).toEqual([])
})

test('makes vectors of the current model where there are those of another', async () => {
  await save(...many(3))
  await run()
  model = smallEmbedder({ modelId: 'newer' })
  expect(await missing()).toBe(3)
  expect(await run()).toMatchObject({ status: 'complete', embedded: 3 })
  expect(await missing()).toBe(0)
})

test('does one persona at a time when it is asked to', async () => {
  await save(...many(2))
  expect(await run({ resourceId: makeResourceKey(database.userId, null) })).toMatchObject({ embedded: 0 })
  expect(await run({ resourceId: makeResourceKey(database.userId, personaId) })).toMatchObject({ embedded: 2 })
  expect(await run({ resourceId: 'ana' })).toMatchObject({
    status: 'failed',
    error: { id: 'MASTRA_VECTOR_KITH_BACKFILL_REFUSED' },
  })
})

test('goes on where it was aborted', async () => {
  await save(...many(25))
  const controller = new AbortController()
  const aborted = await run({ pageSize: 10, signal: controller.signal, onProgress: () => controller.abort() })
  expect(aborted).toEqual({ status: 'aborted', embedded: 10, refused: 0, remaining: 15 })
  expect(await missing()).toBe(15)
  expect(await run({ signal: controller.signal })).toMatchObject({ status: 'aborted', embedded: 0 })
  expect(await run()).toMatchObject({ status: 'complete', embedded: 15 })
})

test('ends with the reason when nobody answers, and goes on later', async () => {
  await save(...many(5))
  model.failure = new TypeError('fetch failed')
  expect(await run()).toEqual({ status: 'failed', error: model.failure, embedded: 0, refused: 0, remaining: 5 })
  const down = await run({ call: () => Promise.reject(new Error('down')) })
  expect(down).toMatchObject({ status: 'failed', error: { id: 'MASTRA_VECTOR_KITH_BACKFILL_FAILED' } })
  model.failure = undefined
  expect(await run()).toMatchObject({ status: 'complete', embedded: 5 })
})

test('passes over a text that the model does not take, and gives the others theirs', async () => {
  await save('poison', ...many(3), 'poison', ...many(3))
  const embed = model.doEmbed
  model.doEmbed = async (options) => {
    if (options.values.includes('poison')) throw refusal(400)
    return embed(options)
  }
  expect(await run({ pageSize: 2 })).toEqual({ status: 'complete', embedded: 6, refused: 2, remaining: 0 })
  expect(await missing()).toBe(2)
})

test('does not take a wrong key for thousands of wrong texts', async () => {
  await save(...many(20))
  for (const statusCode of [400, 401, 429]) {
    model.requests = []
    model.failure = refusal(statusCode)
    expect(await run({ pageSize: 5 })).toMatchObject({ status: 'failed', error: model.failure, remaining: 20 })
    expect(model.requests.length).toBeLessThanOrEqual(6)
  }
})

test('gives no vector to words that have changed meanwhile', async () => {
  const [id = ''] = await save('My knee hurts', 'It is raining')
  const embed = model.doEmbed
  model.doEmbed = async (options) => {
    model.doEmbed = embed
    await database.call('ai_update_messages', { messages: [{ message_id: id, content: 'My elbow hurts' }] })
    return embed(options)
  }
  expect(await run()).toMatchObject({ status: 'complete', embedded: 1 })
  expect(await missing()).toBe(1)
  expect(await run()).toMatchObject({ status: 'complete', embedded: 1 })
  expect(model.requests.at(-1)).toEqual(['My elbow hurts'])
})

test('keeps to so many texts a minute, and can be aborted while it waits', async () => {
  // Under a clock that is moved by hand a real database would wait for ever.
  let texts = Array.from({ length: 6 }, (_, n) => ({ id: `${n}`, said: `Message ${n}`, text_hash: 'hash' }))
  const answers: Record<string, (args: { max_rows: number; rows: { id: string }[] }) => unknown> = {
    ai_embedding_coverage: () => [{ kind: 'message', missing: texts.length }],
    ai_messages_to_embed: ({ max_rows: most }) => texts.slice(0, most),
    ai_save_embeddings: ({ rows }) => {
      texts = texts.filter(({ id }) => !rows.some((row) => row.id === id))
      return rows.length
    },
  }
  const call = (async (name: string, args: never) => answers[name]?.(args)) as BackfillOptions['call']
  vi.useFakeTimers()
  try {
    const controller = new AbortController()
    const waiting = run({ call, pageSize: 2, textsPerMinute: 4, signal: controller.signal })
    await vi.advanceTimersByTimeAsync(29_999)
    expect(texts).toHaveLength(4)
    await vi.advanceTimersByTimeAsync(1)
    expect(texts).toHaveLength(2)
    controller.abort()
    expect(await waiting).toEqual({ status: 'aborted', embedded: 4, refused: 0, remaining: 2 })
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

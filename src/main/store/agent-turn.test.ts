// Real turns of a real agent over a scripted model: how often they go to the database, and what is in it afterwards.
import { Agent } from '@mastra/core/agent'
import { noopLogger } from '@mastra/core/logger'
import { MastraVector } from '@mastra/core/vector'
import type { QueryResult, QueryVectorParams, UpsertVectorParams } from '@mastra/core/vector'
import { Memory } from '@mastra/memory'
import { beforeEach, expect, test, vi } from 'vitest'
import { saying, scriptedModel } from '../assistant/testing/scripted-model'
import { PendingVectors } from './pending-vectors'
import { SupabaseStore } from './supabase-store'
import { openStorage, textOf } from './testing/open-storage'

const open = openStorage()
const SIZE = 1_536

/** As a vector store on this database behaves: a query is a call, and what has no message yet waits. */
class TestVector extends MastraVector {
  readonly #pending: PendingVectors
  constructor(pending: PendingVectors) {
    super({ id: 'test' })
    this.#pending = pending
  }
  async query({ queryVector, topK, filter }: QueryVectorParams): Promise<QueryResult[]> {
    const rows = await open.recorded.call('ai_search_messages_vector', {
      p_query: JSON.stringify(queryVector),
      p_top_k: topK,
      p_model: 'test',
      p_resource_key: (filter as { resource_id?: string } | undefined)?.resource_id,
    })
    return rows.map((row) => ({
      id: row.message_id ?? '',
      score: row.similarity ?? 0,
      metadata: { message_id: row.message_id, thread_id: row.thread_id },
    }))
  }
  async upsert({ vectors, metadata = [] }: UpsertVectorParams): Promise<string[]> {
    return vectors.map((vector, n) => {
      const id = String(metadata[n]?.['message_id'])
      this.#pending.put(id, vector, 'test')
      return id
    })
  }
  async createIndex() {}
  async listIndexes() {
    return ['memory_messages']
  }
  async describeIndex() {
    return { dimension: SIZE, count: 0, metric: 'cosine' as const }
  }
  async deleteIndex() {}
  async updateVector() {}
  async deleteVector() {}
  async deleteVectors() {}
}

const embedder = {
  specificationVersion: 'v3' as const,
  provider: 'test',
  modelId: 'test',
  maxEmbeddingsPerCall: 100,
  supportsParallelCalls: true,
  async doEmbed({ values }: { values: string[] }) {
    const embeddings = values.map((value) =>
      Array.from({ length: SIZE }, (_, n) => (n === value.length % SIZE ? 1 : 0.01)),
    )
    return { embeddings, warnings: [] }
  },
}

/** The calls of the last turn: those before the first token, and all of them. */
let calls: { before: string[]; all: string[] }
beforeEach(() => {
  calls = { before: [], all: [] }
})

async function turn(threadId: string, text: string, options: { recalls?: boolean; thinksLong?: boolean } = {}) {
  const { database, recorded, resourceId } = open
  const pendingVectors = new PendingVectors()
  const storage = new SupabaseStore({ call: recorded.call, userId: database.userId, pendingVectors })
  const { model, prompts } = scriptedModel(() => {
    calls.before = [...recorded.names]
    if (options.thinksLong) vi.advanceTimersByTime(30_000)
    return saying('An answer.')({} as never)
  })
  const agent = new Agent({
    id: 'kith',
    name: 'Kith',
    instructions: 'Answer.',
    model,
    memory: new Memory({
      storage,
      ...(options.recalls && { vector: new TestVector(pendingVectors), embedder: embedder as never }),
      options: {
        lastMessages: 10,
        workingMemory: { enabled: true },
        semanticRecall: options.recalls ? { topK: 2, messageRange: 1 } : false,
      },
    }),
  })
  agent.__setLogger(noopLogger)
  recorded.names.length = 0
  vi.useFakeTimers({ toFake: ['performance'] })
  try {
    const output = await agent.stream(text, { memory: { thread: threadId, resource: resourceId } })
    await output.consumeStream()
    expect(await output.finishReason).toBe('stop')
    expect(output.error).toBeUndefined()
  } finally {
    vi.useRealTimers()
  }
  calls.all = [...recorded.names]
  return JSON.stringify(prompts[0]?.prompt)
}

test('a plain turn makes two calls before the first token, and three in all', async () => {
  const threadId = crypto.randomUUID()
  await open.storage.updateResource({ resourceId: open.resourceId, workingMemory: 'Her knee hurts.' })
  expect(await turn(threadId, 'Hello!')).toContain('Her knee hurts.')
  expect(calls.before).toEqual(['ai_open_turn', 'ai_begin_turn'])
  expect(calls.all).toEqual([...calls.before, 'ai_store_messages'])

  expect(await turn(threadId, 'And now?')).toContain('Hello!')
  expect(calls.before).toEqual(['ai_open_turn'])
  expect(calls.all).toEqual(['ai_open_turn', 'ai_store_messages'])

  const { messages } = await open.storage.listMessages({ threadId })
  expect(messages.map(textOf)).toEqual(['Hello!', 'An answer.', 'And now?', 'An answer.'])
})

test('a turn with recall makes four at most before the first token, and six in all, however long the model thinks', async () => {
  const options = { recalls: true, thinksLong: true }
  await turn(crypto.randomUUID(), 'My knee hurts.', options)
  const threadId = crypto.randomUUID()
  await turn(threadId, 'Does my knee still hurt?', options)
  expect(calls.before).toEqual(['ai_open_turn', 'ai_begin_turn', 'ai_search_messages_vector', 'ai_query_messages'])
  expect(calls.all).toEqual([...calls.before, 'ai_open_turn', 'ai_store_messages'])

  expect(await turn(threadId, 'What did I say about my knee?', options)).toContain('My knee hurts.')
  expect(calls.before).toEqual(['ai_open_turn', 'ai_search_messages_vector', 'ai_query_messages'])
  expect(calls.all).toEqual([...calls.before, 'ai_open_turn', 'ai_store_messages'])
  const [coverage] = await open.database.call('ai_embedding_coverage', { model: 'test', all_personas: true })
  expect(coverage).toMatchObject({ missing: 0 })
})

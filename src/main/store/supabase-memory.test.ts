// Mastra's real memory and a real agent over the storage and the vectors of the real database.
import { Agent } from '@mastra/core/agent'
import type { MastraDBMessage } from '@mastra/core/agent'
import { MastraError } from '@mastra/core/error'
import { noopLogger } from '@mastra/core/logger'
import { beforeEach, describe, expect, test } from 'vitest'
import { saying, scriptedModel } from '../assistant/testing/scripted-model'
import { backfillEmbeddings } from './backfill-embeddings'
import { createEmbedder } from './embedder'
import { SupabaseMemory } from './supabase-memory'
import { SupabaseStore } from './supabase-store'
import { INDEX, openVectors } from './testing/open-vectors'
import { smallEmbedder } from './testing/small-embedder'
import type { SmallEmbedder } from './testing/small-embedder'

const open = openVectors()
let model: SmallEmbedder
let memory: SupabaseMemory

beforeEach(() => {
  model = smallEmbedder()
  memory = memoryOf(model)
})

function memoryOf(embeddings: SmallEmbedder): SupabaseMemory {
  const { database, pending, vectorsOf } = open
  const call: typeof database.call = (name, args, options) => {
    open.calls.push(name)
    return database.call(name, args, options)
  }
  const options = { call, userId: database.userId, pendingVectors: pending }
  const opened = new SupabaseMemory({
    storage: new SupabaseStore(options),
    vector: vectorsOf(embeddings.modelId),
    embedder: createEmbedder(embeddings),
    options: { lastMessages: 10, semanticRecall: { topK: 2, messageRange: 1 } },
  })
  opened.__setLogger(noopLogger)
  return opened
}

/** What the model was sent. */
async function turn(threadId: string, text: string, using = memory): Promise<string> {
  // Never the same twice: Mastra remembers what it has embedded, for the whole process.
  const { model: language, prompts } = scriptedModel(saying(`I see ${crypto.randomUUID()}.`))
  const agent = new Agent({ id: 'kith', name: 'Kith', instructions: 'Answer.', model: language, memory: using })
  agent.__setLogger(noopLogger)
  const output = await agent.stream(text, { memory: { thread: threadId, resource: open.resourceId } })
  await output.consumeStream()
  expect(await output.finishReason).toBe('stop')
  expect(output.error).toBeUndefined()
  return JSON.stringify(prompts[0]?.prompt)
}

function message(threadId: string, text: string, more: Partial<MastraDBMessage> = {}): MastraDBMessage {
  return {
    id: crypto.randomUUID(),
    role: 'user',
    createdAt: new Date(),
    threadId,
    resourceId: open.resourceId,
    content: { format: 2, parts: [{ type: 'text', text }] },
    ...more,
  }
}

async function newThread(): Promise<string> {
  const { id } = await memory.createThread({ resourceId: open.resourceId, title: 'Talk' })
  return id
}

/** How near the nearest message is to a text: 1 when it has exactly the vector of this text. */
async function nearest(text: string, threadId: string): Promise<{ id: string; score: number } | undefined> {
  const queryVector = await open.embed(text)
  const [found] = await open.vectors.query({ indexName: INDEX, queryVector, filter: { thread_id: threadId }, topK: 1 })
  return found && { id: found.id, score: Math.round(found.score * 1_000) / 1_000 }
}

const counted = async () => (await open.vectors.coverage()).message

describe('with the whole memory domain', () => {
  test('a turn leaves both its messages with a vector, and nothing that waits', async () => {
    const threadId = crypto.randomUUID()
    await turn(threadId, 'My knee hurts')
    expect(await counted()).toEqual({ total: 2, embedded: 2, missing: 0 })
    expect(open.pending.size).toBe(0)
    expect(await nearest('My knee hurts', threadId)).toMatchObject({ score: 1 })
    expect(open.calls).not.toContain('ai_place_embeddings')
  })

  test('a turn in another thread recalls it, in six calls at most', async () => {
    await turn(crypto.randomUUID(), 'My knee hurts when I run')
    const threadId = crypto.randomUUID()
    open.calls.length = 0
    expect(await turn(threadId, 'Does my knee hurt?')).toContain('My knee hurts when I run')
    expect(open.calls.length).toBeLessThanOrEqual(6)
    const { messages } = await memory.recall({
      threadId: await newThread(),
      resourceId: open.resourceId,
      vectorSearchString: 'knee hurts when I run',
    })
    expect(JSON.stringify(messages)).toContain('My knee hurts when I run')
  })

  test('asks the model nothing but the texts', async () => {
    const threadId = crypto.randomUUID()
    await turn(threadId, `My knee ${threadId}`)
    expect(model.requests.flat()).not.toContain('a')
    expect(model.requests.flat()).toContain(`My knee ${threadId}`)
  })

  test('messages that are saved directly have theirs, however long, and step by step', async () => {
    const threadId = await newThread()
    const long = 'My knee hurts when I run. '.repeat(1_500)
    const answer = message(threadId, 'Which one?', { role: 'assistant' })
    await memory.saveMessages({ messages: [message(threadId, 'My knee hurts'), message(threadId, long), answer] })
    expect(await counted()).toEqual({ total: 3, embedded: 3, missing: 0 })
    const further = message(threadId, 'Which one? The left?', {
      ...answer,
      content: { format: 2, parts: [{ type: 'text', text: 'Which one? The left?' }] },
    })
    await memory.saveMessages({ messages: [further] })
    expect(await nearest('Which one? The left?', threadId)).toEqual({ id: answer.id, score: 1 })
    expect(await counted()).toMatchObject({ missing: 0 })
    expect(open.pending.size).toBe(0)
  })

  test('changed words have a vector of their own', async () => {
    const threadId = await newThread()
    const said = message(threadId, 'My knee hurts')
    await memory.saveMessages({ messages: [said] })
    await memory.updateMessages({
      messages: [{ id: said.id, content: { parts: [{ type: 'text', text: 'My elbow hurts' }] } }] as never,
    })
    expect(await nearest('My elbow hurts', threadId)).toEqual({ id: said.id, score: 1 })
    expect(await counted()).toMatchObject({ embedded: 1, missing: 0 })
    expect(open.pending.size).toBe(0)
  })

  test('deleted messages lose theirs, also when they come back', async () => {
    const threadId = await newThread()
    const [first, second] = [message(threadId, 'My knee hurts'), message(threadId, 'It is raining')]
    await memory.saveMessages({ messages: [first, second] })
    await memory.deleteMessages([first.id])
    await memory.settled()
    expect(await nearest('My knee hurts', threadId)).toMatchObject({ id: second.id })
    await open.database.call('ai_restore_messages', { message_ids: [first.id] })
    expect(await counted()).toEqual({ total: 2, embedded: 1, missing: 1 })
  })

  test('a deleted thread takes its own vectors along and nobody else’s', async () => {
    const [threadId, other] = [await newThread(), await newThread()]
    await memory.saveMessages({ messages: [message(threadId, 'My knee hurts'), message(other, 'My elbow hurts')] })
    await memory.deleteThread(threadId)
    await memory.settled()
    expect(await nearest('My knee hurts', threadId)).toBeUndefined()
    expect(await counted()).toEqual({ total: 1, embedded: 1, missing: 0 })
    await open.database.call('ai_restore_thread', { thread_id: threadId })
    expect(await counted()).toEqual({ total: 2, embedded: 1, missing: 1 })
  })

  test('a first run without a network answers; a backfill and the next run make up for it', async () => {
    model.failure = new TypeError('fetch failed')
    const threadId = crypto.randomUUID()
    await turn(threadId, `My knee hurts since ${threadId}`)
    expect(await counted()).toEqual({ total: 2, embedded: 0, missing: 2 })
    model.failure = undefined
    await turn(crypto.randomUUID(), `And now, ${threadId}?`)
    expect(await counted()).toEqual({ total: 4, embedded: 2, missing: 2 })
    const { call } = open.database
    expect(await backfillEmbeddings({ call, embedder: createEmbedder(model) })).toMatchObject({
      status: 'complete',
      embedded: 2,
    })
    expect(await turn(crypto.randomUUID(), 'When does my knee hurt since?')).toContain(
      `My knee hurts since ${threadId}`,
    )
  })

  test('two models in one process keep apart, also the same words', async () => {
    const text = `My knee hurts ${crypto.randomUUID()}`
    await turn(crypto.randomUUID(), text)
    const newer = smallEmbedder({ modelId: 'newer' })
    expect(await turn(crypto.randomUUID(), text, memoryOf(newer))).not.toContain('remembered_from_other')
    expect(newer.requests.flat()).toContain(text)
    expect((await open.vectorsOf('newer').coverage()).message).toEqual({ total: 4, embedded: 2, missing: 2 })
  })
})

test('refuses to keep the vectors of one model as those of another', () => {
  const storage = new SupabaseStore({ call: open.database.call, userId: open.database.userId })
  const attempt = () =>
    new SupabaseMemory({ storage, vector: open.vectorsOf('other'), embedder: createEmbedder(model) })
  expect(attempt).toThrow(MastraError)
  expect(attempt).toThrow('Vectors of small cannot be kept as those of other')
})

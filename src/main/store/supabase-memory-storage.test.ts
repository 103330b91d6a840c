import { MastraError } from '@mastra/core/error'
import type { MastraDBMessage } from '@mastra/core/agent'
import type { StorageListMessagesInput } from '@mastra/core/storage'
import { beforeEach, describe, expect, test } from 'vitest'
import { makeResourceKey } from '../../shared/domain/resource-key'
import { KithError } from '../../shared/errors'
import { SupabaseMemoryStorage } from './supabase-memory-storage'
import { SupabaseStore } from './supabase-store'
import { createFakeDatabase } from './testing/fake-database'
import type { FakeDatabase } from './testing/fake-database'

const personaId = '11111111-1111-4111-8111-111111111111'
let database: FakeDatabase
let storage: SupabaseMemoryStorage
let resourceId: string

beforeEach(async () => {
  database = createFakeDatabase()
  await database.call('ai_save_persona', { id: personaId, name: 'Coach' })
  database.calls.length = 0
  storage = new SupabaseMemoryStorage(database)
  resourceId = makeResourceKey(database.userId, personaId)
})

async function saveThread(id: string = crypto.randomUUID()): Promise<string> {
  const createdAt = new Date('2026-01-02T03:04:05.678Z')
  await storage.saveThread({ thread: { id, resourceId, title: '', createdAt, updatedAt: createdAt } })
  return id
}

function message(threadId: string, text: string, at: number, role: MastraDBMessage['role'] = 'user'): MastraDBMessage {
  return {
    id: crypto.randomUUID(),
    role,
    createdAt: new Date(at),
    threadId,
    resourceId,
    content: { format: 2, parts: [{ type: 'text', text }] },
  }
}

const textOf = ({ content }: MastraDBMessage) =>
  content.parts.map((part) => (part.type === 'text' ? part.text : part.type)).join()

/** The error of a call that has to fail. */
async function errorOf(work: Promise<unknown>): Promise<MastraError> {
  const error: unknown = await work.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(MastraError)
  return error as MastraError
}

describe('threads', () => {
  test('answers null for ids that cannot be in the database, without asking it', async () => {
    expect(await storage.getThreadById({ threadId: 'subconscious:thread:remind' })).toBeNull()
    expect(database.calls).toEqual([])
  })

  test('hides a thread from any other resource', async () => {
    const threadId = await saveThread()
    expect(await storage.getThreadById({ threadId, resourceId })).toMatchObject({ id: threadId, resourceId })
    const other = makeResourceKey(database.userId, null)
    expect(await storage.getThreadById({ threadId, resourceId: other })).toBeNull()
  })

  test('gives dates as dates, and an empty title where there is none', async () => {
    const threadId = await saveThread()
    expect(await storage.getThreadById({ threadId })).toMatchObject({
      title: '',
      createdAt: new Date('2026-01-02T03:04:05.678Z'),
      updatedAt: expect.any(Date),
      metadata: {},
    })
  })

  test('keeps creation time, title and earlier metadata when a thread is saved again', async () => {
    const id = await saveThread()
    await storage.updateThread({ id, title: 'Knee', metadata: { a: 1 } })
    const now = new Date()
    const saved = await storage.saveThread({
      thread: { id, resourceId, title: '', createdAt: now, updatedAt: now, metadata: { b: 2 } },
    })
    expect(saved).toMatchObject({
      title: 'Knee',
      createdAt: new Date('2026-01-02T03:04:05.678Z'),
      metadata: { a: 1, b: 2 },
    })
  })

  test('changes only what is given', async () => {
    const id = await saveThread()
    await storage.updateThread({ id, title: 'Knee', metadata: { a: 1 } })
    expect(await storage.updateThread({ id, metadata: { a: 2 } })).toMatchObject({ title: 'Knee', metadata: { a: 2 } })
    expect(await storage.updateThread({ id, title: '' })).toMatchObject({ title: '', metadata: { a: 2 } })
  })

  test('refuses a resource of another user before asking the database', async () => {
    const foreign = makeResourceKey(crypto.randomUUID(), null)
    const now = new Date()
    const thread = { id: crypto.randomUUID(), resourceId: foreign, createdAt: now, updatedAt: now }
    expect(await errorOf(storage.saveThread({ thread }))).toMatchObject({ category: 'USER', domain: 'STORAGE' })
    expect(database.calls).toEqual([])
  })

  test('tells a missing thread from a failing database', async () => {
    const missing = await errorOf(storage.updateThread({ id: crypto.randomUUID(), title: 'x' }))
    expect(missing).toMatchObject({ id: 'MASTRA_STORAGE_KITH_UPDATE_THREAD_FAILED', category: 'USER' })
    database.fail('ai_get_thread')
    const failed = await errorOf(storage.getThreadById({ threadId: crypto.randomUUID() }))
    expect(failed).toMatchObject({ category: 'THIRD_PARTY', cause: expect.any(KithError) })
  })

  test('deletes any number of times, whatever the id', async () => {
    const threadId = await saveThread()
    await storage.deleteThread({ threadId })
    await storage.deleteThread({ threadId })
    await storage.deleteThread({ threadId: 'not-a-uuid' })
    expect(await storage.getThreadById({ threadId })).toBeNull()
    expect(await storage.listMessages({ threadId })).toMatchObject({ messages: [], total: 0 })
  })
})

describe('messages', () => {
  test('gives back exactly the content that was saved', async () => {
    const threadId = await saveThread()
    const saved = message(threadId, 'hello', 1_000, 'assistant')
    saved.content = {
      format: 2,
      metadata: { nested: { kept: [1, null, 'x'] } },
      parts: [
        { type: 'step-start' },
        { type: 'reasoning', reasoning: 'hm', details: [{ type: 'text', text: 'hm', signature: 's' }] },
        {
          type: 'tool-invocation',
          toolInvocation: { state: 'result', toolCallId: 'c', toolName: 't', args: { a: 1 }, result: { b: 2 } },
        },
        { type: 'text', text: 'hello', providerMetadata: { openai: { itemId: 'i' } } },
      ],
    }
    await storage.saveMessages({ messages: [saved] })
    const { messages } = await storage.listMessages({ threadId })
    expect(messages).toEqual([{ ...saved, createdAt: new Date(1_000) }])
  })

  test('replaces what is saved again, keeps its creation time, and counts the last of two with one id', async () => {
    const threadId = await saveThread()
    const first = message(threadId, 'first', 1_000)
    await storage.saveMessages({ messages: [first] })
    const second = { ...message(threadId, 'second', 9_000), id: first.id }
    const third = { ...message(threadId, 'third', 9_500), id: first.id }
    await storage.saveMessages({ messages: [second, third] })
    const { messages, total } = await storage.listMessages({ threadId })
    expect(total).toBe(1)
    expect(messages.map((one) => [textOf(one), one.createdAt.getTime()])).toEqual([['third', 1_000]])
  })

  test('saves nothing of a batch that holds one bad message', async () => {
    const threadId = await saveThread()
    const good = message(threadId, 'good', 1)
    for (const bad of [
      { ...good, id: crypto.randomUUID(), threadId: undefined },
      { ...good, id: crypto.randomUUID(), resourceId: undefined },
      { ...good, id: 'client-1' },
      { ...good, id: crypto.randomUUID(), threadId: crypto.randomUUID() },
    ]) {
      expect(await errorOf(storage.saveMessages({ messages: [good, bad] }))).toMatchObject({ category: 'USER' })
    }
    expect((await storage.listMessages({ threadId })).total).toBe(0)
    expect(await storage.saveMessages({ messages: [] })).toEqual({ messages: [] })
  })

  test('stores text PostgreSQL cannot hold as a replacement character', async () => {
    const threadId = await saveThread()
    const { messages } = await storage.saveMessages({ messages: [message(threadId, 'a\u0000b\ud83d', 1)] })
    expect(messages.map(textOf)).toEqual(['a\ufffdb\ufffd'])
  })

  test.each<[Omit<StorageListMessagesInput, 'threadId'>, string, number, boolean]>([
    [{}, '0 1 2 3 4 5 6', 7, false],
    [{ perPage: 3 }, '0 1 2', 7, true],
    [{ perPage: 3, page: 2 }, '6', 7, false],
    [{ perPage: 3, page: 9 }, '', 7, false],
    [{ perPage: 7 }, '0 1 2 3 4 5 6', 7, false],
    [{ perPage: false }, '0 1 2 3 4 5 6', 7, false],
    [{ perPage: 0 }, '', 0, false],
    [{ perPage: 2, orderBy: { field: 'createdAt', direction: 'DESC' } }, '6 5', 7, true],
    [{ perPage: 2, page: 3, orderBy: { field: 'createdAt', direction: 'DESC' } }, '0', 7, false],
  ])('lists the page %j', async (input, texts, total, hasMore) => {
    const threadId = await saveThread()
    await storage.saveMessages({ messages: Array.from({ length: 7 }, (_, n) => message(threadId, String(n), n)) })
    const page = await storage.listMessages({ threadId, ...input })
    expect(page.messages.map(textOf).join(' ')).toBe(texts)
    expect(page).toMatchObject({ total, hasMore, page: input.page ?? 0, perPage: input.perPage ?? 40 })
  })

  test('reads no more than the newest page and one row when nobody needs the total', async () => {
    const threadId = await saveThread()
    await storage.saveMessages({ messages: Array.from({ length: 30 }, (_, n) => message(threadId, String(n), n)) })
    const page = await storage.listMessages({
      threadId,
      perPage: 10,
      includeTotal: false,
      orderBy: { field: 'createdAt', direction: 'DESC' },
    })
    expect(page.messages.map(textOf).join(' ')).toBe('29 28 27 26 25 24 23 22 21 20')
    expect(page.hasMore).toBe(true)
    expect(database.calls.filter(({ name }) => name === 'ai_list_path').map(({ args }) => args['max_rows'])).toEqual([
      11,
    ])
  })

  test('reads a thread longer than one call returns', async () => {
    const threadId = await saveThread()
    for (let start = 0; start < 2_500; start += 500) {
      await storage.saveMessages({
        messages: Array.from({ length: 500 }, (_, n) => message(threadId, String(start + n), n)),
      })
    }
    const all = await storage.listMessages({ threadId, perPage: false })
    expect(all.total).toBe(2_500)
    expect(all.messages.map(textOf)).toEqual(Array.from({ length: 2_500 }, (_, n) => String(n)))
  })

  test('shows nothing of a thread to another resource', async () => {
    const threadId = await saveThread()
    await storage.saveMessages({ messages: [message(threadId, 'secret', 1)] })
    const other = makeResourceKey(database.userId, null)
    expect(await storage.listMessages({ threadId, resourceId: other })).toMatchObject({ messages: [], total: 0 })
  })

  test('finds messages of several threads by id, oldest first, and skips unknown ids', async () => {
    const [one, two] = [await saveThread(), await saveThread()]
    const messages = [message(one, 'b', 2_000), message(two, 'a', 1_000), message(two, 'c', 3_000)]
    await storage.saveMessages({ messages })
    const ids = [...messages.map(({ id }) => id), crypto.randomUUID(), 'nonsense']
    const found = await storage.listMessagesById({ messageIds: ids })
    expect(found.messages.map(textOf)).toEqual(['a', 'b', 'c'])
    expect(found.messages.map((each) => each.resourceId)).toEqual([resourceId, resourceId, resourceId])
    expect(await storage.listMessagesById({ messageIds: [] })).toEqual({ messages: [] })
  })

  test('refuses an empty thread id', async () => {
    for (const threadId of ['', ['  '], []]) {
      expect(await errorOf(storage.listMessages({ threadId }))).toMatchObject({ category: 'USER' })
    }
  })
})

describe('resources', () => {
  test('are the notes of a persona: null until somebody writes them', async () => {
    expect(await storage.getResourceById({ resourceId })).toBeNull()
    await storage.updateResource({ resourceId, workingMemory: '- Dog: Max', metadata: { a: 1 } })
    await storage.updateResource({ resourceId, metadata: { b: 2 } })
    expect(await storage.getResourceById({ resourceId })).toMatchObject({
      id: resourceId,
      workingMemory: '- Dog: Max',
      metadata: { a: 1, b: 2 },
      createdAt: expect.any(Date),
    })
    await storage.updateResource({ resourceId, workingMemory: '' })
    expect(await storage.getResourceById({ resourceId })).toMatchObject({ workingMemory: '', metadata: { a: 1, b: 2 } })
  })

  test('of another user do not exist, and cannot be written', async () => {
    const foreign = makeResourceKey(crypto.randomUUID(), personaId)
    expect(await storage.getResourceById({ resourceId: foreign })).toBeNull()
    await errorOf(storage.updateResource({ resourceId: foreign, workingMemory: 'x' }))
    const now = new Date()
    await errorOf(
      storage.saveResource({ resource: { id: 'free-form', workingMemory: 'x', createdAt: now, updatedAt: now } }),
    )
    expect(database.calls).toEqual([])
  })
})

describe('what is not there yet', () => {
  test('says so by name and does nothing', async () => {
    const threadId = await saveThread()
    const before = database.calls.length
    const calls = {
      updateMessages: storage.updateMessages(),
      deleteMessages: storage.deleteMessages(),
      listThreads: storage.listThreads(),
      listMessagesByResourceId: storage.listMessagesByResourceId(),
      copyThread: storage.copyThread(),
      cloneThread: storage.cloneThread(),
      updateThreadResourceId: storage.updateThreadResourceId(),
      dangerouslyClearAll: storage.dangerouslyClearAll(),
      'listMessages with `include`': storage.listMessages({ threadId, include: [{ id: 'x' }] }),
      'listMessages with `filter`': storage.listMessages({ threadId, filter: { metadata: { a: 1 } } }),
      'listMessages of several threads': storage.listMessages({ threadId: [threadId, threadId] }),
    }
    for (const [name, call] of Object.entries(calls)) {
      const error = await errorOf(call)
      expect(error.message).toBe(`${name} is not supported by the Kith store`)
      expect(error.category).toBe('USER')
    }
    expect(database.calls.length).toBe(before)
  })
})

test('is the memory domain of a store whose other domains live in this process', async () => {
  const store = new SupabaseStore(database)
  expect(await store.getStore('memory')).toBeInstanceOf(SupabaseMemoryStorage)
  expect(await store.getStore('workflows')).toBeDefined()
})

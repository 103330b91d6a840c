import type { MastraDBMessage } from '@mastra/core/agent'
import { describe, expect, test } from 'vitest'
import { PendingVectors } from './pending-vectors'
import { SupabaseMemoryStorage } from './supabase-memory-storage'
import { errorOf, openStorage, textOf } from './testing/open-storage'

const open = openStorage()
const texts = (messages: MastraDBMessage[]) => messages.map(textOf).join(' ')

describe('saved messages', () => {
  test('come back exactly as they were', async () => {
    const { storage } = open
    const threadId = await open.saveThread()
    const saved = open.message(threadId, 'hello', 1_234, { role: 'assistant' })
    saved.content = {
      format: 2,
      content: 'hello',
      metadata: { nested: { kept: [1, null, 'x', { deep: { deeper: ['\u2028', '日本', '😀'] } }] } },
      parts: [
        { type: 'step-start' },
        { type: 'reasoning', reasoning: 'hm', details: [{ type: 'text', text: 'hm', signature: 's' }] },
        {
          type: 'tool-invocation',
          toolInvocation: { state: 'result', toolCallId: 'c', toolName: 't', args: { a: 1 }, result: { b: [{}] } },
        },
        { type: 'file', mimeType: 'image/png', data: 'data:image/png;base64,AAAA' },
        { type: 'text', text: 'hello', providerMetadata: { openai: { itemId: 'i' } } },
      ],
    }
    const whole = { ...saved, createdAt: new Date(1_234) }
    expect(await storage.saveMessages({ messages: [saved] })).toEqual({ messages: [whole] })
    expect((await storage.listMessages({ threadId })).messages).toEqual([whole])
    expect(await storage.listMessagesById({ messageIds: [saved.id] })).toEqual({ messages: [whole] })
  })

  test('keep a type of their own, which signals have', async () => {
    const { storage } = open
    const threadId = await open.saveThread()
    const signal = open.message(threadId, 'x', 1, { role: 'signal', type: 'system-reminder' })
    expect((await storage.saveMessages({ messages: [signal] })).messages).toEqual([signal])
    expect((await storage.listMessages({ threadId })).messages).toEqual([signal])
    const changed = await storage.updateMessages({ messages: [{ id: signal.id, type: 'other' }] })
    expect(changed).toEqual([{ ...signal, type: 'other' }])
  })

  test('replace what has their id, keep its creation time, and of two with one id the last counts', async () => {
    const { storage } = open
    const threadId = await open.saveThread()
    const first = open.message(threadId, 'first', 1_000)
    first.content.metadata = { pendingToolApprovals: { a: 1 } }
    await storage.saveMessages({ messages: [first] })
    const second = { ...open.message(threadId, 'second', 9_000), id: first.id }
    const third = { ...open.message(threadId, 'third', 9_500), id: first.id }
    await storage.saveMessages({ messages: [second, third] })
    const { messages, total } = await storage.listMessages({ threadId })
    expect(total).toBe(1)
    expect(messages).toEqual([{ ...third, createdAt: new Date(1_000) }])
  })

  test('of a batch with one bad message are not saved at all', async () => {
    const { storage, otherResourceId, foreignResourceId } = open
    const threadId = await open.saveThread()
    const good = open.message(threadId, 'good', 1)
    const one = () => open.message(threadId, 'bad', 2)
    const circular: MastraDBMessage['content'] = { format: 2, parts: [], metadata: {} }
    Object.assign(circular.metadata ?? {}, { circular })
    const bad: [Partial<MastraDBMessage>, string][] = [
      [{ threadId: undefined }, 'REFUSED'],
      [{ resourceId: undefined }, 'REFUSED'],
      [{ id: 'client-1' }, 'REFUSED'],
      [{ createdAt: new Date(Number.NaN) }, 'REFUSED'],
      [{ content: circular }, 'REFUSED'],
      [{ threadId: crypto.randomUUID() }, 'NOT_FOUND'],
      [{ resourceId: foreignResourceId }, 'FOREIGN_OWNER'],
      [{ resourceId: otherResourceId }, 'FOREIGN_OWNER'],
    ]
    for (const [given, kind] of bad) {
      const error = await errorOf(storage.saveMessages({ messages: [good, { ...one(), ...given }] }))
      expect(error).toMatchObject({ id: `MASTRA_STORAGE_KITH_SAVE_MESSAGES_${kind}`, category: 'USER' })
    }
    expect((await storage.listMessages({ threadId })).total).toBe(0)
    expect(await storage.saveMessages({ messages: [] })).toEqual({ messages: [] })
  })

  test('may be any number, over several threads, in one call', async () => {
    const { storage } = open
    const threadIds = await Promise.all([open.saveThread(), open.saveThread(), open.saveThread()])
    const messages = Array.from({ length: 1_234 }, (_, n) => open.message(threadIds[n % 3] ?? '', String(n), n))
    const before = open.recorded.names.length
    const saved = await storage.saveMessages({ messages })
    expect(open.recorded.names.slice(before)).toEqual(['ai_store_messages'])
    expect(saved.messages.map(({ id }) => id)).toEqual(messages.map(({ id }) => id))
    const { messages: listed, total } = await storage.listMessages({ threadId: threadIds, perPage: false })
    expect(total).toBe(1_234)
    expect(listed.map(({ id }) => id)).toEqual(messages.map(({ id }) => id))
  })

  test('say so in the updatedAt of every thread they are in', async () => {
    const { storage } = open
    const threadIds = [await open.saveThread(), await open.saveThread()]
    const read = () =>
      Promise.all(threadIds.map(async (threadId) => (await storage.getThreadById({ threadId }))?.updatedAt))
    const before = await read()
    await storage.saveMessages({ messages: threadIds.map((threadId) => open.message(threadId, 'x', 1)) })
    for (const [n, after] of (await read()).entries()) expect(Number(after)).toBeGreaterThan(Number(before[n]))
  })

  test('hold what PostgreSQL cannot as a replacement character', async () => {
    const threadId = await open.saveThread()
    const { messages } = await open.storage.saveMessages({ messages: [open.message(threadId, 'a\u0000b\ud83d', 1)] })
    expect(texts(messages)).toBe('a\ufffdb\ufffd')
  })

  test('take along the vectors that were here before them, and leave them here when they cannot be saved', async () => {
    const { database, recorded } = open
    const pendingVectors = new PendingVectors()
    const storage = new SupabaseMemoryStorage({ ...recorded, userId: database.userId, pendingVectors })
    const threadId = await open.saveThread()
    const messages = [open.message(threadId, 'The knee hurts.', 1), open.message(threadId, 'Which one?', 2)]
    const vector = Array.from({ length: 1_536 }, (_, n) => (n === 7 ? 1 : 0))
    for (const { id } of messages) pendingVectors.put(id, vector, 'test-model')
    const succeed = recorded.fail(new Error('gone'), 'ai_store_messages')
    await errorOf(storage.saveMessages({ messages }))
    expect(pendingVectors.size).toBe(2)
    succeed()
    await storage.saveMessages({ messages })
    expect(pendingVectors.size).toBe(0)
    const found = await database.call('ai_search_messages_vector', {
      p_query: `[${vector.join(',')}]`,
      p_thread_id: threadId,
      p_model: 'test-model',
    })
    expect(new Set(found.map(({ message_id }) => message_id))).toEqual(new Set(messages.map(({ id }) => id)))
  })
})

describe('changed messages', () => {
  test('have their content merged, and its metadata one level deeper', async () => {
    const { storage } = open
    const threadId = await open.saveThread()
    const one = open.message(threadId, 'a', 1)
    one.content.metadata = { a: { x: 1 }, b: 1 }
    await storage.saveMessages({ messages: [one] })
    const before = await storage.getThreadById({ threadId })
    const [updated] = await storage.updateMessages({
      messages: [
        { id: one.id, content: { content: 'new', metadata: { a: { y: 2 }, c: 3 } } },
        { id: crypto.randomUUID(), content: { content: 'nobody' } },
        { id: 'not-a-uuid', role: 'assistant' },
      ],
    })
    const content = { ...one.content, content: 'new', metadata: { a: { y: 2 }, b: 1, c: 3 } }
    expect(updated).toEqual({ ...one, content })
    expect((await storage.listMessages({ threadId })).messages).toEqual([{ ...one, content }])
    const after = await storage.getThreadById({ threadId })
    expect(Number(after?.updatedAt)).toBeGreaterThan(Number(before?.updatedAt))
    expect(await storage.updateMessages({ messages: [] })).toEqual([])
  })

  test('keep every change of many at once', async () => {
    const { storage } = open
    const [threadId, [one]] = await open.filled(1)
    await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        storage.updateMessages({ messages: [{ id: one?.id ?? '', content: { metadata: { [`k${n}`]: n } } }] }),
      ),
    )
    const { messages } = await storage.listMessages({ threadId })
    expect(Object.keys(messages[0]?.content.metadata ?? {}).length).toBe(10)
  })

  test('go to another thread of the same user, and become its resource’s', async () => {
    const { storage, otherResourceId, foreignResourceId } = open
    const [from, [one, two]] = await open.filled(3)
    const to = await open.saveThread(otherResourceId)
    const id = one?.id ?? ''
    const moved = await storage.updateMessages({
      messages: [{ id, threadId: to, resourceId: otherResourceId, role: 'assistant' }],
    })
    expect(moved).toMatchObject([{ id, threadId: to, resourceId: otherResourceId, role: 'assistant' }])
    expect(texts((await storage.listMessages({ threadId: from })).messages)).toBe('1 2')
    expect(texts((await storage.listMessages({ threadId: to })).messages)).toBe('0')
    for (const [given, kind] of [
      [{ resourceId: otherResourceId }, 'FOREIGN_OWNER'],
      [{ resourceId: foreignResourceId }, 'FOREIGN_OWNER'],
      [{ threadId: crypto.randomUUID() }, 'NOT_FOUND'],
    ] as const) {
      const error = await errorOf(storage.updateMessages({ messages: [{ id: two?.id ?? '', ...given }] }))
      expect(error.id).toBe(`MASTRA_STORAGE_KITH_UPDATE_MESSAGES_${kind}`)
    }
  })

  test('are deleted any number of times, known or not', async () => {
    const { storage } = open
    const [threadId, messages] = await open.filled(4)
    const before = await storage.getThreadById({ threadId })
    const ids = [messages[1]?.id ?? '', messages[2]?.id ?? '', crypto.randomUUID(), 'not-a-uuid']
    await storage.deleteMessages(ids)
    await storage.deleteMessages(ids)
    await storage.deleteMessages([])
    expect(await storage.listMessages({ threadId })).toMatchObject({ total: 2 })
    expect(texts((await storage.listMessagesById({ messageIds: messages.map(({ id }) => id) })).messages)).toBe('0 3')
    const after = await storage.getThreadById({ threadId })
    expect(Number(after?.updatedAt)).toBeGreaterThan(Number(before?.updatedAt))
  })
})

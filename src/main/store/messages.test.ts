import type { MastraDBMessage } from '@mastra/core/agent'
import type { StorageListMessagesInput } from '@mastra/core/storage'
import { describe, expect, test } from 'vitest'
import { PendingVectors } from './pending-vectors'
import { SupabaseMemoryStorage } from './supabase-memory-storage'
import { errorOf, openStorage, textOf } from './testing/open-storage'

const open = openStorage()
const texts = (messages: MastraDBMessage[]) => messages.map(textOf).join(' ')
const descending = { field: 'createdAt', direction: 'DESC' } as const

/** A thread with so many messages, a second apart, named by their number. */
async function filled(count: number, resourceId = open.resourceId, start = 0): Promise<[string, MastraDBMessage[]]> {
  const threadId = await open.saveThread(resourceId)
  const messages = Array.from({ length: count }, (_, n) =>
    open.message(threadId, String(start + n), 1_000 * (start + n), { resourceId }),
  )
  await open.storage.saveMessages({ messages })
  return [threadId, messages]
}

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
    const bad: [Partial<MastraDBMessage>, string][] = [
      [{ threadId: undefined }, 'REFUSED'],
      [{ resourceId: undefined }, 'REFUSED'],
      [{ id: 'client-1' }, 'REFUSED'],
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
    expect(found.map(({ message_id }) => message_id).toSorted()).toEqual(messages.map(({ id }) => id).toSorted())
  })
})

describe('pages of messages', () => {
  test.each<[Omit<StorageListMessagesInput, 'threadId'>, string, number, boolean]>([
    [{}, '0 1 2 3 4 5 6', 7, false],
    [{ perPage: 3 }, '0 1 2', 7, true],
    [{ perPage: 3, page: 2 }, '6', 7, false],
    [{ perPage: 3, page: 9 }, '', 7, false],
    [{ perPage: 7 }, '0 1 2 3 4 5 6', 7, false],
    [{ perPage: false }, '0 1 2 3 4 5 6', 7, false],
    [{ perPage: 0 }, '', 0, false],
    [{ perPage: 2, orderBy: descending }, '6 5', 7, true],
    [{ perPage: 2, page: 3, orderBy: descending }, '0', 7, false],
    [{ filter: { dateRange: { start: new Date(2_000), end: new Date(4_000) } } }, '2 3 4', 3, false],
    [{ filter: { dateRange: { start: new Date(2_000), startExclusive: true } }, perPage: 2 }, '3 4', 4, true],
    [{ filter: { dateRange: { end: new Date(2_000), endExclusive: true } } }, '0 1', 2, false],
  ])('are %j', async (input, expected, total, hasMore) => {
    const [threadId] = await filled(7)
    const page = await open.storage.listMessages({ threadId, ...input })
    expect(texts(page.messages)).toBe(expected)
    expect(page).toMatchObject({ total, hasMore, page: input.page ?? 0, perPage: input.perPage ?? 40 })
  })

  test('of messages of one moment are in the order of their arrival', async () => {
    const { storage } = open
    const threadId = await open.saveThread()
    await storage.saveMessages({ messages: Array.from({ length: 9 }, (_, n) => open.message(threadId, String(n), 5)) })
    const pages = [0, 1, 2].map((page) => storage.listMessages({ threadId, page, perPage: 3 }))
    expect((await Promise.all(pages)).map(({ messages }) => texts(messages)).join(' ')).toBe('0 1 2 3 4 5 6 7 8')
    const newest = await storage.listMessages({ threadId, perPage: 3, orderBy: descending })
    expect(texts(newest.messages)).toBe('8 7 6')
  })

  test('go over several threads by time, once each', async () => {
    const [one] = await filled(2)
    const [two] = await filled(2, open.otherResourceId, 10)
    const { storage, otherResourceId } = open
    const list = async (input: StorageListMessagesInput) => {
      const { messages, total } = await storage.listMessages(input)
      return [texts(messages), total]
    }
    expect(await list({ threadId: [two, one, two] })).toEqual(['0 1 10 11', 4])
    expect(await list({ threadId: [one, two], resourceId: otherResourceId })).toEqual(['10 11', 2])
    expect(await list({ threadId: [one, two], resourceId: '' })).toEqual(['0 1 10 11', 4])
    expect(await list({ threadId: [one, 'not-a-uuid', crypto.randomUUID()] })).toEqual(['0 1', 2])
    expect(await list({ threadId: 'not-a-uuid' })).toEqual(['', 0])
  })

  test('read a conversation longer than anything is read at once', async () => {
    const { storage } = open
    const threadId = await open.saveThread()
    const messages = Array.from({ length: 5_100 }, (_, n) => open.message(threadId, String(n), n))
    await storage.saveMessages({ messages })
    const all = await storage.listMessages({ threadId, perPage: false })
    expect(all).toMatchObject({ total: 5_100, hasMore: false, perPage: false })
    expect(all.messages.map(({ id }) => id)).toEqual(messages.map(({ id }) => id))
  }, 60_000)

  test.each([
    [{ mood: 'good' }, '0'],
    [{ mood: 'bad' }, ''],
    [{ count: 1 }, '0'],
    [{ count: '1' }, ''],
    [{ nothing: null }, '0'],
    [{ missing: null }, ''],
    [{ isDone: true, count: 1 }, '0'],
    [{ isDone: false, count: 1 }, ''],
  ])('find by metadata what equals %j', async (metadata, expected) => {
    const { storage } = open
    const [threadId, [first]] = await filled(3)
    await storage.updateMessages({
      messages: [
        { id: first?.id ?? '', content: { metadata: { mood: 'good', count: 1, nothing: null, isDone: true } } },
      ],
    })
    const { messages, total } = await storage.listMessages({ threadId, filter: { metadata } })
    expect([texts(messages), total]).toEqual([expected, expected === '' ? 0 : 1])
  })

  test('refuse what is no page, no thread and no filter', async () => {
    const { storage } = open
    const threadId = await open.saveThread()
    const inputs: StorageListMessagesInput[] = [
      { threadId: '' },
      { threadId: ['  '] },
      { threadId: [] },
      { threadId, page: -1 },
      { threadId, perPage: -1 },
      { threadId, perPage: Number.NaN },
      { threadId, perPage: 1.5 },
      { threadId, filter: { metadata: { "a'": 1 } } },
      { threadId, filter: { metadata: { a: { b: 1 } as unknown as string } } },
    ]
    for (const input of inputs) {
      const error = await errorOf(storage.listMessages(input))
      expect(error).toMatchObject({ id: 'MASTRA_STORAGE_KITH_LIST_MESSAGES_REFUSED', category: 'USER' })
    }
  })

  test('of a resource are of all its threads', async () => {
    const { storage, resourceId, otherResourceId, foreignResourceId } = open
    await filled(2)
    await filled(2, resourceId, 10)
    const [, others] = await filled(2, otherResourceId, 20)
    const list = async (input: Parameters<typeof storage.listMessagesByResourceId>[0]) => {
      const { messages, total, hasMore } = await storage.listMessagesByResourceId(input)
      return [texts(messages), total, hasMore]
    }
    expect(await list({ resourceId })).toEqual(['0 1 10 11', 4, false])
    expect(await list({ resourceId, perPage: 3 })).toEqual(['0 1 10', 4, true])
    expect(await list({ resourceId, perPage: false, orderBy: descending })).toEqual(['11 10 1 0', 4, false])
    expect(await list({ resourceId, include: [{ id: others[0]?.id ?? '' }], perPage: 1 })).toEqual(['0', 4, true])
    expect(await list({ resourceId: foreignResourceId })).toEqual(['', 0, false])
    expect(await list({ resourceId: 'free-form' })).toEqual(['', 0, false])
  })
})

describe('included messages', () => {
  test('bring their neighbours, whatever thread they are in', async () => {
    const { storage } = open
    const [here] = await filled(3)
    const [, there] = await filled(7, open.resourceId, 10)
    const id = there[3]?.id ?? ''
    const include = [{ id, threadId: here, withPreviousMessages: 1, withNextMessages: 2 }]
    expect(await storage.listMessages({ threadId: here, include, perPage: 0 })).toMatchObject({
      messages: [12, 13, 14, 15].map((n) => ({ id: there[n - 10]?.id })),
      total: 0,
      hasMore: false,
    })
    const { messages, total, hasMore } = await storage.listMessages({ threadId: here, include, perPage: 2 })
    expect([texts(messages), total, hasMore]).toEqual(['0 1 12 13 14 15', 3, true])
    const newest = await storage.listMessages({ threadId: here, include, perPage: 1, orderBy: descending })
    expect(texts(newest.messages)).toBe('15 14 13 12 2')
  })

  test('come once, and complete a page', async () => {
    const { storage } = open
    const [threadId, messages] = await filled(5)
    const include = [1, 2, 2].map((n) => ({ id: messages[n]?.id ?? '', withPreviousMessages: 1, withNextMessages: 1 }))
    const unknown = [{ id: crypto.randomUUID() }, { id: 'not-a-uuid' }]
    const page = await storage.listMessages({ threadId, include: [...include, ...unknown], perPage: 0 })
    expect(texts(page.messages)).toBe('0 1 2 3')
    const last = [{ id: messages[4]?.id ?? '' }]
    const whole = await storage.listMessages({ threadId, include: last, perPage: 4 })
    expect([texts(whole.messages), whole.total, whole.hasMore]).toEqual(['0 1 2 3 4', 5, false])
    expect(await storage.listMessages({ threadId, include: [], perPage: 0 })).toMatchObject({ messages: [], total: 0 })
  })

  test('of another resource are not shown', async () => {
    const { storage, resourceId, otherResourceId } = open
    const [threadId] = await filled(2)
    const [, others] = await filled(2, otherResourceId, 10)
    const include = [{ id: others[0]?.id ?? '', withNextMessages: 1 }]
    const list = async (given?: string) =>
      texts((await storage.listMessages({ threadId, resourceId: given, include, perPage: 0 })).messages)
    expect(await list(resourceId)).toBe('')
    expect(await list(otherResourceId)).toBe('10 11')
    expect(await list()).toBe('10 11')
    expect(await list('')).toBe('10 11')
    expect(await list(open.foreignResourceId)).toBe('')
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
    const [threadId, [one]] = await filled(1)
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
    const [from, [one, two]] = await filled(3)
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
    const [threadId, messages] = await filled(4)
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

test('messages by id are of any thread, oldest first, each once, and unknown ids are skipped', async () => {
  const { storage } = open
  const [one, two] = [await open.saveThread(), await open.saveThread(open.otherResourceId)]
  const messages = [
    open.message(one, 'b', 2_000),
    open.message(two, 'a', 1_000, { resourceId: open.otherResourceId }),
    open.message(one, 'c', 3_000),
  ]
  await storage.saveMessages({ messages })
  const ids = messages.map(({ id }) => id)
  const found = await storage.listMessagesById({ messageIds: [...ids, ...ids, crypto.randomUUID(), 'nonsense'] })
  expect(texts(found.messages)).toBe('a b c')
  expect(found.messages[0]?.resourceId).toBe(open.otherResourceId)
  expect(await storage.listMessagesById({ messageIds: [] })).toEqual({ messages: [] })
})

test('versions of a turn that are not selected are never read', async () => {
  const { storage, database } = open
  const [threadId, messages] = await filled(3)
  const id = crypto.randomUUID()
  await database.call('ai_start_sibling', {
    message: { message_id: id, role: 'user', content: { format: 2, parts: [{ type: 'text', text: 'anew' }] } },
    sibling_of: messages[1]?.id ?? '',
  })
  const hidden = messages.slice(1).map((one) => one.id)
  expect(texts((await storage.listMessages({ threadId })).messages)).toBe('0 anew')
  expect(await storage.listMessagesById({ messageIds: hidden })).toEqual({ messages: [] })
  const include = hidden.map((hiddenId) => ({ id: hiddenId, withPreviousMessages: 5 }))
  expect((await storage.listMessages({ threadId, include, perPage: 0 })).messages).toEqual([])
  expect(
    await storage.updateMessages({ messages: hidden.map((hiddenId) => ({ id: hiddenId, role: 'system' })) }),
  ).toEqual([])
  const { clonedMessages } = await storage.cloneThread({ sourceThreadId: threadId })
  expect(texts(clonedMessages)).toBe('0 anew')
})

import type { MastraDBMessage } from '@mastra/core/agent'
import type { StorageListMessagesInput } from '@mastra/core/storage'
import { describe, expect, test } from 'vitest'
import { errorOf, openStorage, textOf } from './testing/open-storage'

const open = openStorage()
const texts = (messages: MastraDBMessage[]) => messages.map(textOf).join(' ')
const descending = { field: 'createdAt', direction: 'DESC' } as const

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
    const [threadId] = await open.filled(7)
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
    const [one] = await open.filled(2)
    const [two] = await open.filled(2, open.otherResourceId, 10)
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
    const [threadId, [first]] = await open.filled(3)
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
    await open.filled(2)
    await open.filled(2, resourceId, 10)
    const [, others] = await open.filled(2, otherResourceId, 20)
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
    const [here] = await open.filled(3)
    const [, there] = await open.filled(7, open.resourceId, 10)
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
    const [threadId, messages] = await open.filled(5)
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
    const [threadId] = await open.filled(2)
    const [, others] = await open.filled(2, otherResourceId, 10)
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
  const [threadId, messages] = await open.filled(3)
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

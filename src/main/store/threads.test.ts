import { describe, expect, test } from 'vitest'
import { errorOf, openStorage, textOf } from './testing/open-storage'

const open = openStorage()

describe('a thread', () => {
  test('is null for ids that cannot be in the database, without asking it', async () => {
    expect(await open.storage.getThreadById({ threadId: 'subconscious:thread:remind' })).toBeNull()
    expect(open.recorded.names).toEqual([])
  })

  test('is hidden from any other resource', async () => {
    const { storage, resourceId, otherResourceId, foreignResourceId } = open
    const threadId = await open.saveThread()
    expect(await storage.getThreadById({ threadId, resourceId })).toMatchObject({ id: threadId, resourceId })
    for (const other of [otherResourceId, foreignResourceId, '']) {
      expect(await storage.getThreadById({ threadId, resourceId: other })).toBeNull()
    }
  })

  test('has dates as dates, and an empty title where there is none', async () => {
    const threadId = await open.saveThread()
    expect(await open.storage.getThreadById({ threadId })).toMatchObject({
      title: '',
      createdAt: new Date('2026-01-02T03:04:05.678Z'),
      updatedAt: expect.any(Date),
      metadata: {},
    })
  })

  test('keeps creation time, title and earlier metadata when it is saved again', async () => {
    const { storage, resourceId } = open
    const id = await open.saveThread()
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

  test('changes only in what is given', async () => {
    const { storage } = open
    const id = await open.saveThread()
    await storage.updateThread({ id, title: 'Knee', metadata: { a: 1 } })
    expect(await storage.updateThread({ id, metadata: { a: 2 } })).toMatchObject({ title: 'Knee', metadata: { a: 2 } })
    expect(await storage.updateThread({ id, title: '' })).toMatchObject({ title: '', metadata: { a: 2 } })
  })

  test('loses no key of its metadata when many are written at once', async () => {
    const { storage } = open
    const id = await open.saveThread()
    const keys = Array.from({ length: 12 }, (_, n) => `key${n}`)
    await Promise.all(keys.map((key) => storage.updateThread({ id, metadata: { [key]: true } })))
    expect((await storage.getThreadById({ threadId: id }))?.metadata).toEqual(
      Object.fromEntries(keys.map((key) => [key, true])),
    )
  })

  test('is deleted any number of times, whatever the id, and takes its messages along', async () => {
    const { storage } = open
    const threadId = await open.saveThread()
    await storage.saveMessages({ messages: [open.message(threadId, 'a', 1)] })
    await storage.deleteThread({ threadId })
    await storage.deleteThread({ threadId })
    await storage.deleteThread({ threadId: 'not-a-uuid' })
    expect(await storage.getThreadById({ threadId })).toBeNull()
    expect(await storage.listMessages({ threadId })).toMatchObject({ messages: [], total: 0 })
  })
})

describe('lists of threads', () => {
  test('are in pages, newest first, with the total of all pages', async () => {
    const { storage, resourceId } = open
    const ids = []
    for (let n = 0; n < 5; n += 1) {
      const id = crypto.randomUUID()
      const at = new Date(1_000 * n)
      await storage.saveThread({ thread: { id, resourceId, title: String(n), createdAt: at, updatedAt: at } })
      ids.unshift(id)
    }
    const list = async (page: number, perPage: number | false) => {
      const { threads, ...rest } = await storage.listThreads({ filter: { resourceId }, page, perPage })
      return { ids: threads.map(({ id }) => id), ...rest }
    }
    expect(await list(0, 2)).toEqual({ ids: ids.slice(0, 2), total: 5, page: 0, perPage: 2, hasMore: true })
    expect(await list(2, 2)).toEqual({ ids: ids.slice(4), total: 5, page: 2, perPage: 2, hasMore: false })
    expect(await list(0, false)).toEqual({ ids, total: 5, page: 0, perPage: false, hasMore: false })
    expect(await list(0, 0)).toEqual({ ids: [], total: 5, page: 0, perPage: 0, hasMore: true })
    await storage.updateThread({ id: ids[4] ?? '', title: 'changed' })
    const { threads } = await storage.listThreads({ orderBy: { field: 'updatedAt', direction: 'DESC' }, perPage: 1 })
    expect(threads.map(({ title }) => title)).toEqual(['changed'])
  })

  test('keep to one resource when one is given, and to the signed-in user always', async () => {
    const { storage, resourceId, otherResourceId, foreignResourceId } = open
    const [mine, others] = [await open.saveThread(resourceId), await open.saveThread(otherResourceId)]
    const idsOf = async (filter: { resourceId?: string }) =>
      (await storage.listThreads({ filter })).threads.map(({ id }) => id).toSorted()
    expect(await idsOf({ resourceId })).toEqual([mine])
    expect(await idsOf({ resourceId: otherResourceId })).toEqual([others])
    expect(await idsOf({})).toEqual([mine, others].toSorted())
    const before = open.recorded.names.length
    expect(await idsOf({ resourceId: foreignResourceId })).toEqual([])
    expect(open.recorded.names.length).toBe(before)
  })

  test.each([
    [{ text: 'a' }, true],
    [{ text: 'b' }, false],
    [{ number: 1 }, true],
    [{ number: '1' }, false],
    [{ nothing: null }, true],
    [{ missing: null }, false],
    [{ list: [1, 2] }, true],
    [{ list: [1] }, false],
    [{ object: { a: 1, b: 2 } }, true],
    [{ object: { a: 1 } }, false],
    [{ text: 'a', number: 1 }, true],
    [{ text: 'a', number: 2 }, false],
  ])('find by metadata what equals %j: %s', async (metadata, isFound) => {
    const id = await open.saveThread()
    await open.storage.updateThread({
      id,
      metadata: { text: 'a', number: 1, nothing: null, list: [1, 2], object: { a: 1, b: 2 } },
    })
    expect((await open.storage.listThreads({ filter: { metadata } })).total).toBe(isFound ? 1 : 0)
  })

  test('refuse what is no page and no key', async () => {
    const { storage } = open
    for (const input of [
      { page: -1 },
      { perPage: -1 },
      { perPage: Number.NaN },
      { page: 1, perPage: false as const },
      { filter: { metadata: { "a'b": 1 } } },
      { filter: { metadata: { a: undefined } } },
      { orderBy: { field: 'title' as 'createdAt' } },
    ]) {
      const work = storage.listThreads(input)
      if ('orderBy' in input) expect((await work).total).toBe(0)
      else
        expect(await errorOf(work)).toMatchObject({ id: 'MASTRA_STORAGE_KITH_LIST_THREADS_REFUSED', category: 'USER' })
    }
  })
})

describe('a copy of a thread', () => {
  test('has the same messages under new ids, at the same times', async () => {
    const { storage } = open
    const threadId = await open.saveThread()
    await storage.updateThread({ id: threadId, title: 'Knee' })
    const messages = ['a', 'b', 'c'].map((text, n) => open.message(threadId, text, 1_000 * n))
    await storage.saveMessages({ messages })
    const { thread, messageIdMap, clonedMessages } = await storage.cloneThread({
      sourceThreadId: threadId,
      metadata: { mine: 1 },
    })
    expect(thread).toMatchObject({
      title: 'Clone of Knee',
      resourceId: open.resourceId,
      metadata: {
        mine: 1,
        clone: { sourceThreadId: threadId, clonedAt: expect.any(Date), lastMessageId: messages[2]?.id },
      },
    })
    expect(clonedMessages.map(textOf)).toEqual(['a', 'b', 'c'])
    expect(clonedMessages.map(({ createdAt }) => createdAt.getTime())).toEqual([0, 1_000, 2_000])
    expect(clonedMessages.map(({ id }) => id)).toEqual(messages.map(({ id }) => messageIdMap?.[id]))
    expect((await storage.listMessages({ threadId })).total).toBe(3)
  })

  test('takes only the messages that are asked for', async () => {
    const { storage } = open
    const threadId = await open.saveThread()
    const messages = Array.from({ length: 6 }, (_, n) => open.message(threadId, String(n), 1_000 * n))
    await storage.saveMessages({ messages })
    const copy = async (options: object) =>
      (await storage.cloneThread({ sourceThreadId: threadId, options })).clonedMessages.map(textOf).join('')
    expect(await copy({ messageLimit: 2 })).toBe('45')
    expect(await copy({ messageFilter: { messageIds: [messages[1]?.id, messages[3]?.id] } })).toBe('13')
    expect(await copy({ messageFilter: { messageIds: ['not-a-uuid'] } })).toBe('')
    expect(await copy({ messageFilter: { startDate: new Date(1_000), endDate: new Date(4_000) } })).toBe('1234')
    expect(await copy({ messageLimit: 2, messageFilter: { endDate: new Date(4_000) } })).toBe('34')
    expect(await copy({ messageLimit: 0 })).toBe('012345')
  })

  test('takes the newest by their times, in whatever order they came', async () => {
    const { storage } = open
    const threadId = await open.saveThread()
    for (const n of [3, 4, 1, 2])
      await storage.saveMessages({ messages: [open.message(threadId, String(n), 1_000 * n)] })
    const { clonedMessages } = await storage.cloneThread({ sourceThreadId: threadId, options: { messageLimit: 2 } })
    expect(clonedMessages.map(textOf)).toEqual(['3', '4'])
  })

  test('goes to another persona of the same user, and to nobody else', async () => {
    const { storage, otherResourceId, nobodysResourceId, foreignResourceId } = open
    const sourceThreadId = await open.saveThread()
    await storage.saveMessages({ messages: [open.message(sourceThreadId, 'a', 1)] })
    for (const resourceId of [otherResourceId, nobodysResourceId]) {
      const { thread, clonedMessages } = await storage.cloneThread({ sourceThreadId, resourceId })
      expect([thread.resourceId, ...clonedMessages.map((one) => one.resourceId)]).toEqual([resourceId, resourceId])
    }
    expect(await errorOf(storage.copyThread({ sourceThreadId, resourceId: foreignResourceId }))).toMatchObject({
      id: 'MASTRA_STORAGE_KITH_COPY_THREAD_FOREIGN_OWNER',
    })
  })

  test('is refused when there is nothing to copy, or the place is taken', async () => {
    const { storage } = open
    const [sourceThreadId, newThreadId] = [await open.saveThread(), await open.saveThread()]
    expect(await errorOf(storage.copyThread({ sourceThreadId, newThreadId }))).toMatchObject({ category: 'USER' })
    await storage.copyThread({ sourceThreadId, newThreadId: '11111111-1111-4111-8111-111111111111' })
    const again = storage.copyThread({ sourceThreadId, newThreadId: '11111111-1111-4111-8111-111111111111' })
    expect((await errorOf(again)).message).toContain('already exists')
    for (const missing of [crypto.randomUUID(), 'not-a-uuid']) {
      expect((await errorOf(storage.copyThread({ sourceThreadId: missing }))).id).toContain('COPY_THREAD_NOT_FOUND')
    }
  })
})

describe('a thread that changes hands', () => {
  test('takes its messages to another persona of its owner', async () => {
    const { storage, resourceId, otherResourceId } = open
    const threadId = await open.saveThread()
    const createdAt = (await storage.getThreadById({ threadId }))?.createdAt
    await storage.saveMessages({ messages: [open.message(threadId, 'a', 1)] })
    const moved = await storage.updateThreadResourceId({ threadId, resourceId: otherResourceId })
    expect(moved).toMatchObject({ id: threadId, resourceId: otherResourceId, createdAt })
    const { messages } = await storage.listMessages({ threadId })
    expect(messages.map((one) => one.resourceId)).toEqual([otherResourceId])
    expect((await storage.listMessages({ threadId, resourceId })).messages).toEqual([])
    expect(await storage.updateThreadResourceId({ threadId, resourceId: otherResourceId })).toMatchObject({
      updatedAt: (await storage.getThreadById({ threadId }))?.updatedAt,
    })
  })

  test('never goes to another user', async () => {
    const { storage, foreignResourceId } = open
    const threadId = await open.saveThread()
    const before = open.recorded.names.length
    const error = await errorOf(storage.updateThreadResourceId({ threadId, resourceId: foreignResourceId }))
    expect(error.id).toBe('MASTRA_STORAGE_KITH_UPDATE_THREAD_RESOURCE_ID_FOREIGN_OWNER')
    expect(open.recorded.names.length).toBe(before)
    const missing = { threadId: crypto.randomUUID(), resourceId: open.otherResourceId }
    expect((await errorOf(storage.updateThreadResourceId(missing))).id).toContain('_NOT_FOUND')
  })
})

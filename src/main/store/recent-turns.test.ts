import { describe, expect, test, vi } from 'vitest'
import { openStorage, textOf } from './testing/open-storage'

const open = openStorage()
const history = {
  page: 0,
  perPage: 10,
  orderBy: { field: 'createdAt', direction: 'DESC' },
  includeTotal: false,
} as const

async function begun() {
  const threadId = await open.saveThread()
  await open.storage.saveMessages({
    messages: Array.from({ length: 12 }, (_, n) => open.message(threadId, String(n), 1_000 * n)),
  })
  await open.storage.updateResource({ resourceId: open.resourceId, workingMemory: 'notes' })
  open.recorded.names.length = 0
  return threadId
}

describe('one call brings what a turn reads', () => {
  test('the thread, the notes and the last messages', async () => {
    const { storage, resourceId, recorded } = open
    const threadId = await begun()
    const thread = await storage.getThreadById({ threadId })
    expect(await storage.getThreadById({ threadId, resourceId })).toEqual(thread)
    expect(await storage.getResourceById({ resourceId })).toMatchObject({ workingMemory: 'notes' })
    const { messages, hasMore } = await storage.listMessages({ threadId, resourceId, ...history })
    expect([messages.map(textOf).join(' '), hasMore]).toEqual(['11 10 9 8 7 6 5 4 3 2', true])
    expect(recorded.names).toEqual(['ai_open_turn'])
    const plain = await storage.listMessages({ threadId, perPage: 10, orderBy: history.orderBy })
    expect(messages).toEqual(plain.messages)
  })

  test('and of a new conversation, the call that makes it', async () => {
    const { storage, resourceId, recorded } = open
    await storage.updateResource({ resourceId, workingMemory: 'notes' })
    recorded.names.length = 0
    const threadId = crypto.randomUUID()
    expect(await storage.getThreadById({ threadId })).toBeNull()
    const now = new Date()
    await storage.saveThread({ thread: { id: threadId, resourceId, title: '', createdAt: now, updatedAt: now } })
    expect(await storage.getResourceById({ resourceId })).toMatchObject({ workingMemory: 'notes' })
    expect((await storage.listMessages({ threadId, ...history })).messages).toEqual([])
    expect(recorded.names).toEqual(['ai_open_turn', 'ai_begin_turn'])
  })

  test('once more as long as somebody likes to read, from the second turn on', async () => {
    const { storage, recorded } = open
    const threadId = await begun()
    const read = async () => {
      await storage.getThreadById({ threadId })
      return (await storage.listMessages({ threadId, ...history, perPage: 12 })).messages.length
    }
    expect(await read()).toBe(12)
    await storage.updateThread({ id: threadId, title: 'x' })
    await storage.deleteMessages([crypto.randomUUID()])
    recorded.names.length = 0
    expect(await read()).toBe(12)
    expect(recorded.names).toEqual(['ai_open_turn'])
  })

  test('and nothing of it is shown to another resource', async () => {
    const { storage, otherResourceId } = open
    const threadId = await begun()
    await storage.getThreadById({ threadId })
    expect(await storage.getThreadById({ threadId, resourceId: otherResourceId })).toBeNull()
    expect((await storage.listMessages({ threadId, resourceId: otherResourceId, ...history })).messages).toEqual([])
    expect(await storage.getResourceById({ resourceId: otherResourceId })).toBeNull()
  })
})

describe('what was read a moment ago', () => {
  test('is a copy for everybody', async () => {
    const { storage } = open
    const threadId = await begun()
    const thread = await storage.getThreadById({ threadId })
    Object.assign(thread?.metadata ?? {}, { changed: true })
    expect((await storage.getThreadById({ threadId }))?.metadata).toEqual({})
  })

  test('is read again after two seconds', async () => {
    const { storage, recorded, database } = open
    const threadId = await begun()
    vi.useFakeTimers({ toFake: ['performance'] })
    try {
      await storage.getThreadById({ threadId })
      await database.call('ai_update_thread', { thread_id: threadId, title: 'by somebody else' })
      vi.advanceTimersByTime(1_999)
      expect((await storage.getThreadById({ threadId }))?.title).toBe('')
      vi.advanceTimersByTime(1)
      expect((await storage.getThreadById({ threadId }))?.title).toBe('by somebody else')
      expect(recorded.names).toEqual(['ai_open_turn', 'ai_open_turn'])
    } finally {
      vi.useRealTimers()
    }
  })

  test('is right after every write through the store', async () => {
    const { storage, resourceId, otherResourceId } = open
    const threadId = await begun()
    const read = async () => {
      const thread = await storage.getThreadById({ threadId })
      const resource = await storage.getResourceById({ resourceId })
      const { messages } = await storage.listMessages({ threadId, ...history })
      return [thread?.title, thread?.resourceId, resource?.workingMemory, messages.map(textOf)[0]]
    }
    expect(await read()).toEqual(['', resourceId, 'notes', '11'])
    const added = open.message(threadId, 'added', 20_000)
    await storage.saveMessages({ messages: [added] })
    expect(await read()).toEqual(['', resourceId, 'notes', 'added'])
    await storage.updateThread({ id: threadId, title: 'Knee' })
    await storage.updateResource({ resourceId, workingMemory: 'new notes' })
    expect(await read()).toEqual(['Knee', resourceId, 'new notes', 'added'])
    await storage.updateMessages({
      messages: [{ id: added.id, content: { parts: [{ type: 'text', text: 'changed' }] } }],
    })
    expect(await read()).toEqual(['Knee', resourceId, 'new notes', 'changed'])
    await storage.deleteMessages([added.id])
    expect(await read()).toEqual(['Knee', resourceId, 'new notes', '11'])
    await storage.updateThreadResourceId({ threadId, resourceId: otherResourceId })
    expect(await read()).toEqual(['Knee', otherResourceId, 'new notes', '11'])
    await storage.deleteThread({ threadId })
    expect(await read()).toEqual([undefined, undefined, 'new notes', undefined])
  })

  test('is not kept when it was read before a write and arrived after it', async () => {
    const { storage } = open
    const threadId = await begun()
    const early = storage.getThreadById({ threadId })
    const title = storage.updateThread({ id: threadId, title: 'Knee' })
    await Promise.all([early, title])
    expect((await storage.getThreadById({ threadId }))?.title).toBe('Knee')
  })
})

import { MastraError } from '@mastra/core/error'
import type { MastraDBMessage } from '@mastra/core/agent'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SupabaseMemoryStorage, toThread } from '../store'
import { openRealDatabase } from '../store/testing/real-database'
import type { RealDatabase } from '../store/testing/real-database'
import { recorded } from '../store/testing/recorded'
import { RunStorage } from './run-storage'

let database: RealDatabase
beforeAll(async () => {
  database = await openRealDatabase()
})
afterAll(() => database.close())

test('reads from the store, hands saving to the writer, and refuses every other write', async () => {
  const { call, names } = recorded(database.call)
  const threadId = crypto.randomUUID()
  await call('ai_save_thread', { thread_id: threadId, title: 'Knee' })
  let saves = 0
  const other = crypto.randomUUID()
  const [row] = await call('ai_save_thread', { thread_id: other, title: 'Hip' })
  const own = toThread(row!)
  const storage = new RunStorage(new SupabaseMemoryStorage({ call, userId: database.userId }), own, () => (saves += 1))
  expect(await storage.getThreadById({ threadId })).toMatchObject({ title: 'Knee' })
  const read = names.length
  expect(await storage.getThreadById({ threadId: other, resourceId: own.resourceId })).toBe(own)
  expect(names.length).toBe(read)
  expect(await storage.getThreadById({ threadId: other, resourceId: `${database.userId}:someone` })).toBeNull()
  expect(await storage.listMessages({ threadId })).toMatchObject({ messages: [], total: 0 })
  expect(await storage.listMessagesById({ messageIds: [threadId] })).toEqual({ messages: [] })

  const before = names.length
  const message: MastraDBMessage = {
    id: 'm',
    role: 'assistant',
    createdAt: new Date(),
    content: { format: 2, parts: [] },
  }
  expect(await storage.saveMessages({ messages: [message] })).toEqual({ messages: [message] })
  expect(await storage.updateMessages({ messages: [{ id: 'm' }] })).toEqual([{ id: 'm' }])
  expect(saves).toBe(2)
  for (const write of [
    () => storage.saveThread(),
    () => storage.updateThread(),
    () => storage.patchThread({ id: threadId, title: 'x' }),
    () => storage.deleteThread(),
    () => storage.deleteMessages(),
    () => storage.saveResource(),
    () => storage.updateResource(),
    () => storage.dangerouslyClearAll(),
  ]) {
    await expect(write()).rejects.toBeInstanceOf(MastraError)
  }
  expect(names.length).toBe(before)
})

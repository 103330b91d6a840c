import { MastraError } from '@mastra/core/error'
import type { MastraDBMessage } from '@mastra/core/agent'
import { expect, test } from 'vitest'
import { SupabaseMemoryStorage } from '../store'
import { createFakeDatabase } from '../store/testing/fake-database'
import { RunStorage } from './run-storage'

test('reads from the store, hands saving to the writer, and refuses every other write', async () => {
  const database = createFakeDatabase()
  const threadId = crypto.randomUUID()
  await database.call('ai_save_thread', { thread_id: threadId, title: 'Knee' })
  let saves = 0
  const storage = new RunStorage(new SupabaseMemoryStorage(database), () => (saves += 1))
  expect(await storage.getThreadById({ threadId })).toMatchObject({ title: 'Knee' })
  expect(await storage.listMessages({ threadId })).toMatchObject({ messages: [], total: 0 })
  expect(await storage.listMessagesById({ messageIds: [threadId] })).toEqual({ messages: [] })

  const before = database.calls.length
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
  expect(database.calls.length).toBe(before)
})

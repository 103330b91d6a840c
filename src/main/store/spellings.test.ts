// UUIDs may be spelt in large letters; the database gives them back in small ones.
import { expect, test } from 'vitest'
import { openStorage } from './testing/open-storage'

const open = openStorage()
const large = (id: string) => id.toUpperCase()

test('a message with an id in large letters is saved, changed and deleted as the one it is', async () => {
  const threadId = await open.saveThread()
  const message = open.message(threadId, 'first', 0, { id: large(crypto.randomUUID()), threadId: large(threadId) })
  const { messages } = await open.storage.saveMessages({ messages: [message] })
  expect(messages.map(({ id }) => id)).toEqual([message.id.toLowerCase()])
  await open.storage.saveMessages({ messages: [{ ...message, id: message.id.toLowerCase() }] })

  const content = { parts: [{ type: 'text' as const, text: 'changed' }] }
  const [changed] = await open.storage.updateMessages({ messages: [{ id: message.id, content }] })
  expect(changed?.content.parts).toMatchObject([{ text: 'changed' }])
  expect((await open.storage.listMessages({ threadId: large(threadId) })).total).toBe(1)
  await open.storage.deleteMessages([message.id])
  expect((await open.storage.listMessages({ threadId })).total).toBe(0)
})

test('a list with all messages of such a thread has no more', async () => {
  const [threadId, messages] = await open.filled(3)
  const include = [{ id: large(messages[0]?.id ?? '') }]
  const list = await open.storage.listMessages({ threadId: large(threadId), perPage: 3, page: 0, include })
  expect(list).toMatchObject({ total: 3, hasMore: false })
})

test('metadata that is changed is read afresh: what another computer wrote a moment ago stays', async () => {
  const threadId = await open.saveThread()
  await open.storage.getThreadById({ threadId })
  await open.database.call('ai_update_thread', { thread_id: threadId, metadata: { theirs: 2 } })
  await open.storage.updateThreadMetadata({ id: threadId, update: (thread) => ({ ...thread.metadata, mine: 1 }) })
  expect((await open.storage.getThreadById({ threadId }))?.metadata).toMatchObject({ theirs: 2, mine: 1 })
})

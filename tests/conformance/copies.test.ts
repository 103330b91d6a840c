// Copies of threads, and threads that go to another resource.
import type { StorageThreadType } from '@mastra/core/memory'
import type { StorageCloneThreadInput } from '@mastra/core/storage'
import { describe, expect, test } from 'vitest'
import { at, change, messageOf, messagesOf, numbered, say, seen, textsIn, textsOf } from './making'
import { isOurs, stores, useWorld } from './world'

const unknown = '11111111-1111-4111-8111-111111111111'

describe.each(stores)('a copy of a thread in %s', (name) => {
  const world = useWorld(name)

  const copy = (source: StorageThreadType, more: Partial<StorageCloneThreadInput> = {}) =>
    world.memory.cloneThread({ sourceThreadId: source.id, ...more })

  test('has the messages under new ids, with their times, and says where it comes from', async () => {
    const thread = await world.newThread({ title: 'Holidays', metadata: { pinned: true } })
    const messages = messagesOf(thread, ['one', 'two', 'three'])
    messages[1]!.role = 'assistant'
    messages[1]!.content.metadata = { nested: { kept: [null] } }
    await world.memory.saveMessages({ messages: [...messages] })
    const { thread: made, clonedMessages, messageIdMap } = await copy(thread)

    expect(made).toMatchObject({ title: 'Clone of Holidays', resourceId: thread.resourceId })
    expect(made.id).not.toBe(thread.id)
    expect(made.createdAt.getTime()).toBeGreaterThan(thread.createdAt.getTime())
    const { clone, ...metadata } = made.metadata as { clone: Record<string, unknown> }
    expect(metadata).toEqual({})
    expect(clone).toMatchObject({ sourceThreadId: thread.id, lastMessageId: messages[2]!.id })
    expect(new Date(clone['clonedAt'] as string).getTime()).toBeGreaterThan(at(0).getTime())
    // Stored as JSON, that moment may come back as its text.
    const found = await world.memory.getThreadById({ threadId: made.id })
    const { clonedAt } = (found!.metadata as { clone: { clonedAt: string } }).clone
    expect(new Date(clonedAt)).toEqual(new Date(clone['clonedAt'] as string))
    expect(found).toEqual({ ...made, metadata: { clone: { ...clone, clonedAt } } })

    expect(Object.keys(messageIdMap!).toSorted()).toEqual(messages.map(({ id }) => id).toSorted())
    expect(clonedMessages.map(seen)).toEqual(
      messages.map((message) => seen({ ...message, id: messageIdMap![message.id]!, threadId: made.id })),
    )
    const { messages: copied } = await world.memory.listMessages({ threadId: made.id, resourceId: thread.resourceId })
    expect(copied).toEqual(clonedMessages)
    expect(new Set([...clonedMessages, ...messages].map(({ id }) => id)).size).toBe(6)
  })

  test('leaves the original as it is, and neither changes with the other', async () => {
    const thread = await world.newThread({ metadata: { pinned: true } })
    const messages = await say(world.memory, thread, ['one', 'two'])
    const before = await world.memory.getThreadById({ threadId: thread.id })
    const { thread: made, messageIdMap } = await copy(thread)
    expect(await world.memory.getThreadById({ threadId: thread.id })).toEqual(before)
    await change(world.memory, { id: messageIdMap![messages[0]!.id]!, content: { metadata: { copied: true } } })
    await world.memory.deleteMessages([messageIdMap![messages[1]!.id]!])
    const found = await world.memory.listMessages({ threadId: thread.id })
    expect(found.messages.map(seen)).toEqual(messages.map(seen))
    await world.memory.deleteThread({ threadId: thread.id })
    expect(await textsIn(world.memory, made.id)).toEqual(['one'])
  })

  test('takes the id, title, resource and metadata that are given', async () => {
    const thread = await world.newThread()
    await say(world.memory, thread, ['one'])
    const newThreadId = crypto.randomUUID()
    const resourceId = await world.newResource()
    const { thread: made, clonedMessages } = await copy(thread, {
      newThreadId,
      resourceId,
      title: 'Mine',
      metadata: { a: { b: 1 }, clone: 'not this' },
    })
    expect(made).toMatchObject({ id: newThreadId, resourceId, title: 'Mine' })
    expect(made.metadata).toMatchObject({ a: { b: 1 }, clone: { sourceThreadId: thread.id } })
    expect(clonedMessages.map((message) => message.resourceId)).toEqual([resourceId])
    expect(textsOf(await world.memory.listMessagesByResourceId({ resourceId }))).toEqual(['one'])
    expect((await world.memory.listMessagesByResourceId({ resourceId: thread.resourceId })).total).toBe(1)
    expect((await world.memory.listThreads({ filter: { resourceId } })).threads.map(({ id }) => id)).toEqual([
      newThreadId,
    ])
  })

  test('of an unnamed thread has no name either', async () => {
    const { thread: made } = await copy(await world.newThread({ title: '' }))
    expect(made.title ?? '').toBe('')
  })

  test('of an empty thread is empty, and names no last message', async () => {
    const thread = await world.newThread()
    const { thread: made, clonedMessages, messageIdMap } = await copy(thread)
    expect(clonedMessages).toEqual([])
    expect(messageIdMap).toEqual({})
    expect(Object.keys(made.metadata!['clone'] as object).toSorted()).toEqual(['clonedAt', 'sourceThreadId'])
  })

  test('can be of some messages: by id, by date with both ends, the newest of them', async () => {
    const thread = await world.newThread()
    const messages = await say(world.memory, thread, numbered(9))
    const some = async (options: StorageCloneThreadInput['options']) => {
      const made = await copy(thread, { options })
      const last = (made.thread.metadata as { clone: { lastMessageId?: string } }).clone.lastMessageId
      const texts = textsOf({ messages: made.clonedMessages })
      expect(Object.keys(made.messageIdMap!).length).toBe(texts.length)
      expect(last).toBe(messages[Number(texts.at(-1)) - 1]?.id)
      return texts
    }
    const ids = (...numbers: number[]) => numbers.map((number) => messages[number - 1]!.id)
    expect(await some({ messageLimit: 3 })).toEqual(['7', '8', '9'])
    expect(await some({ messageLimit: 100 })).toEqual(numbered(9))
    expect(await some({ messageLimit: 0 })).toEqual(numbered(9))
    expect(await some({ messageFilter: { messageIds: ids(5, 2, 3) } })).toEqual(['2', '3', '5'])
    expect(await some({ messageFilter: { messageIds: [] } })).toEqual(numbered(9))
    expect(await some({ messageFilter: { messageIds: [...ids(4), unknown, 'client-msg-1'] } })).toEqual(['4'])
    expect(await some({ messageFilter: { startDate: at(2000), endDate: at(4000) } })).toEqual(['3', '4', '5'])
    expect(await some({ messageFilter: { startDate: at(7001) } })).toEqual(['9'])
    expect(await some({ messageFilter: { endDate: at(999) } })).toEqual(['1'])
    expect(await some({ messageLimit: 2, messageFilter: { startDate: at(1000), endDate: at(5000) } })).toEqual([
      '5',
      '6',
    ])
    expect(await some({ messageLimit: 1, messageFilter: { messageIds: ids(1, 2, 8), endDate: at(5000) } })).toEqual([
      '2',
    ])
    expect(await some({ messageFilter: { startDate: at(99_000) } })).toEqual([])
  })

  test('takes no messages of other threads, even if their ids are asked for', async () => {
    const thread = await world.newThread()
    const beside = await world.newThread({ resourceId: thread.resourceId })
    const [mine] = await say(world.memory, thread, ['mine'])
    const [other] = await say(world.memory, beside, ['other'])
    const messageIds = [mine!.id, other!.id]
    const { clonedMessages } = await copy(thread, { options: { messageFilter: { messageIds } } })
    expect(textsOf({ messages: clonedMessages })).toEqual(['mine'])
  })

  test('keeps the order of messages of one moment', async () => {
    const thread = await world.newThread()
    await world.memory.saveMessages({ messages: numbered(20).map((text) => messageOf(thread, text)) })
    expect(textsOf({ messages: (await copy(thread)).clonedMessages })).toEqual(numbered(20))
    const newest = await copy(thread, { options: { messageLimit: 3 } })
    expect(textsOf({ messages: newest.clonedMessages })).toEqual(['18', '19', '20'])
  })

  test('takes the newest by their times, not the last to arrive', async () => {
    const thread = await world.newThread()
    const messages = messagesOf(thread, numbered(5))
    for (const index of [3, 4, 0, 2, 1]) await world.memory.saveMessages({ messages: [messages[index]!] })
    const { thread: made, clonedMessages } = await copy(thread, { options: { messageLimit: 2 } })
    expect(textsOf({ messages: clonedMessages })).toEqual(['4', '5'])
    expect(made.metadata).toMatchObject({ clone: { lastMessageId: messages[4]!.id } })
    const whole = await copy(thread)
    expect(textsOf({ messages: whole.clonedMessages })).toEqual(numbered(5))
    expect(whole.thread.metadata).toMatchObject({ clone: { lastMessageId: messages[4]!.id } })
  })

  test('of 1,200 messages has all of them, and the map too', async () => {
    const thread = await world.newThread()
    const messages = messagesOf(thread, numbered(1200))
    for (const start of [0, 400, 800]) {
      await world.memory.saveMessages({ messages: messages.slice(start, start + 400) })
    }
    const { clonedMessages, messageIdMap } = await copy(thread)
    expect(textsOf({ messages: clonedMessages })).toEqual(numbered(1200))
    expect(clonedMessages.map(({ id }) => id)).toEqual(messages.map(({ id }) => messageIdMap![id]))
  })

  test('can be made without reading the messages', async () => {
    const thread = await world.newThread()
    await say(world.memory, thread, ['one', 'two'])
    const { thread: made, messageIdMap, ...rest } = await world.memory.copyThread({ sourceThreadId: thread.id })
    expect(rest).toEqual({})
    expect(Object.keys(messageIdMap!).length).toBe(2)
    expect(await textsIn(world.memory, made.id)).toEqual(['one', 'two'])
  })

  test('of a thread that is not there, or over one that is, is refused', async () => {
    const thread = await world.newThread()
    const there = await world.newThread({ resourceId: thread.resourceId })
    await say(world.memory, thread, ['one'])
    for (const sourceThreadId of [unknown, 'thread-1', '']) {
      const call = world.memory.copyThread({ sourceThreadId })
      expect(await world.outcomeOf(call), `of ${sourceThreadId}`).toBe('refused')
    }
    for (const newThreadId of [there.id, thread.id]) {
      expect(await world.outcomeOf(copy(thread, { newThreadId }))).toBe('refused')
    }
    expect(await textsIn(world.memory, there.id)).toEqual([])
    expect(await textsIn(world.memory, thread.id)).toEqual(['one'])
    expect((await world.memory.listThreads({ filter: { resourceId: thread.resourceId } })).total).toBe(2)
  })

  test.runIf(isOurs(name))('for somebody else is refused (InMemoryStore knows no owners)', async () => {
    const thread = await world.newThread()
    const userId = thread.resourceId.split(':')[0]!
    for (const resourceId of ['user-1', `${unknown}:${unknown}`, `${userId}:${unknown}`]) {
      expect(await world.outcomeOf(copy(thread, { resourceId })), `for ${resourceId}`).toBe('refused')
    }
    expect(await world.outcomeOf(copy(thread, { newThreadId: 'thread-1' }))).toBe('refused')
    expect((await world.memory.listThreads({ filter: { resourceId: thread.resourceId } })).total).toBe(1)
  })
})

describe.each(stores)('a thread that goes to another resource in %s', (name) => {
  const world = useWorld(name)

  const move = (threadId: string, resourceId: string) => world.memory.updateThreadResourceId({ threadId, resourceId })
  const has = async (resourceId: string) => ({
    threads: (await world.memory.listThreads({ filter: { resourceId } })).threads.map(({ title }) => title),
    messages: textsOf(await world.memory.listMessagesByResourceId({ resourceId })),
  })

  test('takes its messages along and stays what it was', async () => {
    const thread = await world.newThread({ title: 'Moves', metadata: { a: 1 }, createdAt: at(5) })
    const beside = await world.newThread({ resourceId: thread.resourceId, title: 'Stays' })
    const messages = await say(world.memory, thread, ['one', 'two'])
    await say(world.memory, beside, ['three'])
    const [from, to] = [thread.resourceId, await world.newResource()]
    const moved = await move(thread.id, to)
    expect(moved).toMatchObject({ id: thread.id, resourceId: to, title: 'Moves', metadata: { a: 1 }, createdAt: at(5) })
    expect(await world.memory.getThreadById({ threadId: thread.id })).toEqual(moved)
    expect(await world.memory.getThreadById({ threadId: thread.id, resourceId: from })).toBeNull()
    expect(await has(from)).toEqual({ threads: ['Stays'], messages: ['three'] })
    expect(await has(to)).toEqual({ threads: ['Moves'], messages: ['one', 'two'] })
    const found = await world.memory.listMessages({ threadId: thread.id, resourceId: to })
    expect(found.messages.map(seen)).toEqual(messages.map((message) => seen({ ...message, resourceId: to })))
    await move(thread.id, from)
    expect(await has(to)).toEqual({ threads: [], messages: [] })
  })

  test('and is there already, stays', async () => {
    const thread = await world.newThread()
    const before = await world.memory.getThreadById({ threadId: thread.id })
    expect(await move(thread.id, thread.resourceId)).toEqual(before)
    expect(await world.memory.getThreadById({ threadId: thread.id })).toEqual(before)
  })

  test('goes whole, with 1,200 messages', async () => {
    const thread = await world.newThread({ title: 'Long' })
    const messages = messagesOf(thread, numbered(1200))
    for (const start of [0, 400, 800]) {
      await world.memory.saveMessages({ messages: messages.slice(start, start + 400) })
    }
    const to = await world.newResource()
    await move(thread.id, to)
    const found = await world.memory.listMessagesByResourceId({ resourceId: to, perPage: false })
    expect(textsOf(found)).toEqual(numbered(1200))
    expect(await has(thread.resourceId)).toEqual({ threads: [], messages: [] })
  })

  test('must be there', async () => {
    const resourceId = await world.newResource()
    for (const threadId of [unknown, 'thread-1', '']) {
      expect(await world.outcomeOf(move(threadId, resourceId)), `with ${threadId}`).toBe('refused')
    }
  })

  test.runIf(isOurs(name))(
    'goes to no other person, and no persona that is none (InMemoryStore has neither)',
    async () => {
      const thread = await world.newThread()
      await say(world.memory, thread, ['one'])
      const userId = thread.resourceId.split(':')[0]!
      for (const resourceId of ['', 'user-1', `${unknown}:${unknown}`, `${userId}:${unknown}`, `${userId}:x`]) {
        expect(await world.outcomeOf(move(thread.id, resourceId)), `to ${resourceId}`).toBe('refused')
      }
      expect(await has(thread.resourceId)).toEqual({ threads: ['A title'], messages: ['one'] })
    },
  )
})

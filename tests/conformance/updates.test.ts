// Changing messages in part, moving them to another thread, and deleting them.
import type { MastraDBMessage } from '@mastra/core/agent'
import { describe, expect, test } from 'vitest'
import { at, change, messageOf, numbered, say, seen, textsIn, textsOf } from './making'
import { isOurs, stores, useWorld } from './world'

const unknown = '11111111-1111-4111-8111-111111111111'

describe.each(stores)('changing messages in %s', (name) => {
  const world = useWorld(name)

  async function one(id: string): Promise<MastraDBMessage> {
    const { messages } = await world.memory.listMessagesById({ messageIds: [id] })
    return messages[0]!
  }

  test('merges the content, and its metadata one level deeper', async () => {
    const thread = await world.newThread()
    const message = messageOf(thread, 'said', { role: 'assistant', createdAt: at(7) })
    message.content.metadata = { kept: 1, changed: 1, deep: { a: 1 }, nothing: 0 }
    message.content.reasoning = 'because'
    await world.memory.saveMessages({ messages: [message] })
    const [updated] = await change(world.memory, {
      id: message.id,
      content: { metadata: { changed: 2, deep: { b: 2 }, nothing: null, added: [1] } },
    })
    const content = {
      ...message.content,
      metadata: { kept: 1, changed: 2, deep: { b: 2 }, nothing: null, added: [1] },
    }
    expect(seen(updated!)).toEqual(seen({ ...message, content }))
    expect(seen(await one(message.id))).toEqual(seen({ ...message, content }))

    await change(world.memory, { id: message.id, content: { content: 'its text' } })
    expect((await one(message.id)).content).toEqual({ ...content, content: 'its text' })
  })

  test('replaces parts as a whole, and leaves the rest', async () => {
    const thread = await world.newThread()
    const message = messageOf(thread, 'said')
    message.content.metadata = { kept: true }
    await world.memory.saveMessages({ messages: [message] })
    const parts = [{ type: 'text' as const, text: 'said otherwise' }]
    await change(world.memory, { id: message.id, content: { parts } })
    expect((await one(message.id)).content).toEqual({ format: 2, parts, metadata: { kept: true } })
  })

  test('can make metadata where there was none', async () => {
    const thread = await world.newThread()
    const [message] = await say(world.memory, thread, ['said'])
    await change(world.memory, { id: message!.id, content: { metadata: { a: 1 } } })
    expect((await one(message!.id)).content).toEqual({ ...message!.content, metadata: { a: 1 } })
  })

  test('can change the role alone', async () => {
    const thread = await world.newThread()
    const [message] = await say(world.memory, thread, ['said'])
    await change(world.memory, { id: message!.id, role: 'assistant' })
    expect(seen(await one(message!.id))).toEqual(seen({ ...message!, role: 'assistant' }))
  })

  test('of a batch does each, in order, and leaves out those that are not there', async () => {
    const thread = await world.newThread()
    const [a, b, c] = await say(world.memory, thread, ['a', 'b', 'c'])
    const tag = (id: string, metadata: Record<string, unknown>) => ({ id, content: { metadata } })
    const updated = await change(
      world.memory,
      tag(a!.id, { tag: 1 }),
      tag(unknown, { tag: 2 }),
      tag('client-msg-1', { tag: 2 }),
      tag('', { tag: 2 }),
      tag(b!.id, { tag: 3, also: true }),
      tag(a!.id, { tag: 4 }),
    )
    expect(new Set(updated.map(({ id }) => id))).toEqual(new Set([a!.id, b!.id]))
    const { messages } = await world.memory.listMessages({ threadId: thread.id })
    expect(messages.map(({ content }) => content.metadata)).toEqual([{ tag: 4 }, { tag: 3, also: true }, undefined])
    expect(messages[2]).toMatchObject({ id: c!.id, content: c!.content })
  })

  test('of none is none', async () => {
    expect(await world.memory.updateMessages({ messages: [] })).toEqual([])
    expect(await change(world.memory, { id: unknown }, { id: 'x' })).toEqual([])
  })

  test('says in the thread when it was changed', async () => {
    const thread = await world.newThread()
    const [message] = await say(world.memory, thread, ['said'])
    const before = (await world.memory.getThreadById({ threadId: thread.id }))!.updatedAt.getTime()
    await change(world.memory, { id: message!.id, content: { metadata: { a: 1 } } })
    const after = (await world.memory.getThreadById({ threadId: thread.id }))!.updatedAt.getTime()
    expect(after).toBeGreaterThan(before)
  })

  test('in thirty different parts at once loses none, from two computers', async () => {
    const thread = await world.newThread()
    const [message] = await say(world.memory, thread, ['said'])
    const other = await world.anotherComputer()
    const keys = numbered(30).map((number) => `key_${number}`)
    await Promise.all(
      keys.map((key, index) =>
        change((index % 2 ? world : other).memory, { id: message!.id, content: { metadata: { [key]: index } } }),
      ),
    )
    expect((await one(message!.id)).content).toEqual({
      ...message!.content,
      metadata: Object.fromEntries(keys.map((key, index) => [key, index])),
    })
  })

  test('two hundred in one call changes every one', async () => {
    const thread = await world.newThread()
    const messages = await say(world.memory, thread, numbered(200))
    const updates = messages.map(({ id }, index) => ({ id, content: { metadata: { index } } }))
    expect((await change(world.memory, ...updates)).length).toBe(200)
    const found = await world.memory.listMessages({ threadId: thread.id, perPage: false })
    expect(found.messages.map(({ content }) => content.metadata?.['index'])).toEqual(numbered(200, 0).map(Number))
  })
})

describe.each(stores)('moving messages in %s', (name) => {
  const world = useWorld(name)

  const move = (ids: string[], to: { threadId: string; resourceId?: string }) =>
    change(world.memory, ...ids.map((id) => ({ id, ...to })))
  const changedAt = async (threadId: string) => (await world.memory.getThreadById({ threadId }))!.updatedAt.getTime()

  test('to another thread takes them there, in the order of their times', async () => {
    const from = await world.newThread()
    const to = await world.newThread({ resourceId: from.resourceId })
    const messages = await say(world.memory, from, ['1', '2', '3', '4'])
    await world.memory.saveMessages({ messages: [messageOf(to, 'there', { createdAt: at(1500) })] })
    const before = [await changedAt(from.id), await changedAt(to.id)]
    const moved = await move([messages[1]!.id, messages[2]!.id], { threadId: to.id })
    expect(moved.map(seen)).toEqual(messages.slice(1, 3).map((message) => seen({ ...message, threadId: to.id })))
    expect(await textsIn(world.memory, from.id)).toEqual(['1', '4'])
    expect(await textsIn(world.memory, to.id)).toEqual(['2', 'there', '3'])
    const after = [await changedAt(from.id), await changedAt(to.id)]
    expect(after[0]).toBeGreaterThan(before[0]!)
    expect(after[1]).toBeGreaterThan(before[1]!)
    expect((await world.memory.listMessagesByResourceId({ resourceId: from.resourceId })).total).toBe(5)
  })

  test('to a thread of another resource makes them that resource’s', async () => {
    const from = await world.newThread()
    const to = await world.newThread()
    const [message] = await say(world.memory, from, ['moved', 'stays'])
    await move([message!.id], { threadId: to.id, resourceId: to.resourceId })
    const list = (resourceId: string) => world.memory.listMessagesByResourceId({ resourceId })
    expect(textsOf(await list(from.resourceId))).toEqual(['stays'])
    expect(textsOf(await list(to.resourceId))).toEqual(['moved'])
    const found = await world.memory.listMessages({ threadId: to.id, resourceId: to.resourceId })
    expect(found.messages.map(seen)).toEqual([seen({ ...message!, threadId: to.id, resourceId: to.resourceId })])
  })

  test.runIf(isOurs(name))(
    'to a thread that is not there, or somebody else’s resource, is refused (InMemoryStore loses them there)',
    async () => {
      const thread = await world.newThread()
      const [message] = await say(world.memory, thread, ['said'])
      for (const to of [
        { threadId: unknown },
        { threadId: 'thread-1' },
        { threadId: thread.id, resourceId: `${unknown}:${unknown}` },
        { threadId: thread.id, resourceId: 'user-1' },
      ]) {
        expect(await world.outcomeOf(move([message!.id], to)), `with ${JSON.stringify(to)}`).toBe('refused')
      }
      const found = await world.memory.listMessages({ threadId: thread.id })
      expect(found.messages.map(seen)).toEqual([seen(message!)])
    },
  )
})

describe.each(stores)('deleting messages in %s', (name) => {
  const world = useWorld(name)

  test('takes these and no others, of several threads', async () => {
    const [one, two] = [await world.newThread(), await world.newThread()]
    const first = await say(world.memory, one, ['1', '2', '3'])
    const second = await say(world.memory, two, ['4', '5'])
    await world.memory.deleteMessages([first[1]!.id, second[0]!.id, unknown, 'client-msg-1', ''])
    expect(await textsIn(world.memory, one.id)).toEqual(['1', '3'])
    expect(await textsIn(world.memory, two.id)).toEqual(['5'])
    expect(await world.memory.listMessagesById({ messageIds: [first[1]!.id] })).toEqual({ messages: [] })
    const include = [{ id: first[1]!.id, withPreviousMessages: 1 }]
    expect((await world.memory.listMessages({ threadId: one.id, include, perPage: 0 })).messages).toEqual([])
    const around = [{ id: first[2]!.id, withPreviousMessages: 1 }]
    expect(textsOf(await world.memory.listMessages({ threadId: one.id, include: around, perPage: 0 }))).toEqual([
      '1',
      '3',
    ])
    expect((await world.memory.listMessagesByResourceId({ resourceId: one.resourceId })).total).toBe(2)
    expect((await world.memory.listMessages({ threadId: one.id })).total).toBe(2)
  })

  test('again, or none, or some that never were, is no error', async () => {
    const thread = await world.newThread()
    const [message] = await say(world.memory, thread, ['said'])
    for (const ids of [[message!.id], [message!.id], [message!.id, message!.id], [], [unknown], ['x', '', ' ']]) {
      await expect(world.memory.deleteMessages(ids)).resolves.toBeUndefined()
    }
    expect(await textsIn(world.memory, thread.id)).toEqual([])
  })

  test('says in the thread when it was changed, if anything was', async () => {
    const thread = await world.newThread()
    const [message] = await say(world.memory, thread, ['said', 'stays'])
    const changedAt = async () => (await world.memory.getThreadById({ threadId: thread.id }))!.updatedAt.getTime()
    const before = await changedAt()
    await world.memory.deleteMessages([unknown])
    expect(await changedAt()).toBe(before)
    await new Promise((resolve) => setTimeout(resolve, 5))
    await world.memory.deleteMessages([message!.id])
    expect(await changedAt()).toBeGreaterThan(before)
  })

  test('takes seven hundred in one call', async () => {
    const thread = await world.newThread()
    const messages = [
      ...(await say(world.memory, thread, numbered(400))),
      ...(await say(world.memory, thread, numbered(400))),
    ]
    await world.memory.deleteMessages(messages.slice(0, 700).map(({ id }) => id))
    expect((await world.memory.listMessages({ threadId: thread.id })).total).toBe(100)
  })
})

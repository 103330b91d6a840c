// Saving messages: whole or not at all, again and again, and by several at once.
import type { MastraDBMessage } from '@mastra/core/agent'
import type { StorageThreadType } from '@mastra/core/memory'
import { describe, expect, test } from 'vitest'
import { at, messageOf, messagesOf, numbered, say, seen, textsIn, textsOf } from './making'
import { isOurs, stores, useWorld } from './world'

const unknown = '11111111-1111-4111-8111-111111111111'

describe.each(stores)('saving messages in %s', (name) => {
  const world = useWorld(name)

  test('gives them back, and none for none', async () => {
    const thread = await world.newThread()
    const messages = messagesOf(thread, ['one', 'two'])
    const saved = await world.memory.saveMessages({ messages: [...messages] })
    expect(saved.messages.map(seen)).toEqual(messages.map(seen))
    expect(await world.memory.saveMessages({ messages: [] })).toEqual({ messages: [] })
  })

  test.each(['user', 'assistant', 'system', 'signal'] as const)('keeps the role %s', async (role) => {
    const thread = await world.newThread()
    await world.memory.saveMessages({ messages: [messageOf(thread, 'said', { role })] })
    const found = await world.memory.listMessages({ threadId: thread.id })
    expect(found.messages.map((message) => message.role)).toEqual([role])
  })

  test('again replaces them whole, and they keep the moment they were made', async () => {
    const thread = await world.newThread()
    const first = messageOf(thread, 'asks', { role: 'user', createdAt: at(1) })
    first.content.metadata = { pendingToolApprovals: { call: { toolName: 'pay' } }, kept: 1 }
    first.content.content = 'asks'
    await world.memory.saveMessages({ messages: [first] })
    const second = messageOf(thread, 'paid', { id: first.id, role: 'assistant', createdAt: at(9000) })
    second.content.metadata = { other: 2 }
    await world.memory.saveMessages({ messages: [second] })
    const { messages } = await world.memory.listMessages({ threadId: thread.id })
    const createdAt = world.differs({
      reference: at(9000),
      ours: at(1),
      because: 'a message that goes on after an approval would jump behind what was said meanwhile',
    })
    expect(messages.map(seen)).toEqual([seen({ ...second, createdAt })])
  })

  test('again moves them to the thread they name', async () => {
    const from = await world.newThread()
    const to = await world.newThread({ resourceId: from.resourceId })
    const [moved] = await say(world.memory, from, ['moved', 'stays'])
    await world.memory.saveMessages({ messages: [{ ...moved!, threadId: to.id }] })
    expect(await textsIn(world.memory, from.id)).toEqual(['stays'])
    expect(await textsIn(world.memory, to.id)).toEqual(['moved'])
  })

  test('twice is the same as once', async () => {
    const thread = await world.newThread()
    const messages = messagesOf(thread, numbered(20))
    const once = await world.memory.saveMessages({ messages: [...messages] })
    const before = await world.memory.listMessages({ threadId: thread.id })
    for (const part of [messages, messages.slice(5, 9), messages.toReversed()]) {
      await world.memory.saveMessages({ messages: [...part] })
    }
    expect(await world.memory.listMessages({ threadId: thread.id })).toEqual(before)
    const again = await world.memory.saveMessages({ messages: [...messages] })
    expect(again.messages.map(seen)).toEqual(once.messages.map(seen))
  })

  test('with one id twice keeps the last, once', async () => {
    const thread = await world.newThread()
    const first = messageOf(thread, 'first')
    const beside = messageOf(thread, 'beside', { createdAt: at(1) })
    const last = messageOf(thread, 'last', { id: first.id })
    const saved = await world.memory.saveMessages({ messages: [first, beside, last] })
    expect(textsOf(saved)).toEqual(['last', 'beside'])
    expect(await textsIn(world.memory, thread.id)).toEqual(['last', 'beside'])
  })

  test('of 500 over several threads and resources keeps every one, in order', async () => {
    const resources = [await world.newResource(), await world.newResource()]
    const threads: StorageThreadType[] = []
    for (const number of numbered(5).map(Number)) {
      threads.push(await world.newThread({ resourceId: resources[number % 2] }))
    }
    const roles = ['user', 'assistant', 'signal'] as const
    const messages = numbered(500, 0)
      .map(Number)
      .map((number) =>
        messageOf(threads[number % 5]!, String(number), {
          role: roles[number % 3],
          createdAt: at(Math.floor(number / 50)),
          ...(number % 7 === 0 && {
            content: {
              format: 2,
              parts: [{ type: 'step-start' }, { type: 'text', text: String(number) }],
              metadata: { number, even: number % 2 === 0 },
            },
          }),
        }),
      )
    const saved = await world.memory.saveMessages({ messages: [...messages] })
    expect(new Set(saved.messages.map(({ id }) => id)).size).toBe(500)
    for (const [index, thread] of threads.entries()) {
      const found = await world.memory.listMessages({ threadId: thread.id, perPage: false })
      expect(found.messages.map(seen)).toEqual(messages.filter((_, number) => number % 5 === index).map(seen))
    }
    const of = await world.memory.listMessagesByResourceId({ resourceId: resources[0]!, perPage: false })
    expect(of.total).toBe(200)
  })

  test('of 1,200 in one call keeps every one', async () => {
    const thread = await world.newThread()
    const messages = messagesOf(thread, numbered(1200))
    const saved = await world.memory.saveMessages({ messages: [...messages] })
    expect(saved.messages.length).toBe(1200)
    expect(await textsIn(world.memory, thread.id)).toEqual(numbered(1200))
  })

  test('says in every thread when it was changed, and in no other', async () => {
    const one = await world.newThread()
    const two = await world.newThread({ resourceId: one.resourceId })
    const beside = await world.newThread({ resourceId: one.resourceId })
    const times = async () => {
      const found = await Promise.all([one, two, beside].map(({ id }) => world.memory.getThreadById({ threadId: id })))
      return found.map((thread) => thread!.updatedAt.getTime())
    }
    const before = await times()
    const changed = async () => (await times()).map((time, index) => time > before[index]!)
    await new Promise((resolve) => setTimeout(resolve, 5))
    await world.memory.saveMessages({ messages: [] })
    expect(await changed()).toEqual([false, false, false])
    await world.memory.saveMessages({ messages: [messageOf(one, 'a'), messageOf(two, 'b')] })
    expect(await changed()).toEqual([true, true, false])
  })

  test('keeps nothing of what is done with the messages afterwards', async () => {
    const thread = await world.newThread()
    const message = messageOf(thread, 'said')
    await world.memory.saveMessages({ messages: [message] })
    message.content.parts.push({ type: 'text', text: ' and more' })
    message.role = 'assistant'
    const found = await world.memory.listMessages({ threadId: thread.id })
    expect(textsOf(found)).toEqual(['said'])
    expect(found.messages[0]?.role).toBe('user')
  })

  test('can be read on another computer', async () => {
    const thread = await world.newThread()
    const other = await world.anotherComputer()
    await say(world.memory, thread, ['said here'])
    expect(await textsIn(other.memory, thread.id)).toEqual(['said here'])
    await other.memory.saveMessages({ messages: [messageOf(thread, 'said there', { createdAt: at(5000) })] })
    expect(await textsIn(world.memory, thread.id)).toEqual(['said here', 'said there'])
  })
})

describe.each(stores.filter(isOurs))('what cannot be saved in %s (InMemoryStore takes anything)', (name) => {
  const world = useWorld(name)

  test('is refused, and nothing of the batch is kept', async () => {
    const thread = await world.newThread()
    const before = await world.memory.getThreadById({ threadId: thread.id })
    const fine = messageOf(thread, 'fine')
    const wrong: Record<string, Partial<MastraDBMessage>> = {
      'no thread': { threadId: undefined },
      'a blank thread': { threadId: ' ' },
      'no resource': { resourceId: undefined },
      'a blank resource': { resourceId: '' },
      'a thread that is not there': { threadId: unknown },
      'a thread id that is none': { threadId: 'thread-1' },
      'a message id that is none': { id: 'client-msg-1' },
      'a blank message id': { id: '' },
      'a resource of somebody else': { resourceId: `${unknown}:${unknown}` },
      'a resource that is none': { resourceId: 'user-1' },
      'a role that is none': { role: 'admin' as never },
    }
    for (const [what, given] of Object.entries(wrong)) {
      for (const messages of [
        [messageOf(thread, 'wrong', given)],
        [fine, messageOf(thread, 'wrong', given)],
        [messageOf(thread, 'wrong', given), fine],
      ]) {
        expect(await world.outcomeOf(world.memory.saveMessages({ messages })), `with ${what}`).toBe('refused')
      }
    }
    expect(await textsIn(world.memory, thread.id)).toEqual([])
    expect(await world.memory.getThreadById({ threadId: thread.id })).toEqual(before)
  })

  test('under another resource than that of its thread is refused, or is its thread’s', async () => {
    const thread = await world.newThread()
    const { resourceId } = await world.newThread()
    const message = messageOf({ id: thread.id, resourceId }, 'said')
    const outcome = await world.outcomeOf(world.memory.saveMessages({ messages: [message] }))
    const found = await world.memory.listMessages({ threadId: thread.id })
    expect(found.messages.map((each) => each.resourceId)).toEqual(outcome === 'refused' ? [] : [thread.resourceId])
    expect((await world.memory.listMessagesByResourceId({ resourceId })).messages).toEqual([])
  })
})

describe.each(stores)('saving at once in %s', (name) => {
  const world = useWorld(name)

  test('the same batch from two computers is one batch', async () => {
    const thread = await world.newThread()
    const other = await world.anotherComputer()
    const messages = messagesOf(thread, numbered(20))
    await Promise.all(
      [world, other, world, other].map(({ memory }) => memory.saveMessages({ messages: [...messages] })),
    )
    expect(await textsIn(world.memory, thread.id)).toEqual(numbered(20))
  })

  test('different messages from two computers keeps all of them', async () => {
    const thread = await world.newThread()
    const other = await world.anotherComputer()
    const messages = messagesOf(thread, numbered(30))
    await Promise.all(
      messages.map((message, index) => (index % 2 ? world : other).memory.saveMessages({ messages: [message] })),
    )
    const found = await world.memory.listMessages({ threadId: thread.id })
    expect(textsOf(found)).toEqual(numbered(30))
    expect(found.total).toBe(30)
  })

  test('batches over the same threads in opposite orders does not block', async () => {
    const [one, two] = [await world.newThread(), await world.newThread()]
    const batches = numbered(10).map((text, index) => {
      const pair = [messageOf(one, text, { createdAt: at(index) }), messageOf(two, text, { createdAt: at(index) })]
      return index % 2 ? pair : pair.toReversed()
    })
    await Promise.all(batches.map((messages) => world.memory.saveMessages({ messages })))
    expect(await textsIn(world.memory, one.id)).toEqual(numbered(10))
    expect(await textsIn(world.memory, two.id)).toEqual(numbered(10))
  })

  test('while others are deleted loses only those', async () => {
    const thread = await world.newThread()
    const old = await say(world.memory, thread, numbered(10))
    const messages = messagesOf(thread, numbered(10, 11)).map((message) => ({ ...message, createdAt: at(20_000) }))
    await Promise.all([
      ...messages.map((message) => world.memory.saveMessages({ messages: [message] })),
      ...old.map(({ id }) => world.memory.deleteMessages([id])),
    ])
    expect((await textsIn(world.memory, thread.id)).toSorted()).toEqual(numbered(10, 11))
  })

  test('a message that is being deleted ends with it being there whole, or gone', async () => {
    const thread = await world.newThread()
    const [message] = await say(world.memory, thread, ['said'])
    const again = messageOf(thread, 'said again', { id: message!.id })
    await Promise.allSettled([
      world.memory.deleteMessages([message!.id]),
      world.memory.saveMessages({ messages: [again] }),
    ])
    const texts = await textsIn(world.memory, thread.id)
    expect([[], ['said again']]).toContainEqual(texts)
    expect(textsOf(await world.memory.listMessagesById({ messageIds: [message!.id] }))).toEqual(texts)
  })

  test('after a deletion brings the message back, or is refused: never taken and lost', async () => {
    const thread = await world.newThread()
    const [message, beside] = await say(world.memory, thread, ['said', 'beside'])
    await world.memory.deleteMessages([message!.id])
    const outcome = await world.outcomeOf(world.memory.saveMessages({ messages: [message!] }))
    const texts = outcome === 'refused' ? ['beside'] : ['said', 'beside']
    expect(await textsIn(world.memory, thread.id)).toEqual(texts)
    await world.memory.saveMessages({ messages: [beside!] })
    expect(await textsIn(world.memory, thread.id)).toEqual(texts)
  })
})

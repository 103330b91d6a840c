// Messages by date and by metadata, and those of all threads of a resource.
import type { StorageListMessagesInput } from '@mastra/core/storage'
import { describe, expect, test } from 'vitest'
import { at, messageOf, numbered, say, seen, textsOf } from './making'
import { stores, useWorld } from './world'

type Filter = NonNullable<StorageListMessagesInput['filter']>

describe.each(stores)('messages by date in %s', (name) => {
  const world = useWorld(name)

  test('have both ends unless they are excluded, to the millisecond', async () => {
    const thread = await world.newThread()
    await world.memory.saveMessages({
      messages: [1, 2, 3, 4].map((moment) => messageOf(thread, String(moment), { createdAt: at(moment) })),
    })
    const between = async (dateRange: Filter['dateRange']) =>
      textsOf(await world.memory.listMessages({ threadId: thread.id, filter: { dateRange } }))
    expect(await between({ start: at(2), end: at(3) })).toEqual(['2', '3'])
    expect(await between({ start: at(2), end: at(3), startExclusive: true })).toEqual(['3'])
    expect(await between({ start: at(2), end: at(3), endExclusive: true })).toEqual(['2'])
    expect(await between({ start: at(2), end: at(3), startExclusive: true, endExclusive: true })).toEqual([])
    expect(await between({ start: at(3) })).toEqual(['3', '4'])
    expect(await between({ start: at(3), startExclusive: true })).toEqual(['4'])
    expect(await between({ end: at(2) })).toEqual(['1', '2'])
    expect(await between({ end: at(2), endExclusive: true })).toEqual(['1'])
    expect(await between({})).toEqual(['1', '2', '3', '4'])
    expect(await between({ start: at(4), end: at(1) })).toEqual([])
    expect(await between({ start: new Date('1970-01-01'), end: new Date('2999-12-31') })).toEqual(['1', '2', '3', '4'])
  })

  test('are counted and come in pages', async () => {
    const thread = await world.newThread()
    await say(world.memory, thread, numbered(9))
    const filter = { dateRange: { start: at(2000), end: at(6000) } }
    const first = await world.memory.listMessages({ threadId: thread.id, filter, perPage: 3 })
    expect(textsOf(first)).toEqual(['3', '4', '5'])
    expect(first).toMatchObject({ total: 5, hasMore: true })
    const second = await world.memory.listMessages({ threadId: thread.id, filter, perPage: 3, page: 1 })
    expect(textsOf(second)).toEqual(['6', '7'])
    expect(second).toMatchObject({ total: 5, hasMore: false })
  })
})

describe.each(stores)('messages by metadata in %s', (name) => {
  const world = useWorld(name)

  test('have all of it: words, numbers, yes and no, and null where it says null', async () => {
    const thread = await world.newThread()
    const tagged = (text: string, metadata?: Record<string, unknown>) =>
      messageOf(thread, text, { content: { ...messageOf(thread, text).content, ...(metadata && { metadata }) } })
    await world.memory.saveMessages({
      messages: [
        tagged('one', { word: 'a', number: 1, yes: true, nothing: null }),
        tagged('two', { word: '1', number: '1', yes: 'true', nothing: 'null' }),
        tagged('three', { word: null, number: 0, yes: false, other: 'a' }),
        tagged('four', { word: ['a'], number: [1], nested: { word: 'a', number: 1 }, yes: { a: true } }),
        tagged('five'),
        tagged('six', { word: 'A', number: 0.1, empty: '', long: 1e21, quoted: `"'\\%_` }),
      ],
    })
    const found = async (metadata: Filter['metadata']) => {
      const list = await world.memory.listMessages({ threadId: thread.id, filter: { metadata } })
      expect(list.total).toBe(list.messages.length)
      return textsOf(list)
    }
    expect(await found({ word: 'a' })).toEqual(['one'])
    expect(await found({ word: '1' })).toEqual(['two'])
    expect(await found({ number: 1 })).toEqual(['one'])
    expect(await found({ number: '1' })).toEqual(['two'])
    expect(await found({ number: 0 })).toEqual(['three'])
    expect(await found({ number: 0.1, word: 'A' })).toEqual(['six'])
    expect(await found({ long: 1e21 })).toEqual(['six'])
    expect(await found({ yes: true })).toEqual(['one'])
    expect(await found({ yes: false })).toEqual(['three'])
    expect(await found({ nothing: null })).toEqual(['one'])
    expect(await found({ nothing: 'null' })).toEqual(['two'])
    expect(await found({ word: null })).toEqual(['three'])
    expect(await found({ missing: null })).toEqual([])
    expect(await found({ empty: '' })).toEqual(['six'])
    expect(await found({ quoted: `"'\\%_` })).toEqual(['six'])
    expect(await found({ word: 'a', number: 1, yes: true })).toEqual(['one'])
    expect(await found({ word: 'a', number: 2 })).toEqual([])
    expect(await found({ hasOwnProperty: 'a' })).toEqual([])
    expect(await found({})).toEqual(['one', 'two', 'three', 'four', 'five', 'six'])
  })

  test('are counted, come in pages, either way, and within dates', async () => {
    const thread = await world.newThread()
    const messages = numbered(12).map((text) => {
      const message = messageOf(thread, text, { createdAt: at(Number(text)) })
      return { ...message, content: { ...message.content, metadata: { even: Number(text) % 2 === 0 } } }
    })
    await world.memory.saveMessages({ messages })
    const list = (more: Partial<StorageListMessagesInput>) =>
      world.memory.listMessages({ threadId: thread.id, filter: { metadata: { even: true } }, perPage: 4, ...more })
    expect(textsOf(await list({}))).toEqual(['2', '4', '6', '8'])
    expect(await list({})).toMatchObject({ total: 6, hasMore: true })
    expect(textsOf(await list({ page: 1 }))).toEqual(['10', '12'])
    expect(await list({ page: 1 })).toMatchObject({ total: 6, hasMore: false })
    expect(textsOf(await list({ orderBy: { direction: 'DESC' }, includeTotal: false }))).toEqual(['12', '10', '8', '6'])
    expect((await list({ includeTotal: false })).hasMore).toBe(true)
    const filter = { metadata: { even: true }, dateRange: { start: at(5), end: at(8), endExclusive: true } }
    expect(textsOf(await list({ filter }))).toEqual(['6'])
  })

  test('leave what is included besides as it is', async () => {
    const thread = await world.newThread()
    const [plain, tagged] = [messageOf(thread, 'plain'), messageOf(thread, 'tagged', { createdAt: at(1) })]
    tagged.content.metadata = { tag: 'x' }
    await world.memory.saveMessages({ messages: [plain, tagged] })
    const found = await world.memory.listMessages({
      threadId: thread.id,
      filter: { metadata: { tag: 'x' } },
      include: [{ id: plain.id }],
    })
    expect(textsOf(found)).toEqual(['plain', 'tagged'])
    expect(found).toMatchObject({ total: 1, hasMore: false })
  })

  test('are not looked for under keys or by values that could be something else', async () => {
    const thread = await world.newThread()
    const keys = ['', 'a b', 'a.b', "a'", '1a', 'a-b', '__proto__', 'constructor', 'prototype', 'é', 'x'.repeat(129)]
    for (const key of keys) {
      const metadata = JSON.parse(`{${JSON.stringify(key)}: 1}`) as Record<string, number>
      const { resourceId } = thread
      for (const call of [
        () => world.memory.listMessages({ threadId: thread.id, filter: { metadata } }),
        () => world.memory.listMessagesByResourceId({ resourceId, filter: { metadata } }),
      ]) {
        expect(await world.outcomeOf(call()), `with ${key}`).toBe('refused')
      }
    }
    for (const value of [[1], { a: 1 }, Number.NaN, Number.POSITIVE_INFINITY, undefined, new Date(), 1n]) {
      const filter = { metadata: { key: value } } as unknown as Filter
      const outcome = await world.outcomeOf(world.memory.listMessages({ threadId: thread.id, filter }))
      expect(outcome, `with ${typeof value}`).toBe('refused')
    }
    const list = { metadata: [] as unknown as Filter['metadata'] }
    expect(await world.outcomeOf(world.memory.listMessages({ threadId: thread.id, filter: list }))).toBe('refused')
  })
})

describe.each(stores)('messages of a resource in %s', (name) => {
  const world = useWorld(name)

  async function twoThreadsAndAnother() {
    const one = await world.newThread()
    const two = await world.newThread({ resourceId: one.resourceId })
    const other = await world.newThread()
    const messages = {
      a: messageOf(one, 'a', { createdAt: at(1) }),
      b: messageOf(two, 'b', { createdAt: at(2), role: 'assistant' }),
      c: messageOf(one, 'c', { createdAt: at(3) }),
      d: messageOf(two, 'd', { createdAt: at(4) }),
      other: messageOf(other, 'other', { createdAt: at(2) }),
    }
    for (const message of [messages.a, messages.b, messages.d]) message.content.metadata = { tag: 'x' }
    await world.memory.saveMessages({ messages: Object.values(messages) })
    return { resourceId: one.resourceId, messages }
  }

  test('are those of all its threads, in the order of their times', async () => {
    const { resourceId, messages } = await twoThreadsAndAnother()
    const found = await world.memory.listMessagesByResourceId({ resourceId })
    expect(found.messages.map(seen)).toEqual([messages.a, messages.b, messages.c, messages.d].map(seen))
    expect(found).toMatchObject({ total: 4, page: 0, perPage: 40, hasMore: false })
    const orderBy = { field: 'createdAt', direction: 'DESC' } as const
    expect(textsOf(await world.memory.listMessagesByResourceId({ resourceId, orderBy }))).toEqual(['d', 'c', 'b', 'a'])
  })

  test('come in pages', async () => {
    const { resourceId } = await twoThreadsAndAnother()
    const page = (number: number, perPage: number | false) =>
      world.memory.listMessagesByResourceId({ resourceId, page: number, perPage })
    expect(textsOf(await page(0, 3))).toEqual(['a', 'b', 'c'])
    expect(await page(0, 3)).toMatchObject({ total: 4, perPage: 3, hasMore: true })
    expect(textsOf(await page(1, 3))).toEqual(['d'])
    expect(await page(1, 3)).toMatchObject({ total: 4, page: 1, hasMore: false })
    expect(textsOf(await page(0, false))).toEqual(['a', 'b', 'c', 'd'])
    expect(await page(0, false)).toMatchObject({ total: 4, perPage: false, hasMore: false })
    expect((await page(0, 0)).messages).toEqual([])
    const uncounted = { resourceId, perPage: 3, includeTotal: false }
    expect(await world.memory.listMessagesByResourceId(uncounted)).toMatchObject({ hasMore: true })
    for (const wrong of [{ page: -1 }, { page: 0.5 }, { perPage: -1 }, { perPage: Number.NaN }]) {
      const call = world.memory.listMessagesByResourceId({ resourceId, ...wrong })
      expect(await world.outcomeOf(call), `with ${JSON.stringify(wrong)}`).toBe('refused')
    }
  })

  test('can be filtered by date and metadata', async () => {
    const { resourceId } = await twoThreadsAndAnother()
    const found = async (filter: Filter) =>
      textsOf(await world.memory.listMessagesByResourceId({ resourceId, filter, perPage: false }))
    expect(await found({ dateRange: { start: at(1), startExclusive: true } })).toEqual(['b', 'c', 'd'])
    expect(await found({ metadata: { tag: 'x' } })).toEqual(['a', 'b', 'd'])
    expect(await found({ metadata: { tag: 'x' }, dateRange: { start: at(2), end: at(3) } })).toEqual(['b'])
  })

  test('can include others of the same resource, and of no other', async () => {
    const { resourceId, messages } = await twoThreadsAndAnother()
    const found = await world.memory.listMessagesByResourceId({
      resourceId,
      filter: { dateRange: { start: at(4) } },
      include: [{ id: messages.c.id, withPreviousMessages: 5, withNextMessages: 5 }, { id: messages.other.id }],
    })
    expect(textsOf(found)).toEqual(['a', 'c', 'd'])
    expect(found.total).toBe(1)
  })

  test('of nobody are none', async () => {
    await twoThreadsAndAnother()
    const nobody = '11111111-1111-4111-8111-111111111111'
    for (const resourceId of ['user-1', `${nobody}:${nobody}`, await world.newResource()]) {
      expect(await world.memory.listMessagesByResourceId({ resourceId })).toMatchObject({
        messages: [],
        total: 0,
        hasMore: false,
      })
    }
  })

  test('of a blank resource are none, or it is refused', async () => {
    await twoThreadsAndAnother()
    for (const resourceId of ['', ' ']) {
      const found = await world.memory.listMessagesByResourceId({ resourceId }).catch(() => ({ messages: [] }))
      expect(found.messages).toEqual([])
    }
  })
})

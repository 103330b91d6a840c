// Windows around messages: how recall reads what a search has found.
import type { MastraDBMessage } from '@mastra/core/agent'
import type { StorageThreadType } from '@mastra/core/memory'
import type { StorageListMessagesInput } from '@mastra/core/storage'
import { beforeAll, describe, expect, test } from 'vitest'
import { at, messageOf, numbered, say, seen, textsOf } from './making'
import { stores, useWorld } from './world'

const unknown = '11111111-1111-4111-8111-111111111111'

describe.each(stores)('included messages in %s', (name) => {
  const world = useWorld(name)
  // Two threads of one resource and one of another, a message of each in turn, a second apart.
  let here: StorageThreadType
  let said: Record<'here' | 'there' | 'elsewhere', MastraDBMessage[]>
  beforeAll(async () => {
    here = await world.newThread()
    const there = await world.newThread({ resourceId: here.resourceId })
    const elsewhere = await world.newThread()
    const words = (thread: StorageThreadType, word: string, offset: number) =>
      numbered(6).map((number) =>
        messageOf(thread, `${word} ${number}`, { createdAt: at(Number(number) * 1000 + offset) }),
      )
    said = {
      here: words(here, 'here', 0),
      there: words(there, 'there', 1),
      elsewhere: words(elsewhere, 'elsewhere', 2),
    }
    await world.memory.saveMessages({ messages: [...said.here, ...said.there, ...said.elsewhere] })
  })

  const list = (more: Partial<StorageListMessagesInput>) =>
    world.memory.listMessages({ threadId: here.id, perPage: 0, ...more })
  const id = (where: keyof typeof said, number: number) => said[where][number - 1]!.id

  test('alone, are the hit and its neighbours, and nothing is counted', async () => {
    const include = [{ id: id('here', 3), withPreviousMessages: 1, withNextMessages: 2 }]
    const found = await list({ include })
    expect(found.messages.map(seen)).toEqual(said.here.slice(1, 5).map(seen))
    expect(found).toMatchObject({ total: 0, page: 0, perPage: 0, hasMore: false })
  })

  test('are only the hit when no neighbours are asked for, and fewer at the ends', async () => {
    const windowOf = async (number: number, withPreviousMessages?: number, withNextMessages?: number) =>
      textsOf(await list({ include: [{ id: id('here', number), withPreviousMessages, withNextMessages }] }))
    expect(await windowOf(3)).toEqual(['here 3'])
    expect(await windowOf(3, 0, 0)).toEqual(['here 3'])
    expect(await windowOf(3, 2)).toEqual(['here 1', 'here 2', 'here 3'])
    expect(await windowOf(3, undefined, 1)).toEqual(['here 3', 'here 4'])
    expect(await windowOf(1, 5, 1)).toEqual(['here 1', 'here 2'])
    expect(await windowOf(6, 1, 500)).toEqual(['here 5', 'here 6'])
  })

  test('come from the thread of the hit, whichever thread is said', async () => {
    const hit = { id: id('there', 2), withPreviousMessages: 1, withNextMessages: 1 }
    for (const threadId of [undefined, here.id, said.elsewhere[0]!.threadId, unknown, 'thread-1']) {
      expect(textsOf(await list({ include: [{ ...hit, threadId }] }))).toEqual(['there 1', 'there 2', 'there 3'])
    }
  })

  test('come from threads of the resource only, when one is given', async () => {
    const include = [
      { id: id('elsewhere', 3), withPreviousMessages: 2, withNextMessages: 2 },
      { id: id('there', 3), withPreviousMessages: 1 },
    ]
    expect(textsOf(await list({ include, resourceId: here.resourceId }))).toEqual(['there 2', 'there 3'])
    expect(textsOf(await list({ include, resourceId: await world.newResource() }))).toEqual([])
    expect(textsOf(await list({ include, resourceId: 'user-1' }))).toEqual([])
  })

  test('come from anywhere when no resource is given, or a blank one', async () => {
    const include = [{ id: id('elsewhere', 3), withNextMessages: 1 }, { id: id('here', 1) }]
    for (const resourceId of [undefined, '']) {
      expect(textsOf(await list({ include, resourceId }))).toEqual(['here 1', 'elsewhere 3', 'elsewhere 4'])
    }
  })

  test('are each given once, in order, however windows overlap', async () => {
    const include = [
      { id: id('here', 4), withPreviousMessages: 2 },
      { id: id('there', 2), withNextMessages: 1 },
      { id: id('here', 2), withNextMessages: 3 },
      { id: id('here', 4) },
    ]
    const texts = ['here 2', 'there 2', 'here 3', 'there 3', 'here 4', 'here 5']
    expect(textsOf(await list({ include }))).toEqual(texts)
    const orderBy = { field: 'createdAt', direction: 'DESC' } as const
    expect(textsOf(await list({ include, orderBy }))).toEqual(texts.toReversed())
  })

  test('that are not there are left out', async () => {
    const include = [
      { id: unknown, withPreviousMessages: 3 },
      { id: 'client-msg-1' },
      { id: '' },
      { id: id('here', 1) },
    ]
    expect(textsOf(await list({ include }))).toEqual(['here 1'])
    expect(textsOf(await list({ include: include.slice(0, 3) }))).toEqual([])
    expect(textsOf(await list({ include: [] }))).toEqual([])
  })

  test('are sorted in among those of the page', async () => {
    const include = [
      { id: id('there', 5), withPreviousMessages: 4 },
      { id: id('here', 2), withNextMessages: 2 },
    ]
    const found = await list({ perPage: 3, include })
    expect(textsOf(found)).toEqual([
      'here 1',
      'there 1',
      'here 2',
      'there 2',
      'here 3',
      'there 3',
      'here 4',
      'there 4',
      'there 5',
    ])
    expect(found).toMatchObject({ total: 6, page: 0, perPage: 3, hasMore: true })
    const orderBy = { field: 'createdAt', direction: 'DESC' } as const
    const back = await list({ perPage: 2, include: include.slice(0, 1), orderBy })
    expect(textsOf(back)).toEqual(['here 6', 'there 5', 'here 5', 'there 4', 'there 3', 'there 2', 'there 1'])
  })

  test('that bring the rest of the thread leave nothing more to ask for', async () => {
    const include = [{ id: id('here', 6), withPreviousMessages: 3 }]
    expect(await list({ perPage: 2, include })).toMatchObject({ total: 6, hasMore: false })
    expect(await list({ perPage: 1, include })).toMatchObject({ total: 6, hasMore: true })
    expect(await list({ perPage: 6, include })).toMatchObject({ total: 6, hasMore: false })
    const all = await list({ perPage: false, include })
    expect(all).toMatchObject({ total: 6, perPage: false, hasMore: false })
    expect(all.messages.map(seen)).toEqual(said.here.map(seen))
  })

  test('are not narrowed by the dates of the page', async () => {
    const include = [{ id: id('here', 2), withPreviousMessages: 1 }]
    const filter = { dateRange: { start: at(5000), end: at(5500) } }
    expect(textsOf(await list({ perPage: 10, include, filter }))).toEqual(['here 1', 'here 2', 'here 5'])
  })

  test('of one moment have those that arrived before and after as neighbours', async () => {
    const thread = await world.newThread()
    const messages = numbered(9).map((text) => messageOf(thread, text))
    await world.memory.saveMessages({ messages })
    const include = [{ id: messages[4]!.id, withPreviousMessages: 2, withNextMessages: 1 }]
    expect(textsOf(await list({ include }))).toEqual(['3', '4', '5', '6'])
  })

  test('have those next in time as neighbours, not those next to arrive', async () => {
    const thread = await world.newThread()
    const late = messageOf(thread, 'late', { createdAt: at(3) })
    const early = messageOf(thread, 'early', { createdAt: at(1) })
    const between = messageOf(thread, 'between', { createdAt: at(2) })
    for (const message of [late, early, between]) await world.memory.saveMessages({ messages: [message] })
    const around = async (hit: MastraDBMessage) =>
      textsOf(await list({ include: [{ id: hit.id, withPreviousMessages: 1, withNextMessages: 1 }] }))
    expect(await around(early)).toEqual(['early', 'between'])
    expect(await around(between)).toEqual(['early', 'between', 'late'])
    expect(await around(late)).toEqual(['between', 'late'])
  })

  test('can be three hundred, with windows of a hundred', async () => {
    const thread = await world.newThread()
    const messages = await say(world.memory, thread, numbered(400))
    const hits = messages.slice(50, 350).map((message) => ({ id: message.id }))
    expect(textsOf(await list({ include: hits }))).toEqual(numbered(300, 51))
    const include = [{ id: messages[199]!.id, withPreviousMessages: 100, withNextMessages: 120 }]
    expect(textsOf(await list({ include }))).toEqual(numbered(221, 100))
  })
})

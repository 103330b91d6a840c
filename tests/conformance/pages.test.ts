// Messages of threads: their order, and pages of them.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { at, messageOf, numbered, say, seen, textOf, textsOf } from './making'
import { isOurs, stores, useWorld } from './world'

const unknown = '11111111-1111-4111-8111-111111111111'
const newestFirst = { field: 'createdAt', direction: 'DESC' } as const

describe.each(stores)('messages in %s', (name) => {
  const world = useWorld(name)

  test('are in the order of their times, not of their arrival', async () => {
    const thread = await world.newThread()
    const { memory } = world
    await memory.saveMessages({ messages: [messageOf(thread, 'second', { createdAt: at(2) })] })
    await memory.saveMessages({
      messages: [
        messageOf(thread, 'third', { createdAt: at(3) }),
        messageOf(thread, 'first', { createdAt: at(1) }),
        messageOf(thread, 'long ago', { createdAt: new Date('2001-02-03T04:05:06.789Z') }),
      ],
    })
    const found = await memory.listMessages({ threadId: thread.id })
    expect(textsOf(found)).toEqual(['long ago', 'first', 'second', 'third'])
    expect(found.messages.map(({ createdAt }) => createdAt.getTime() - at(0).getTime()).slice(1)).toEqual([1, 2, 3])
    expect(found.messages[0]?.createdAt).toEqual(new Date('2001-02-03T04:05:06.789Z'))
    const back = await memory.listMessages({ threadId: thread.id, orderBy: newestFirst })
    expect(textsOf(back)).toEqual(['third', 'second', 'first', 'long ago'])
  })

  test('of one moment are in the order of their arrival', async () => {
    const thread = await world.newThread()
    const texts = numbered(30)
    await world.memory.saveMessages({ messages: texts.slice(0, 15).map((text) => messageOf(thread, text)) })
    for (const text of texts.slice(15)) await world.memory.saveMessages({ messages: [messageOf(thread, text)] })
    expect(textsOf(await world.memory.listMessages({ threadId: thread.id }))).toEqual(texts)
    expect(textsOf(await world.memory.listMessages({ threadId: thread.id, orderBy: newestFirst }))).toEqual(
      world.differs({
        reference: texts,
        ours: texts.toReversed(),
        because: 'the last ten of a turn are read newest first, and the latest to arrive are the last',
      }),
    )
    for (const direction of ['ASC', 'DESC'] as const) {
      const pages: string[] = []
      for (const page of numbered(5, 0).map(Number)) {
        const orderBy = { field: 'createdAt', direction } as const
        pages.push(...textsOf(await world.memory.listMessages({ threadId: thread.id, page, perPage: 7, orderBy })))
      }
      expect(pages.toSorted((a, b) => Number(a) - Number(b))).toEqual(texts)
    }
  })

  test('stay where they are when they are saved again', async () => {
    const thread = await world.newThread()
    const messages = numbered(3).map((text) => messageOf(thread, text))
    await world.memory.saveMessages({ messages })
    await world.memory.saveMessages({ messages: [{ ...messages[0]!, content: messageOf(thread, '1 again').content }] })
    expect(textsOf(await world.memory.listMessages({ threadId: thread.id }))).toEqual(['1 again', '2', '3'])
  })

  test('come back as they were saved', async () => {
    const thread = await world.newThread()
    const messages = await say(world.memory, thread, ['one', 'two'])
    const found = await world.memory.listMessages({ threadId: thread.id })
    expect(found).toMatchObject({ total: 2, page: 0, perPage: 40, hasMore: false })
    expect(found.messages.map(seen)).toEqual(messages.map(seen))
  })

  test('come in pages', async () => {
    const { id: threadId, ...thread } = await world.newThread()
    await say(world.memory, { id: threadId, ...thread }, numbered(45))
    const page = (number: number, perPage?: number | false) =>
      world.memory.listMessages({ threadId, page: number, perPage })
    expect(await page(0)).toMatchObject({ total: 45, page: 0, perPage: 40, hasMore: true })
    expect(textsOf(await page(0))).toEqual(numbered(40))
    expect(textsOf(await page(1))).toEqual(numbered(5, 41))
    expect(await page(1)).toMatchObject({ total: 45, page: 1, perPage: 40, hasMore: false })
    expect(await page(2)).toMatchObject({ messages: [], total: 45, page: 2, hasMore: false })
    expect(textsOf(await page(4, 9))).toEqual(numbered(9, 37))
    expect(await page(4, 9)).toMatchObject({ total: 45, hasMore: false })
    expect(await page(3, 9)).toMatchObject({ total: 45, hasMore: true })
    expect(await page(0, 45)).toMatchObject({ total: 45, perPage: 45, hasMore: false })
    expect(await page(0, false)).toMatchObject({ total: 45, page: 0, perPage: false, hasMore: false })
    expect(textsOf(await page(0, false))).toEqual(numbered(45))
    expect(await page(0, 0)).toEqual({ messages: [], total: 0, page: 0, perPage: 0, hasMore: false })
  })

  test('are read newest first, without being counted', async () => {
    const thread = await world.newThread()
    await say(world.memory, thread, numbered(25))
    const last = (page: number) =>
      world.memory.listMessages({
        threadId: thread.id,
        resourceId: thread.resourceId,
        page,
        perPage: 10,
        orderBy: newestFirst,
        includeTotal: false,
      })
    expect(textsOf(await last(0))).toEqual(numbered(10, 16).toReversed())
    expect(textsOf(await last(1))).toEqual(numbered(10, 6).toReversed())
    expect(textsOf(await last(2))).toEqual(numbered(5).toReversed())
    expect([await last(0), await last(1), await last(2)].map(({ hasMore }) => hasMore)).toEqual([true, true, false])
    const exactly = { threadId: thread.id, perPage: 25, includeTotal: false }
    expect((await world.memory.listMessages(exactly)).hasMore).toBe(false)
    expect((await world.memory.listMessages({ ...exactly, perPage: false })).messages.length).toBe(25)
  })

  test('come a thousand to a page, and all 2,500 at once', async () => {
    const thread = await world.newThread()
    const texts = numbered(2500)
    for (const start of [0, 500, 1000, 1500, 2000]) {
      const messages = texts
        .slice(start, start + 500)
        .map((text) => messageOf(thread, text, { createdAt: at(Number(text)) }))
      await world.memory.saveMessages({ messages })
    }
    const list = (page: number, perPage: number | false) =>
      world.memory.listMessages({ threadId: thread.id, page, perPage })
    expect(textsOf(await list(0, 1000))).toEqual(numbered(1000))
    expect(textsOf(await list(1, 1000))).toEqual(numbered(1000, 1001))
    expect(await list(2, 1000)).toMatchObject({ total: 2500, perPage: 1000, hasMore: false })
    expect(textsOf(await list(2, 1000))).toEqual(numbered(500, 2001))
    expect(textsOf(await list(1, 1700))).toEqual(numbered(800, 1701))
    expect(await list(0, 1700)).toMatchObject({ total: 2500, perPage: 1700, hasMore: true })
    expect(textsOf(await list(0, false))).toEqual(texts)
    const back = await world.memory.listMessages({ threadId: thread.id, perPage: 1200, orderBy: newestFirst })
    expect(textsOf(back)).toEqual(texts.toReversed().slice(0, 1200))
    const ids = (await list(0, false)).messages.map(({ id }) => id)
    expect(textsOf(await world.memory.listMessagesById({ messageIds: ids.toReversed() }))).toEqual(texts)
  })

  test('of several threads are one list', async () => {
    const [one, two, three] = [await world.newThread(), await world.newThread(), await world.newThread()]
    await world.memory.saveMessages({
      messages: [
        messageOf(one, 'one at 1', { createdAt: at(1) }),
        messageOf(two, 'two at 2', { createdAt: at(2) }),
        messageOf(one, 'one at 3', { createdAt: at(3) }),
        messageOf(three, 'not asked for', { createdAt: at(2) }),
      ],
    })
    const threadId = [one.id, two.id, one.id]
    const all = ['one at 1', 'two at 2', 'one at 3']
    expect(textsOf(await world.memory.listMessages({ threadId }))).toEqual(all)
    expect(textsOf(await world.memory.listMessages({ threadId, orderBy: newestFirst }))).toEqual(all.toReversed())
    const page = await world.memory.listMessages({ threadId, page: 1, perPage: 2 })
    expect(textsOf(page)).toEqual(['one at 3'])
    expect(page).toMatchObject({ total: 3, hasMore: false })
    const ofOne = await world.memory.listMessages({ threadId, resourceId: one.resourceId })
    expect(textsOf(ofOne)).toEqual(['one at 1', 'one at 3'])
    expect(ofOne.total).toBe(2)
  })

  test('are those of the resource that is given, of any when it is blank', async () => {
    const thread = await world.newThread()
    await say(world.memory, thread, ['mine'])
    const list = (resourceId?: string) => world.memory.listMessages({ threadId: thread.id, resourceId })
    expect(textsOf(await list(thread.resourceId))).toEqual(['mine'])
    expect(textsOf(await list(''))).toEqual(['mine'])
    for (const other of [await world.newResource(), 'user-1', `${unknown}:${unknown}`]) {
      expect(await list(other)).toMatchObject({ messages: [], total: 0, hasMore: false })
    }
  })

  test('of a thread that is not there are none', async () => {
    for (const threadId of [unknown, 'thread-1', `subconscious:${unknown}:remind`, [unknown, 'thread-2']]) {
      const found = await world.memory.listMessages({ threadId })
      expect(found).toMatchObject({ messages: [], total: 0, page: 0, perPage: 40, hasMore: false })
    }
  })

  test('of no thread are refused', async () => {
    const { id } = await world.newThread()
    for (const threadId of ['', '  ', [], [''], [id, ''], [id, ' ']]) {
      expect(await world.outcomeOf(world.memory.listMessages({ threadId })), `with ${JSON.stringify(threadId)}`).toBe(
        'refused',
      )
    }
  })

  test('on pages that are none are refused', async () => {
    const { id: threadId } = await world.newThread()
    for (const wrong of [
      { page: -1 },
      { page: 1.5 },
      { page: Number.NaN },
      { page: Number.POSITIVE_INFINITY },
      { page: Number.MAX_SAFE_INTEGER, perPage: 2 },
      { perPage: -1 },
      { perPage: 1.5 },
      { perPage: Number.NaN },
      { perPage: Number.POSITIVE_INFINITY },
    ]) {
      const call = world.memory.listMessages({ threadId, ...wrong })
      expect(await world.outcomeOf(call), `with ${JSON.stringify(wrong)}`).toBe('refused')
    }
  })

  test('by their ids are in the order of their times, each once, and those that are not there are left out', async () => {
    const [one, two] = [await world.newThread(), await world.newThread()]
    const a = messageOf(one, 'a', { createdAt: at(1) })
    const b = messageOf(two, 'b', { createdAt: at(2) })
    const c = messageOf(one, 'c', { createdAt: at(3), role: 'assistant' })
    await world.memory.saveMessages({ messages: [c, a, b] })
    const messageIds = [c.id, unknown, b.id, 'message-1', '', a.id, b.id]
    const { messages } = await world.memory.listMessagesById({ messageIds })
    expect(messages.map(seen)).toEqual([a, b, c].map(seen))
    expect(await world.memory.listMessagesById({ messageIds: [] })).toEqual({ messages: [] })
    expect(await world.memory.listMessagesById({ messageIds: [unknown] })).toEqual({ messages: [] })
  })

  test('are given as copies', async () => {
    const thread = await world.newThread()
    await say(world.memory, thread, ['said'])
    const { messages } = await world.memory.listMessages({ threadId: thread.id })
    Object.assign(messages[0]!.content, { parts: [], metadata: { changed: true } })
    expect(textsOf(await world.memory.listMessages({ threadId: thread.id }))).toEqual(['said'])
  })
})

const anyMoments = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 25 })
const anyPage = fc.record({
  page: fc.integer({ min: 0, max: 4 }),
  perPage: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(false as const)),
  direction: fc.constantFrom('ASC' as const, 'DESC' as const),
  includeTotal: fc.boolean(),
  start: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
  end: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
  startExclusive: fc.boolean(),
  endExclusive: fc.boolean(),
})

describe.each(stores)('any page of any messages in %s', (name) => {
  const world = useWorld(name)

  test('is what sorting and cutting them by hand gives', async () => {
    await fc.assert(
      fc.asyncProperty(anyMoments, fc.array(anyPage, { minLength: 3, maxLength: 6 }), async (moments, pages) => {
        const thread = await world.newThread()
        const messages = moments.map((moment, index) => messageOf(thread, String(index), { createdAt: at(moment) }))
        await world.memory.saveMessages({ messages })
        for (const { page: asked, perPage, direction, includeTotal, ...range } of pages) {
          const page = perPage === false ? 0 : asked
          const inRange = moments.flatMap((moment, index) => {
            const { start = 0, end = 4, startExclusive, endExclusive } = range
            const isLate = startExclusive && range.start !== undefined ? moment > start : moment >= start
            const isEarly = endExclusive && range.end !== undefined ? moment < end : moment <= end
            return isLate && isEarly ? [{ moment, index }] : []
          })
          // Ties: the reference keeps their order either way, ours turns it round.
          const ascending = inRange.toSorted((a, b) => a.moment - b.moment || a.index - b.index)
          const ofReference = inRange.toSorted((a, b) => b.moment - a.moment || a.index - b.index)
          const descending = isOurs(name) ? ascending.toReversed() : ofReference
          const sorted = (direction === 'ASC' ? ascending : descending).map(({ index }) => String(index))
          const size = perPage === false ? sorted.length : perPage
          const found = await world.memory.listMessages({
            threadId: thread.id,
            page,
            perPage,
            includeTotal,
            orderBy: { field: 'createdAt', direction },
            filter: {
              dateRange: {
                start: range.start === undefined ? undefined : at(range.start),
                end: range.end === undefined ? undefined : at(range.end),
                startExclusive: range.startExclusive,
                endExclusive: range.endExclusive,
              },
            },
          })
          expect(found.messages.map(textOf)).toEqual(sorted.slice(page * size, (page + 1) * size))
          expect(found.hasMore).toBe((page + 1) * size < sorted.length)
          expect(includeTotal ? found.total : sorted.length).toBe(sorted.length)
        }
      }),
      { numRuns: 15 },
    )
  })
})

// Lists of threads: pages, order, and filters by resource and metadata.
import type { StorageListThreadsOutput } from '@mastra/core/storage'
import { describe, expect, test } from 'vitest'
import { at, everyJsonType, numbered, threadOf } from './making'
import { stores, useWorld } from './world'

const titlesOf = ({ threads }: StorageListThreadsOutput) => threads.map(({ title }) => title)

describe.each(stores)('a list of threads in %s', (name) => {
  const world = useWorld(name)

  /** Threads called 1, 2, … of one resource, made a second apart. */
  async function threads(count: number, resourceId?: string): Promise<string> {
    const resource = resourceId ?? (await world.newResource())
    for (const title of numbered(count)) {
      const moment = at(Number(title) * 1000)
      await world.newThread({ resourceId: resource, title, createdAt: moment, updatedAt: moment })
    }
    return resource
  }

  test('has those of a resource, newest first, whole', async () => {
    const resourceId = await world.newResource()
    const older = threadOf(resourceId, { metadata: everyJsonType, createdAt: at(1), updatedAt: at(9) })
    const newer = threadOf(resourceId, { metadata: { a: 1 }, createdAt: at(2), updatedAt: at(8) })
    await world.memory.saveThread({ thread: { ...older } })
    await world.memory.saveThread({ thread: { ...newer } })
    await threads(2)
    expect(await world.memory.listThreads({ filter: { resourceId } })).toEqual({
      threads: [newer, older].map((thread) => ({ ...thread, updatedAt: expect.any(Date) })),
      total: 2,
      page: 0,
      perPage: 100,
      hasMore: false,
    })
  })

  test('comes in pages', async () => {
    const resourceId = await threads(7)
    const page = (number: number, perPage: number | false = 3) =>
      world.memory.listThreads({ filter: { resourceId }, page: number, perPage })
    expect(titlesOf(await page(0))).toEqual(['7', '6', '5'])
    expect(await page(1)).toMatchObject({ total: 7, page: 1, perPage: 3, hasMore: true })
    expect(titlesOf(await page(2))).toEqual(['1'])
    expect(await page(2)).toMatchObject({ total: 7, hasMore: false })
    expect(await page(3)).toEqual({ threads: [], total: 7, page: 3, perPage: 3, hasMore: false })
    expect(await page(0, 7)).toMatchObject({ total: 7, perPage: 7, hasMore: false })
    expect(await page(0, 0)).toMatchObject({ threads: [], perPage: 0 })
    expect(titlesOf(await page(0, false))).toEqual(['7', '6', '5', '4', '3', '2', '1'])
    expect(await page(0, false)).toMatchObject({ total: 7, page: 0, perPage: false, hasMore: false })
  })

  test('has at most 100 unless it is asked for more', async () => {
    const resourceId = await threads(101)
    const first = await world.memory.listThreads({ filter: { resourceId } })
    expect(first.threads.length).toBe(100)
    expect(first).toMatchObject({ total: 101, perPage: 100, hasMore: true })
    expect((await world.memory.listThreads({ filter: { resourceId }, perPage: false })).threads.length).toBe(101)
    expect((await world.memory.listThreads({ filter: { resourceId }, perPage: 5000 })).threads.length).toBe(101)
  })

  test('is ordered by creation or change, either way', async () => {
    const resourceId = await threads(3)
    const [oldest] = (
      await world.memory.listThreads({ filter: { resourceId }, orderBy: { field: 'createdAt', direction: 'ASC' } })
    ).threads
    await world.memory.updateThread({ id: oldest!.id, title: '1, changed last' })
    const order = async (field?: 'createdAt' | 'updatedAt', direction?: 'ASC' | 'DESC') =>
      titlesOf(await world.memory.listThreads({ filter: { resourceId }, orderBy: { field, direction } }))
    expect(await order('createdAt', 'ASC')).toEqual(['1, changed last', '2', '3'])
    expect(await order('createdAt', 'DESC')).toEqual(['3', '2', '1, changed last'])
    expect(await order('updatedAt', 'ASC')).toEqual(['2', '3', '1, changed last'])
    expect(await order('updatedAt', 'DESC')).toEqual(['1, changed last', '3', '2'])
    expect(await order('updatedAt')).toEqual(['1, changed last', '3', '2'])
    expect(await order(undefined, 'ASC')).toEqual(['1, changed last', '2', '3'])
  })

  test('falls back to the newest first when the order is none', async () => {
    const resourceId = await threads(2)
    const orderBy = { field: 'title; drop table ai_threads', direction: 'SIDEWAYS' } as never
    expect(titlesOf(await world.memory.listThreads({ filter: { resourceId }, orderBy }))).toEqual(['2', '1'])
  })

  test.each(['ASC', 'DESC'] as const)('shows every thread of one moment once, page by page, %s', async (direction) => {
    const resourceId = await world.newResource()
    for (const title of numbered(20)) await world.newThread({ resourceId, title })
    const found: (string | undefined)[] = []
    for (const page of [0, 1, 2]) {
      const orderBy = { field: 'createdAt', direction } as const
      found.push(...titlesOf(await world.memory.listThreads({ filter: { resourceId }, page, perPage: 7, orderBy })))
    }
    expect(found.toSorted((a, b) => Number(a) - Number(b))).toEqual(numbered(20))
  })

  test('refuses pages that are none', async () => {
    const filter = { resourceId: await world.newResource() }
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
      { perPage: false as const, page: 1 },
    ]) {
      expect(
        await world.outcomeOf(world.memory.listThreads({ filter, ...wrong })),
        `with ${JSON.stringify(wrong)}`,
      ).toBe('refused')
    }
  })

  test('of a resource that nobody has is empty', async () => {
    await threads(1)
    for (const resourceId of [
      'user-1',
      '11111111-1111-4111-8111-111111111111:11111111-1111-4111-8111-111111111111',
      await world.newResource(),
      ' ',
    ]) {
      expect(await world.memory.listThreads({ filter: { resourceId } })).toMatchObject({
        threads: [],
        total: 0,
        hasMore: false,
      })
    }
  })

  test('of all resources has all there are', async () => {
    const resourceIds = [await threads(2), await threads(1)]
    const { threads: all, total } = await world.memory.listThreads({ perPage: false })
    expect(all.length).toBe(total)
    expect(all.filter((thread) => resourceIds.includes(thread.resourceId)).length).toBe(3)
  })

  test('is the same on another computer', async () => {
    const resourceId = await threads(3)
    const other = await world.anotherComputer()
    const mine = await world.memory.listThreads({ filter: { resourceId } })
    expect(await other.memory.listThreads({ filter: { resourceId } })).toEqual(mine)
  })
})

describe.each(stores)('threads by their metadata in %s', (name) => {
  const world = useWorld(name)

  async function found(resourceId: string, metadata: Record<string, unknown>): Promise<(string | undefined)[]> {
    const orderBy = { field: 'createdAt', direction: 'ASC' } as const
    const list = await world.memory.listThreads({ filter: { resourceId, metadata }, orderBy })
    expect(list.total).toBe(list.threads.length)
    return titlesOf(list)
  }

  test('are those that have all of it, of any JSON type', async () => {
    const resourceId = await world.newResource()
    await world.newThread({ resourceId, title: 'all', metadata: { ...everyJsonType, more: 1 }, createdAt: at(1) })
    await world.newThread({ resourceId, title: 'other', metadata: { string: 'text' }, createdAt: at(2) })
    await world.newThread({ resourceId, title: 'none', metadata: undefined, createdAt: at(3) })
    for (const [key, value] of Object.entries(everyJsonType)) {
      expect(await found(resourceId, { [key]: value }), `with ${key}`).toEqual(
        key === 'string' ? ['all', 'other'] : ['all'],
      )
    }
    expect(await found(resourceId, everyJsonType)).toEqual(['all'])
    expect(await found(resourceId, { string: 'text', number: 43 })).toEqual([])
    expect(await found(resourceId, {})).toEqual(['all', 'other', 'none'])
  })

  test('are equal, not alike: a type, a part of an object or another order is something else', async () => {
    const resourceId = await world.newResource()
    const metadata = { one: 1, word: '1', list: [1, 2], nested: { a: 1, b: [{ c: 2 }] }, nothing: null, empty: {} }
    await world.newThread({ resourceId, title: 'it', metadata })
    for (const same of [{ nested: { b: [{ c: 2 }], a: 1 } }, { one: 1.0, word: '1' }]) {
      expect(await found(resourceId, same), `with ${JSON.stringify(same)}`).toEqual(['it'])
    }
    for (const alike of [
      { one: '1' },
      { word: 1 },
      { list: [1] },
      { list: [2, 1] },
      { list: [1, 2, 2] },
      { list: 1 },
      { nested: { a: 1 } },
      { nested: { a: 1, b: [{ c: 2, d: 3 }] } },
      { nested: { a: 1, b: [{}] } },
      { nested: {} },
      { empty: { a: 1 } },
      { empty: [] },
      { empty: null },
      { nothing: false },
      { nothing: 'null' },
      { missing: null },
      { One: 1 },
    ]) {
      expect(await found(resourceId, alike), `with ${JSON.stringify(alike)}`).toEqual([])
    }
  })

  test('are counted and come in pages', async () => {
    const resourceId = await world.newResource()
    for (const title of numbered(9)) {
      const metadata = { odd: Number(title) % 2 === 1 }
      await world.newThread({ resourceId, title, metadata, createdAt: at(Number(title)) })
    }
    const filter = { resourceId, metadata: { odd: true } }
    expect(titlesOf(await world.memory.listThreads({ filter, perPage: 2 }))).toEqual(['9', '7'])
    expect(await world.memory.listThreads({ filter, page: 1, perPage: 2 })).toMatchObject({ total: 5, hasMore: true })
    expect(titlesOf(await world.memory.listThreads({ filter, page: 2, perPage: 2 }))).toEqual(['1'])
    expect(await world.memory.listThreads({ filter, page: 2, perPage: 2 })).toMatchObject({ total: 5, hasMore: false })
  })

  test('are of any resource when none is given', async () => {
    const mark = crypto.randomUUID()
    await world.newThread({ title: 'one', metadata: { mark }, createdAt: at(1) })
    await world.newThread({ title: 'two', metadata: { mark }, createdAt: at(2) })
    expect(titlesOf(await world.memory.listThreads({ filter: { metadata: { mark } } }))).toEqual(['two', 'one'])
  })

  test('are not looked for under keys that could be something else', async () => {
    const resourceId = await world.newResource()
    for (const key of [
      '',
      'a b',
      'a.b',
      "a'",
      'a"',
      '1a',
      'a-b',
      '__proto__',
      'constructor',
      'prototype',
      'é',
      'x'.repeat(129),
    ]) {
      const metadata = JSON.parse(`{${JSON.stringify(key)}: 1}`) as Record<string, unknown>
      expect(await world.outcomeOf(world.memory.listThreads({ filter: { resourceId, metadata } })), `with ${key}`).toBe(
        'refused',
      )
    }
    const longest = 'x'.repeat(128)
    await world.newThread({ resourceId, title: 'long', metadata: { [longest]: 1, _a1: 1 } })
    expect(await found(resourceId, { [longest]: 1, _a1: 1 })).toEqual(['long'])
  })
})

// One thread at a time: made, read, changed and deleted.
import { describe, expect, test } from 'vitest'
import { at, everyJsonType, messageOf, numbered, say, textsIn, threadOf } from './making'
import { isOurs, stores, useWorld } from './world'

const unknown = '11111111-1111-4111-8111-111111111111'
const notUuids = ['', ' ', 'thread-1', `subconscious:${unknown}:remind`, "'; drop table ai_threads; --"]

describe.each(stores)('a thread in %s', (name) => {
  const world = useWorld(name)

  test('comes back as it was saved, with metadata of every JSON type and its milliseconds', async () => {
    const resourceId = await world.newResource()
    const thread = threadOf(resourceId, { metadata: everyJsonType, createdAt: at(1), updatedAt: at(1999) })
    const saved = { ...thread, updatedAt: expect.any(Date) }
    expect(await world.memory.saveThread({ thread })).toEqual(saved)
    expect(await world.memory.getThreadById({ threadId: thread.id })).toEqual(saved)
  })

  test('keeps the time of change it is saved with, so that one that is brought from elsewhere keeps its place', async () => {
    const thread = await world.newThread({ createdAt: at(1), updatedAt: at(1999) })
    const changedAt = async () => (await world.memory.getThreadById({ threadId: thread.id }))?.updatedAt
    expect(await changedAt()).toEqual(at(1999))
    await world.memory.saveThread({ thread: { ...thread, title: 'Named', updatedAt: at(6000) } })
    expect(await changedAt()).toEqual(at(6000))
  })

  test('keeps its first and its last millisecond apart', async () => {
    for (const milliseconds of [0, 1, 499, 500, 998, 999]) {
      const thread = await world.newThread({ createdAt: at(milliseconds), updatedAt: at(milliseconds) })
      const found = await world.memory.getThreadById({ threadId: thread.id })
      expect(found?.createdAt.getTime()).toBe(at(milliseconds).getTime())
    }
  })

  test('without a name has the title ""', async () => {
    const thread = await world.newThread({ title: '' })
    expect((await world.memory.getThreadById({ threadId: thread.id }))?.title).toBe('')
  })

  test.each(['  spaces  ', 'é́ 👩‍👩‍👧‍👦 漢字 \u202e\u200d', "'; drop table ai_threads; --", 'x'.repeat(200)])(
    'keeps the title %j',
    async (title) => {
      const { id } = await world.newThread({ title })
      expect((await world.memory.getThreadById({ threadId: id }))?.title).toBe(title)
    },
  )

  test('is null when there is none, be the id a UUID or not', async () => {
    for (const threadId of [unknown, ...notUuids]) {
      expect(await world.memory.getThreadById({ threadId }), `with ${threadId}`).toBeNull()
    }
  })

  test('is null for another resource', async () => {
    const thread = await world.newThread()
    const { id: threadId, resourceId } = thread
    expect(await world.memory.getThreadById({ threadId, resourceId })).toEqual(thread)
    expect(await world.memory.getThreadById({ threadId, resourceId: await world.newResource() })).toBeNull()
    expect(await world.memory.getThreadById({ threadId, resourceId: 'somebody:else' })).toBeNull()
  })

  test('is given as a copy', async () => {
    const thread = await world.newThread({ metadata: { a: 1 } })
    const mine = await world.memory.getThreadById({ threadId: thread.id })
    Object.assign(mine!, { title: 'changed by the reader' })
    Object.assign(mine!.metadata!, { a: 2 })
    expect(await world.memory.getThreadById({ threadId: thread.id })).toMatchObject({
      title: 'A title',
      metadata: { a: 1 },
    })
  })

  test('is there on another computer, and changed there it changes here', async () => {
    const thread = await world.newThread({ metadata: { a: 1 } })
    const other = await world.anotherComputer()
    expect(await other.memory.getThreadById({ threadId: thread.id })).toEqual(thread)
    await other.memory.updateThread({ id: thread.id, title: 'Renamed there' })
    const third = await world.anotherComputer()
    expect(await third.memory.getThreadById({ threadId: thread.id })).toMatchObject({ title: 'Renamed there' })
    // What was read for a turn may be kept for a moment.
    const here = async () => (await world.memory.getThreadById({ threadId: thread.id }))?.title
    await expect.poll(here, { timeout: 5000 }).toBe('Renamed there')
  })

  test('saved again takes the new title, and keeps the moment it was made', async () => {
    const thread = await world.newThread({ title: '', createdAt: at(1) })
    await world.memory.saveThread({ thread: { ...thread, title: 'Named', createdAt: at(5000), updatedAt: at(6000) } })
    expect(await world.memory.getThreadById({ threadId: thread.id })).toMatchObject({
      title: 'Named',
      createdAt: world.differs({
        reference: at(5000),
        ours: at(1),
        because: 'title generation saves with the time of now, and a thread would jump to another place in the list',
      }),
    })
  })

  test('saved again keeps what was written into its metadata meanwhile', async () => {
    const thread = await world.newThread({ metadata: { a: 1, b: 1 } })
    await world.memory.updateThread({ id: thread.id, metadata: { workingMemory: 'Max' } })
    await world.memory.saveThread({ thread: { ...thread, metadata: { b: 2 } } })
    expect((await world.memory.getThreadById({ threadId: thread.id }))?.metadata).toEqual(
      world.differs<Record<string, unknown>>({
        reference: { b: 2 },
        ours: { a: 1, b: 2, workingMemory: 'Max' },
        because: 'title generation saves the metadata of when the run began, over what tools wrote since',
      }),
    )
    await world.memory.saveThread({ thread: { ...thread, metadata: undefined } })
    expect((await world.memory.getThreadById({ threadId: thread.id }))?.metadata).toEqual(
      world.differs<Record<string, unknown> | undefined>({
        reference: undefined,
        ours: { a: 1, b: 2, workingMemory: 'Max' },
        because: 'the same: what is not given is not meant to be taken away',
      }),
    )
  })

  test('saved twice is one thread, and keeps its messages', async () => {
    const thread = await world.newThread()
    await say(world.memory, thread, ['one', 'two'])
    await world.memory.saveThread({ thread })
    expect((await world.memory.listThreads({ filter: { resourceId: thread.resourceId } })).total).toBe(1)
    expect(await textsIn(world.memory, thread.id)).toEqual(['one', 'two'])
  })

  test('saved by five at once is one thread', async () => {
    const thread = threadOf(await world.newResource())
    await Promise.all(numbered(5).map(() => world.memory.saveThread({ thread: { ...thread } })))
    expect((await world.memory.listThreads({ filter: { resourceId: thread.resourceId } })).total).toBe(1)
  })

  test.runIf(isOurs(name))(
    'is not saved under a blank id or resource, or somebody else’s (InMemoryStore knows no owners)',
    async () => {
      const resourceId = await world.newResource()
      for (const id of notUuids) {
        expect(await world.outcomeOf(world.memory.saveThread({ thread: threadOf(resourceId, { id }) }))).toBe('refused')
      }
      const foreign = `${unknown}:${resourceId.split(':')[1]}`
      const noPersona = `${resourceId.split(':')[0]}:${unknown}`
      for (const nobody of ['', ' ', 'user-1', ':', unknown, foreign, noPersona]) {
        const call = world.memory.saveThread({ thread: threadOf(nobody) })
        expect(await world.outcomeOf(call), `with ${nobody}`).toBe('refused')
      }
    },
  )
})

describe.each(stores)('changing a thread in %s', (name) => {
  const world = useWorld(name)

  test('leaves what is not given, merges metadata one level deep, and says when', async () => {
    const thread = await world.newThread({ metadata: { kept: 1, deep: { a: 1, b: 2 } } })
    const before = { ...thread, metadata: { ...thread.metadata } }
    const renamed = await world.memory.updateThread({ id: thread.id, title: 'Renamed' })
    expect(renamed).toMatchObject({ ...before, title: 'Renamed', updatedAt: expect.any(Date) })
    expect(renamed.updatedAt.getTime()).toBeGreaterThan(before.updatedAt.getTime())
    await world.memory.updateThread({ id: thread.id, metadata: { deep: { c: 3 }, added: null } })
    expect(await world.memory.getThreadById({ threadId: thread.id })).toMatchObject({
      title: 'Renamed',
      createdAt: before.createdAt,
      metadata: { kept: 1, deep: { c: 3 }, added: null },
    })
    await world.memory.updateThread({ id: thread.id })
    expect(await world.memory.getThreadById({ threadId: thread.id })).toMatchObject({
      title: 'Renamed',
      metadata: { kept: 1, deep: { c: 3 }, added: null },
    })
  })

  test('to the title "" takes its name away', async () => {
    const { id } = await world.newThread({ title: 'Named' })
    expect((await world.memory.updateThread({ id, title: '' })).title).toBe('')
    expect((await world.memory.getThreadById({ threadId: id }))?.title).toBe('')
  })

  test('that is not there is refused', async () => {
    for (const id of [unknown, ...notUuids]) {
      expect(await world.outcomeOf(world.memory.updateThread({ id, title: 'x' })), `with ${id}`).toBe('refused')
      expect(await world.outcomeOf(world.memory.patchThread({ id, metadata: { a: 1 } })), `with ${id}`).toBe('refused')
    }
  })

  test('in part can be patched, too', async () => {
    const { id } = await world.newThread({ metadata: { a: 1 } })
    expect(world.memory.supportsPartialThreadUpdate).toBe(true)
    await world.memory.patchThread({ id, metadata: { b: 2 } })
    expect(await world.memory.patchThread({ id, title: 'Patched' })).toMatchObject({
      title: 'Patched',
      metadata: { a: 1, b: 2 },
    })
  })

  test('in different parts at once loses nothing, from two computers', async () => {
    const { id } = await world.newThread({ metadata: { first: true } })
    const other = await world.anotherComputer()
    const keys = numbered(20).map((number) => `key_${number}`)
    await Promise.all([
      world.memory.updateThread({ id, title: 'Named meanwhile' }),
      ...keys.map((key, index) => (index % 2 ? world : other).memory.updateThread({ id, metadata: { [key]: index } })),
    ])
    expect(await world.memory.getThreadById({ threadId: id })).toMatchObject({
      title: 'Named meanwhile',
      metadata: { first: true, ...Object.fromEntries(keys.map((key, index) => [key, index])) },
    })
  })

  test('by a function of what is there counts every one of twenty', async () => {
    const { id } = await world.newThread({ metadata: { count: 0 } })
    const addOne = () =>
      world.memory.updateThreadMetadata({
        id,
        update: (thread) => ({ count: Number(thread.metadata?.['count']) + 1 }),
      })
    await Promise.all(numbered(20).map(addOne))
    expect((await world.memory.getThreadById({ threadId: id }))?.metadata).toEqual({ count: 20 })
  })

  test('by a function that gives nothing writes nothing; of nobody’s thread there is none', async () => {
    const thread = await world.newThread({ metadata: { a: 1 } })
    const found = await world.memory.updateThreadMetadata({ id: thread.id, update: () => undefined })
    expect(found).toEqual(thread)
    expect(await world.memory.getThreadById({ threadId: thread.id })).toEqual(thread)
    const update = () => ({ a: 2 })
    const other = await world.newResource()
    expect(await world.memory.updateThreadMetadata({ id: thread.id, resourceId: other, update })).toBeNull()
    expect(await world.memory.updateThreadMetadata({ id: unknown, update })).toBeNull()
    expect(await world.memory.updateThreadMetadata({ id: `subconscious:${unknown}:remind`, update })).toBeNull()
    expect((await world.memory.getThreadById({ threadId: thread.id }))?.metadata).toEqual({ a: 1 })
  })
})

describe.each(stores)('deleting a thread in %s', (name) => {
  const world = useWorld(name)

  test('takes its messages along, and nothing of other threads', async () => {
    const thread = await world.newThread()
    const beside = await world.newThread({ resourceId: thread.resourceId })
    const gone = await say(world.memory, thread, ['one', 'two'])
    await say(world.memory, beside, ['three'])
    await world.memory.deleteThread({ threadId: thread.id })
    expect(await world.memory.getThreadById({ threadId: thread.id })).toBeNull()
    expect(await world.memory.listMessages({ threadId: thread.id })).toMatchObject({ messages: [], total: 0 })
    expect(await world.memory.listMessagesById({ messageIds: gone.map(({ id }) => id) })).toEqual({ messages: [] })
    const include = gone.map(({ id }) => ({ id, withPreviousMessages: 1 }))
    const included = await world.memory.listMessages({ threadId: beside.id, include, perPage: 0 })
    expect(included.messages).toEqual([])
    const { resourceId } = thread
    expect((await world.memory.listMessagesByResourceId({ resourceId })).total).toBe(1)
    expect((await world.memory.listThreads({ filter: { resourceId } })).threads.map(({ id }) => id)).toEqual([
      beside.id,
    ])
    expect(await textsIn(world.memory, beside.id)).toEqual(['three'])
  })

  test('again, or one that never was, is no error', async () => {
    const { id } = await world.newThread()
    for (const threadId of [id, id, unknown, ...notUuids]) {
      await expect(world.memory.deleteThread({ threadId }), `with ${threadId}`).resolves.toBeUndefined()
    }
  })

  test('cannot be changed any more', async () => {
    const { id } = await world.newThread()
    await world.memory.deleteThread({ threadId: id })
    expect(await world.outcomeOf(world.memory.updateThread({ id, title: 'x' }))).toBe('refused')
  })

  test('and saving it again either makes an empty one or is refused', async () => {
    const thread = await world.newThread()
    const before = threadOf(thread.resourceId, { ...thread })
    await say(world.memory, thread, ['gone'])
    await world.memory.deleteThread({ threadId: thread.id })
    const outcome = await world.outcomeOf(world.memory.saveThread({ thread: before }))
    const found = await world.memory.getThreadById({ threadId: thread.id })
    expect(found?.id).toBe(outcome === 'refused' ? undefined : thread.id)
    expect(await textsIn(world.memory, thread.id)).toEqual([])
  })

  test.runIf(isOurs(name))(
    'while ten are saving into it leaves nothing behind (InMemoryStore saves into threads that are not there)',
    async () => {
      const thread = await world.newThread()
      const messages = numbered(10).map((text) => messageOf(thread, text))
      await Promise.allSettled([
        ...messages.slice(0, 5).map((message) => world.memory.saveMessages({ messages: [message] })),
        world.memory.deleteThread({ threadId: thread.id }),
        ...messages.slice(5).map((message) => world.memory.saveMessages({ messages: [message] })),
      ])
      expect(await world.memory.getThreadById({ threadId: thread.id })).toBeNull()
      expect(await textsIn(world.memory, thread.id)).toEqual([])
      const found = await world.memory.listMessagesById({ messageIds: messages.map(({ id }) => id) })
      expect(found.messages).toEqual([])
    },
  )
})

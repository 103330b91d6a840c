// Whatever a store wrote, it reads at once, even if it has just read the same place for a turn. A store may keep what it
// read for a moment, but not beyond its own writes.
import type { MastraDBMessage } from '@mastra/core/agent'
import type { StorageThreadType } from '@mastra/core/memory'
import type { MemoryStorage } from '@mastra/core/storage'
import { describe, expect, test } from 'vitest'
import { at, change, messageOf, numbered, say } from './making'
import { stores, useWorld } from './world'
import type { World } from './world'

interface Scene {
  world: World
  thread: StorageThreadType
  /** Twelve of them, oldest first. */
  messages: MastraDBMessage[]
  beside: StorageThreadType
}

/** What a turn begins with, as Mastra asks for it. */
async function beginTurn(memory: MemoryStorage, { id: threadId, resourceId }: StorageThreadType) {
  const orderBy = { field: 'createdAt', direction: 'DESC' } as const
  const known = await memory.getThreadById({ threadId })
  const mine = await memory.getThreadById({ threadId, resourceId })
  const resource = await memory.getResourceById({ resourceId })
  const last = { threadId, resourceId, page: 0, perPage: 10, orderBy, includeTotal: false }
  const { messages, hasMore } = await memory.listMessages(last)
  const { messages: oldest } = await memory.listMessages({ threadId, perPage: 3 })
  const { messages: few } = await memory.listMessages({ ...last, perPage: 2 })
  return { known, mine, resource, messages, hasMore, oldest, few }
}

const writes: Record<string, (scene: Scene) => Promise<unknown>> = {
  saveThread: ({ world, thread }) =>
    world.memory.saveThread({ thread: { ...thread, title: 'Saved', metadata: { saved: true } } }),
  updateThread: ({ world, thread }) =>
    world.memory.updateThread({ id: thread.id, title: 'Updated', metadata: { updated: true } }),
  patchThread: ({ world, thread }) => world.memory.patchThread({ id: thread.id, metadata: { patched: true } }),
  updateThreadMetadata: ({ world, thread }) =>
    world.memory.updateThreadMetadata({ id: thread.id, update: () => ({ counted: 1 }) }),
  deleteThread: ({ world, thread }) => world.memory.deleteThread({ threadId: thread.id }),
  'saveMessages (a new one)': ({ world, thread }) =>
    world.memory.saveMessages({ messages: [messageOf(thread, 'new', { createdAt: at(99_000) })] }),
  'saveMessages (one again)': ({ world, thread, messages }) =>
    world.memory.saveMessages({ messages: [messageOf(thread, 'again', { id: messages[11]!.id })] }),
  'saveMessages (one of elsewhere)': ({ world, thread, beside }) =>
    world.memory.saveMessages({
      messages: [messageOf(thread, 'here', { createdAt: at(99_000) }), messageOf(beside, 'there')],
    }),
  updateMessages: ({ world, messages }) =>
    change(world.memory, { id: messages[10]!.id, content: { metadata: { updated: true } } }),
  'updateMessages (away)': ({ world, messages, beside }) =>
    change(world.memory, { id: messages[9]!.id, threadId: beside.id }),
  'updateMessages (hither)': async ({ world, thread, beside }) => {
    const [other] = await say(world.memory, beside, ['there'])
    await beginTurn(world.memory, thread)
    return change(world.memory, { id: other!.id, threadId: thread.id })
  },
  deleteMessages: ({ world, messages }) => world.memory.deleteMessages([messages[8]!.id, messages[0]!.id]),
  saveResource: ({ world, thread }) =>
    world.memory.saveResource({
      resource: { id: thread.resourceId, workingMemory: 'saved', createdAt: at(0), updatedAt: at(0) },
    }),
  updateResource: ({ world, thread }) =>
    world.memory.updateResource({ resourceId: thread.resourceId, workingMemory: 'updated', metadata: { a: 1 } }),
  updateThreadResourceId: async ({ world, thread }) =>
    world.memory.updateThreadResourceId({ threadId: thread.id, resourceId: await world.newResource() }),
  copyThread: ({ world, thread }) => world.memory.copyThread({ sourceThreadId: thread.id }),
}

describe.each(stores)('a turn in %s', (name) => {
  const world = useWorld(name)

  async function scene(): Promise<Scene> {
    const thread = await world.newThread()
    const beside = await world.newThread({ resourceId: thread.resourceId })
    return { world, thread, beside, messages: await say(world.memory, thread, numbered(12)) }
  }

  test.each(Object.keys(writes))('reads at once what this store wrote by %s', async (write) => {
    const given = await scene()
    await beginTurn(world.memory, given.thread)
    await writes[write]!(given)
    const read = await beginTurn(world.memory, given.thread)
    const elsewhere = await world.anotherComputer()
    expect(read).toEqual(await beginTurn(elsewhere.memory, given.thread))
    expect(await beginTurn(world.memory, given.beside)).toEqual(await beginTurn(elsewhere.memory, given.beside))
  })

  test('reads at once what was written while it began', async () => {
    const given = await scene()
    for (const write of Object.keys(writes).filter((key) => !/deleteThread|updateThreadResourceId/.test(key))) {
      await Promise.all([beginTurn(world.memory, given.thread), writes[write]!(given).catch(() => {})])
      const elsewhere = await world.anotherComputer()
      const read = await beginTurn(world.memory, given.thread)
      expect(read, `after ${write}`).toEqual(await beginTurn(elsewhere.memory, given.thread))
    }
  })

  test('reads a thread that has just been made, after asking for it in vain', async () => {
    const resourceId = await world.newResource()
    const id = crypto.randomUUID()
    const thread = { id, resourceId, title: '', createdAt: at(0), updatedAt: at(0) }
    expect((await beginTurn(world.memory, thread)).known).toBeNull()
    await world.newThread(thread)
    expect((await beginTurn(world.memory, thread)).known).toMatchObject({ id, resourceId })
    await say(world.memory, thread, ['first'])
    expect((await beginTurn(world.memory, thread)).messages.length).toBe(1)
  })

  test('gives copies of what it keeps', async () => {
    const { thread } = await scene()
    await world.memory.updateResource({ resourceId: thread.resourceId, workingMemory: 'one', metadata: { a: 1 } })
    const before = structuredClone(await beginTurn(world.memory, thread))
    const read = await beginTurn(world.memory, thread)
    for (const given of [read.known, read.mine]) Object.assign(given!, { title: 'x', resourceId: 'x' })
    Object.assign(read.resource!, { workingMemory: 'x' })
    for (const message of read.messages) {
      message.content.parts.push({ type: 'text', text: 'x' })
    }
    read.messages.length = 0
    expect(await beginTurn(world.memory, thread)).toEqual(before)
  })

  test('of another resource reads nothing of what was kept', async () => {
    const { thread } = await scene()
    await beginTurn(world.memory, thread)
    const foreign = { ...thread, resourceId: await world.newResource() }
    const read = await beginTurn(world.memory, foreign)
    expect(read).toMatchObject({ mine: null, resource: null, messages: [], few: [], hasMore: false })
  })
})

// One source with several people in it, and one source that several accounts import.
import type { MastraDBMessage } from '@mastra/core/agent'
import { InMemoryStore } from '@mastra/core/storage'
import type { MemoryStorage } from '@mastra/core/storage'
import { beforeEach, expect, test } from 'vitest'
import { importMastra, personasFor } from '../../src/main/store/import'
import { derivedId, importedId } from '../../src/main/store/import/imported-id'
import { makeResourceId } from '../../src/main/store/mapping'
import { refused } from '../../src/main/store/storage-errors'
import { openStorage } from '../../src/main/store/testing/open-storage'

const open = openStorage()
const at = new Date('2025-03-01T10:00:00.123Z')
const threadId = crypto.randomUUID()
const messageId = crypto.randomUUID()
let memory: MemoryStorage

beforeEach(async () => {
  const stored = await new InMemoryStore().getStore('memory')
  if (!stored) throw new Error('there is no memory')
  memory = stored
  await saveThread(threadId, 'anna')
  await saveThread('two', 'bob')
  await memory.saveMessages({ messages: [message(threadId, messageId, 'anna'), message('two', 'm2', 'bob')] })
  // Mastra sets the time of a thread when messages are saved.
  await saveThread(threadId, 'anna')
  for (const resourceId of ['anna', 'bob'])
    await memory.updateResource({ resourceId, workingMemory: `of ${resourceId}` })
})

async function saveThread(id: string, resourceId: string, title = resourceId): Promise<void> {
  const thread = {
    id,
    resourceId,
    title,
    metadata: { of: [resourceId] },
    createdAt: at,
    updatedAt: new Date(at.getTime() + 5),
  }
  await memory.saveThread({ thread })
}

function message(thread: string, id: string, resourceId: string): MastraDBMessage {
  const content = { format: 2 as const, parts: [{ type: 'text' as const, text: `I am ${resourceId}` }] }
  return { id, threadId: thread, resourceId, role: 'user', createdAt: at, content }
}

const run = (more: Partial<Parameters<typeof importMastra>[0]> = {}) =>
  importMastra({
    source: { memory },
    target: { memory: open.storage },
    userId: open.database.userId,
    personaOf: () => null,
    ...more,
  })

test('a person gets what is theirs, and what is skipped is counted', async () => {
  const report = await run({ personaOf: (resourceId) => (resourceId === 'anna' ? null : undefined) })
  expect(report).toMatchObject({
    skipped: { resources: 1, threads: 1 },
    threads: { found: 1, imported: 1 },
    messages: { found: 1 },
    resources: { found: 1 },
    problems: [],
  })
  const { threads } = await open.storage.listThreads({})
  expect(threads.map(({ title }) => title)).toEqual(['anna'])
  const notes = await open.storage.getResourceById({ resourceId: makeResourceId(open.database.userId) })
  expect(notes?.workingMemory).toBe('of anna')
})

test('an imported thread keeps the time of its last change', async () => {
  await run()
  const thread = await open.storage.getThreadById({ threadId })
  expect(thread).toMatchObject({ createdAt: at, updatedAt: new Date(at.getTime() + 5) })
})

test('ids that another account has are replaced, and found the next time', async () => {
  // What the database says of somebody else's thread.
  const taken = Object.assign(refused('SAVE_THREAD', 'thread not found', 'NOT_FOUND'), {
    details: { sqlState: 'PT404' },
  })
  const target = new Proxy(open.storage, {
    get(storage, name) {
      const value: unknown = Reflect.get(storage, name, storage)
      if (name !== 'saveThread') return typeof value === 'function' ? value.bind(storage) : value
      return async (given: Parameters<MemoryStorage['saveThread']>[0]) => {
        if (given.thread.id === threadId) throw taken
        return storage.saveThread(given)
      }
    },
  })
  const personaOf = (resourceId: string) => (resourceId === 'anna' ? null : open.resourceId.split(':')[1])
  const report = await run({ target: { memory: target }, personaOf })
  expect(report).toMatchObject({ threads: { imported: 2 }, problems: [] })
  const { userId } = open.database
  const { messages } = await open.storage.listMessages({ threadId: derivedId('thread', userId, threadId) })
  expect(messages.map(({ id }) => id)).toEqual([derivedId('message', userId, messageId)])
  expect(await run({ personaOf })).toMatchObject({ threads: { imported: 0, same: 2 }, problems: [] })
})

test('what was renamed or deleted here is said, and left', async () => {
  await run()
  await open.storage.updateThread({ id: threadId, title: 'Mine' })
  await open.storage.deleteThread({ threadId: importedId('thread', open.database.userId, 'two') })
  const { problems } = await run()
  expect(problems).toContainEqual({
    kind: 'left',
    thread: threadId,
    reason: 'Its title or metadata were changed here after it had been imported.',
  })
  expect(problems).toContainEqual({ kind: 'left', thread: 'two', reason: 'It was deleted here.' })
})

test('metadata of a resource comes along without notes, and other metadata here is said', async () => {
  const personaOf = (resourceId: string) => (resourceId === 'carla' ? open.resourceId.split(':')[1] : undefined)
  await saveThread('three', 'carla')
  await memory.updateResource({ resourceId: 'carla', metadata: { city: 'Rome' } })
  expect(await run({ personaOf })).toMatchObject({ resources: { found: 1, imported: 1 }, problems: [] })
  expect((await open.storage.getResourceById({ resourceId: open.resourceId }))?.metadata).toEqual({ city: 'Rome' })
  expect(await run({ personaOf })).toMatchObject({ resources: { imported: 0, same: 1 }, problems: [] })
  await open.storage.updateResource({ resourceId: open.resourceId, metadata: { city: 'Oslo' } })
  expect((await run({ personaOf })).problems).toEqual([
    { kind: 'left', resource: 'carla', reason: 'There is other metadata here.' },
  ])
})

test('notes that fail are said to have failed, and their threads come all the same', async () => {
  const failing = new Proxy(memory, {
    get(storage, name) {
      if (name === 'getResourceById') return () => Promise.reject(new Error('no notes today'))
      const value: unknown = Reflect.get(storage, name, storage)
      return typeof value === 'function' ? value.bind(storage) : value
    },
  })
  const report = await run({ source: { memory: failing } })
  expect(report.threads.imported).toBe(2)
  expect(report.problems.toSorted((one, other) => ((one.resource ?? '') < (other.resource ?? '') ? -1 : 1))).toEqual([
    { kind: 'failed', resource: 'anna', reason: 'no notes today' },
    { kind: 'failed', resource: 'bob', reason: 'no notes today' },
  ])
})

test('resources that begin alike become two personas, and one that is a UUID gets an id of its own', async () => {
  const { call, userId } = open.database
  const personaOf = personasFor({ call, userId, names: new Map() })
  const long = 'x'.repeat(80)
  const uuid = crypto.randomUUID()
  const ids: unknown[] = []
  for (const resourceId of [`${long}1`, `${long}2`, ' anna', 'anna', uuid]) ids.push(await personaOf(resourceId))
  expect(new Set(ids).size).toBe(5)
  expect(ids).not.toContain(uuid)
  const names = (await call('ai_list_personas', {})).map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(await personaOf(`${long}2`)).toBe(ids[1])
})

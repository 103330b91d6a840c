import { expect, test } from 'vitest'
import { errorOf, openStorage } from './testing/open-storage'

const open = openStorage()

test('a resource is the notes of a persona: null until somebody writes them', async () => {
  const { storage, resourceId } = open
  expect(await storage.getResourceById({ resourceId })).toBeNull()
  await storage.updateResource({ resourceId, workingMemory: '- Dog: Max', metadata: { a: 1 } })
  await storage.updateResource({ resourceId, metadata: { b: 2 } })
  const read = await storage.getResourceById({ resourceId })
  expect(read).toMatchObject({ id: resourceId, workingMemory: '- Dog: Max', metadata: { a: 1, b: 2 } })
  await storage.updateResource({ resourceId, workingMemory: '' })
  const emptied = await storage.getResourceById({ resourceId })
  expect(emptied).toMatchObject({ workingMemory: '', metadata: { a: 1, b: 2 }, createdAt: read?.createdAt })
  expect(Number(emptied?.updatedAt)).toBeGreaterThan(Number(read?.updatedAt))
})

test('resources of the personas of one user are apart', async () => {
  const { storage, resourceId, otherResourceId, nobodysResourceId } = open
  const now = new Date()
  for (const id of [resourceId, otherResourceId, nobodysResourceId]) {
    await storage.saveResource({ resource: { id, workingMemory: `of ${id}`, createdAt: now, updatedAt: now } })
  }
  for (const id of [resourceId, otherResourceId, nobodysResourceId]) {
    expect((await storage.getResourceById({ resourceId: id }))?.workingMemory).toBe(`of ${id}`)
  }
})

test('a resource loses no key of its metadata when many are written at once', async () => {
  const { storage, resourceId } = open
  await Promise.all(
    Array.from({ length: 10 }, (_, n) => storage.updateResource({ resourceId, metadata: { [`k${n}`]: n } })),
  )
  expect(Object.keys((await storage.getResourceById({ resourceId }))?.metadata ?? {}).length).toBe(10)
})

test('resources of another user do not exist, and cannot be written', async () => {
  const { storage, foreignResourceId } = open
  expect(await storage.getResourceById({ resourceId: foreignResourceId })).toBeNull()
  expect(await storage.getResourceById({ resourceId: 'free-form' })).toBeNull()
  const foreign = await errorOf(storage.updateResource({ resourceId: foreignResourceId, workingMemory: 'x' }))
  expect(foreign.id).toBe('MASTRA_STORAGE_KITH_UPDATE_RESOURCE_FOREIGN_OWNER')
  const now = new Date()
  const resource = { id: 'free-form', workingMemory: 'x', createdAt: now, updatedAt: now }
  expect((await errorOf(storage.saveResource({ resource }))).id).toBe('MASTRA_STORAGE_KITH_SAVE_RESOURCE_REFUSED')
  expect(open.recorded.names).toEqual([])
})

// The routes of the page of memories on the real database, with no model and no window.
import { randomUUID } from 'node:crypto'
import { call } from '@orpc/server'
import { expect, test } from 'vitest'
import { memories } from './memories'
import { onKith } from './testing/on-kith'

const kith = onKith()
const nobody = { personaId: null }

async function write(content: string): Promise<string> {
  const memoryId = randomUUID()
  const given = { ...nobody, memoryId, content, kind: 'fact', importance: 'normal', pinned: false } as const
  await call(memories.create, given, kith)
  return memoryId
}

async function listed(filter: { state?: 'active' | 'archived' | 'deleted'; tag?: string; containing?: string }) {
  const page = await call(memories.list, { ...nobody, ...filter }, kith)
  return page.memories.map(({ content }) => content)
}

test('a memory is written down, found by its words and tags, and told of', async () => {
  const memoryId = await write('The left knee answers on the second day')
  await write('Likes the reason behind a plan')
  await call(memories.setTags, { memoryId, tags: ['knee', 'knee', ' training '] }, kith)
  expect(kith.told).toEqual(Array.from({ length: 3 }, () => ({ kind: 'memories', personaId: null })))
  expect(await call(memories.tags, nobody, kith)).toEqual([
    { tag: 'knee', count: 1 },
    { tag: 'training', count: 1 },
  ])
  expect(await listed({ tag: 'knee' })).toEqual(['The left knee answers on the second day'])
  expect(await listed({ containing: 'REASON' })).toEqual(['Likes the reason behind a plan'])
  const { tags, memory } = await call(memories.get, { memoryId }, kith)
  expect({ tags, kind: memory.kind }).toEqual({ tags: ['knee', 'training'], kind: 'fact' })
  await call(memories.setTags, { memoryId, tags: [] }, kith)
  expect(await call(memories.tags, nobody, kith)).toEqual([])
})

test('what was changed meanwhile is not written over, and can be said again', async () => {
  const memoryId = await write('First')
  await call(memories.update, { memoryId, content: 'Second', expectedVersion: 1 }, kith)
  await expect(call(memories.update, { memoryId, content: 'Over it', expectedVersion: 1 }, kith)).rejects.toMatchObject(
    { code: 'CONFLICT' },
  )
  const { versions } = await call(memories.get, { memoryId }, kith)
  expect(versions.map(({ content, changedBy }) => [content, changedBy])).toEqual([['First', 'owner']])
  await call(memories.restoreVersion, { memoryId, version: 1 }, kith)
  expect((await call(memories.get, { memoryId }, kith)).memory.content).toBe('First')
})

test('notes are not written over either, not even the first of them', async () => {
  const first = await call(memories.saveWorkingMemory, { ...nobody, content: 'Mine', expectedVersion: 0 }, kith)
  await expect(
    call(memories.saveWorkingMemory, { ...nobody, content: 'Also first', expectedVersion: 0 }, kith),
  ).rejects.toMatchObject({ code: 'CONFLICT' })
  const { version, id } = await call(
    memories.saveWorkingMemory,
    { ...nobody, content: 'Mine, and more', expectedVersion: first.version },
    kith,
  )
  expect(version).toBe(2)
  expect(await call(memories.versions, { memoryId: id ?? '' }, kith)).toMatchObject([{ content: 'Mine' }])
  const { text } = await call(memories.previewNotes, { content: 'Mine, and more' }, kith)
  expect(text).toContain('<notes>\nMine, and more\n</notes>')
})

test('several are archived, deleted and brought back, and counted', async () => {
  const before = await call(memories.counts, nobody, kith)
  const ids = [await write('One'), await write('Two'), await write('Three')]
  await call(memories.change, { memoryIds: ids.slice(0, 2), archived: true }, kith)
  expect(await listed({ state: 'archived' })).toEqual(['Two', 'One'])
  expect(await call(memories.change, { memoryIds: ids, deleted: true }, kith)).toEqual({ changed: 3 })
  expect(await listed({ state: 'deleted' })).toEqual(['Three', 'Two', 'One'])
  await call(memories.change, { memoryIds: ids.slice(1), deleted: false }, kith)
  const facts = (counts: typeof before) => Object.fromEntries(counts.map(({ state, count }) => [state, count]))
  expect(facts(await call(memories.counts, nobody, kith))).toEqual({
    active: (facts(before)['active'] ?? 0) + 1,
    archived: 1,
    deleted: 1,
  })
})

test('two memories become one, and two again', async () => {
  const [memoryId, otherId] = [await write('Runs on Tuesday'), await write('Runs on Thursday')]
  const both = { memoryId, otherId }
  const before = await call(memories.combine, { ...both, content: 'Runs on Tuesday and Thursday' }, kith)
  expect(await call(memories.get, { memoryId }, kith)).toMatchObject({
    memory: { content: 'Runs on Tuesday and Thursday' },
    mergedFrom: [otherId],
  })
  expect(await call(memories.get, { memoryId: otherId }, kith)).toMatchObject({
    memory: { status: 'archived', mergedInto: memoryId },
  })
  await call(memories.separate, { ...both, ...before }, kith)
  expect(await call(memories.get, { memoryId }, kith)).toMatchObject({
    memory: { content: 'Runs on Tuesday' },
    mergedFrom: [],
  })
  expect(await call(memories.get, { memoryId: otherId }, kith)).toMatchObject({
    memory: { content: 'Runs on Thursday', status: 'active', mergedInto: null },
  })

  const again = await call(memories.combine, { ...both, content: 'Runs twice a week' }, kith)
  await call(memories.update, { memoryId, content: 'Runs three times a week' }, kith)
  await expect(call(memories.separate, { ...both, ...again }, kith)).rejects.toMatchObject({ code: 'CONFLICT' })
})

test('several proposals are decided together, and that is taken back', async () => {
  const { call: sql } = await kith.lifecycle.services()
  const ids = [randomUUID(), randomUUID(), randomUUID()]
  const waiting = async () => (await call(memories.proposals, nobody, kith)).map(({ id }) => id)
  const texts = ['Owns a red bicycle', 'Has two sisters', 'Dislikes rain']
  for (const [place, id] of ids.entries()) {
    await sql('ai_propose_memory', { memory_id: id, content: texts[place] ?? '', memory_type: 'fact' })
  }
  const [one, two, three] = ids as [string, string, string]
  kith.told = []
  const kept = await call(memories.decide, { proposalIds: [one, two, randomUUID()], remember: true }, kith)
  expect(kept).toEqual({ accepted: [one, two], rejected: [] })
  expect(kith.told).toEqual([{ kind: 'memories', personaId: null }])
  const refused = await call(memories.decide, { proposalIds: [three], remember: false }, kith)
  expect(await waiting()).toEqual([])
  await call(memories.undecide, kept, kith)
  await call(memories.undecide, refused, kith)
  expect((await waiting()).toSorted()).toEqual(ids.toSorted())
})

// The routes of personas and of what they may read of each other, on the real database, with no model and no window.
import { randomUUID } from 'node:crypto'
import { call } from '@orpc/server'
import { describe, expect, test } from 'vitest'
import { png } from '../assistant/attachments/testing/sample-files'
import { files } from './files'
import { grants } from './grants'
import { personas } from './personas'
import { onKith } from './testing/on-kith'

const kith = onKith()

const sql = async () => (await kith.lifecycle.services()).call

async function make(name: string, settings: object = {}): Promise<string> {
  const id = randomUUID()
  await call(personas.save, { id, name, accent: 'pine', instructions: `You are ${name}.`, settings }, kith)
  return id
}

async function keep(personaId: string, content: string, kind = 'fact'): Promise<string> {
  const memoryId = randomUUID()
  await (
    await sql()
  )('ai_save_memory', { memory_id: memoryId, persona_id: personaId, content, memory_type: kind })
  return memoryId
}

async function send(personaId: string, bytes: Uint8Array, name = 'face.png'): Promise<string> {
  const uploadId = randomUUID()
  await call(files.begin, { uploadId, threadId: null, personaId, name, size: bytes.length }, kith)
  await call(files.part, { uploadId, offset: 0, bytes: new Blob([new Uint8Array(bytes)]) }, kith)
  return (await call(files.finish, { uploadId }, kith)).fileId
}

const isThere = async (fileId: string) => (await (await sql())('ai_get_file', { file_id: fileId })).length === 1
const cardOf = async (id: string) =>
  (await call(personas.gallery, undefined, kith)).find(({ persona }) => persona?.id === id)

test('the gallery has everybody, nobody in particular first, and says what each was told', async () => {
  const id = await make('Gardener')
  await keep(id, 'Has a garden.')
  await (
    await sql()
  )('ai_save_thread', { thread_id: randomUUID(), persona_id: id })
  const cards = await call(personas.gallery, undefined, kith)
  expect(cards.map(({ persona }) => persona?.name ?? null)).toEqual([null, 'Coach', 'Researcher', 'Gardener'])
  expect(await cardOf(id)).toMatchObject({ threads: 1, memories: 1, isArchived: false, lastMessageAt: null })
  await call(personas.archive, { personaId: id }, kith)
  expect(await cardOf(id)).toMatchObject({ isArchived: true, memories: 1 })
})

describe('a picture', () => {
  test('can be read as soon as the persona shows it, and goes with the last one that does', async () => {
    const id = await make('Painter')
    const first = await send(id, png(8, 8))
    await expect(call(files.read, { fileId: first }, kith)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const draft = { id, name: 'Painter', accent: 'pine' as const, instructions: '' }
    await call(personas.save, { ...draft, settings: { picture: `kith-file:${first}` } }, kith)
    expect(await call(files.read, { fileId: first }, kith)).toMatchObject({ mediaType: 'image/png' })

    const other = await send(id, png(9, 9))
    await call(personas.save, { ...draft, settings: { picture: `kith-file:${other}` } }, kith)
    expect(await isThere(first)).toBe(false)
    const twin = randomUUID()
    const copied = await call(personas.duplicate, { personaId: id, newId: twin, name: 'Twin' }, kith)
    const own = copied.settings.picture?.slice('kith-file:'.length) ?? ''
    expect(own).not.toBe(other)
    await call(personas.save, { ...draft, settings: {} }, kith)
    expect([await isThere(other), await isThere(own)]).toEqual([false, true])
  })

  test('is an image whose bytes came, and nothing else', async () => {
    const id = await make('Clerk')
    const save = (picture: string) =>
      call(personas.save, { id, name: 'Clerk', accent: 'pine', instructions: '', settings: { picture } }, kith)
    await expect(save(`kith-file:${randomUUID()}`)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const text = await send(id, new TextEncoder().encode('words'), 'words.txt')
    await expect(save(`kith-file:${text}`)).rejects.toMatchObject({ code: 'INVALID' })
    await expect(save('https://far.example/face.png')).rejects.toMatchObject({ code: 'INVALID' })
    expect((await cardOf(id))?.persona?.settings).toEqual({})
  })
})

describe('what one may read of another', () => {
  test('is given by kind, said with its number, and taken back', async () => {
    const [giver, reader] = [await make('Giver'), await make('Reader')]
    await keep(giver, 'Has a bad knee.')
    await keep(giver, 'Likes the sea.', 'preference')
    await keep(giver, 'Something of another program.', 'goal')
    const givable = await call(grants.givable, { personaId: giver }, kith)
    expect(givable).toEqual(
      expect.arrayContaining([
        { kind: 'fact', count: 1 },
        { kind: 'goal', count: 1 },
        { kind: 'preference', count: 1 },
      ]),
    )
    kith.told = []
    const given = await call(grants.give, { from: giver, to: reader, kinds: ['fact', 'fact', 'event'] }, kith)
    expect(given).toMatchObject([
      { kind: 'fact', count: 1, from: giver, to: reader },
      { kind: 'event', count: 0 },
    ])
    expect(kith.told).toEqual([{ kind: 'personas' }])
    // Given again, it is the same.
    await call(grants.give, { from: giver, to: reader, kinds: ['fact'] }, kith)
    for (const personaId of [giver, reader]) {
      expect(await call(grants.list, { personaId }, kith)).toHaveLength(2)
    }
    expect(await call(grants.list, { personaId: null }, kith)).toEqual([])
    await call(grants.take, { grantId: given[0]?.id ?? '' }, kith)
    expect(await call(grants.list, { personaId: reader }, kith)).toMatchObject([{ kind: 'event' }])
  })

  test('can be one memory, which is said with its words', async () => {
    const [giver, reader] = [await make('One'), await make('Two')]
    const memoryId = await keep(giver, 'Eats no nuts.')
    const [given] = await call(grants.giveMemory, { memoryId, from: giver, to: reader }, kith)
    expect(kith.told.at(-1)).toEqual({ kind: 'personas' })
    // Given again, it is the same.
    expect(await call(grants.giveMemory, { memoryId, from: giver, to: reader }, kith)).toEqual([given])
    expect(await call(grants.list, { personaId: giver }, kith)).toMatchObject([
      { kind: null, memory: { id: memoryId, content: 'Eats no nuts.' }, count: 1 },
    ])
    await call(grants.take, { grantId: given?.id ?? '' }, kith)
    expect(await call(grants.list, { personaId: reader }, kith)).toEqual([])
  })

  test('is never its own, and never of somebody who is not there', async () => {
    const id = await make('Alone')
    const give = (from: string | null, to: string | null) => call(grants.give, { from, to, kinds: ['fact'] }, kith)
    await expect(give(id, id)).rejects.toMatchObject({ code: 'INVALID' })
    await expect(give(randomUUID(), id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const memoryId = await keep(id, 'Sings.')
    const other = await make('Other')
    const ofAnother = call(grants.giveMemory, { memoryId, from: other, to: id }, kith)
    await expect(ofAnother).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

test('what one window did not change stays as another has saved it, and the same changed in both is refused', async () => {
  const id = await make('Baker', { temperature: 0.2 })
  const { name, accent, instructions, settings } = await call(personas.get, { personaId: id }, kith)
  const base = { name, accent, instructions, settings }
  await call(personas.save, { id, ...base, instructions: 'Bake slowly.', base }, kith)
  await call(personas.save, { id, ...base, settings: { temperature: 1 }, base }, kith)
  expect(await call(personas.get, { personaId: id }, kith)).toMatchObject({
    instructions: 'Bake slowly.',
    settings: { temperature: 1 },
  })
  const third = call(personas.save, { id, ...base, instructions: 'Bake at once.', base }, kith)
  await expect(third).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(await call(personas.get, { personaId: id }, kith)).toMatchObject({ instructions: 'Bake slowly.' })
})

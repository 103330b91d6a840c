import { beforeEach, describe, expect, test } from 'vitest'
import { makeResourceId, splitResourceId } from './mapping'
import type { MastraMessage } from './mapping'
import { MastraSupabaseStore } from './mastra-supabase-store'
import type { Embedder } from './mastra-supabase-store'
import { errorOf, openStorage, textOf } from './testing/open-storage'

const open = openStorage()
let store: MastraSupabaseStore
let userId: string
let personaId: string

beforeEach(() => {
  store = new MastraSupabaseStore({ call: open.recorded.call })
  const owner = splitResourceId(open.resourceId)
  userId = owner.userId
  personaId = owner.personaId ?? ''
})

const say = (threadId: string, ...texts: string[]) =>
  store.appendMessages(texts.map((text) => ({ threadId, role: 'user', content: [{ type: 'text', text }] })))
const textsOf = (messages: MastraMessage[]) => messages.map(({ content }) => content[0]?.['text'])

/** Texts with a word in common are near: one place for each word. */
const embed: Embedder = async (texts) =>
  texts.map((text) => {
    const vector = Array.from({ length: 1_536 }, () => 0.001)
    for (const word of text.toLowerCase().match(/\w+/g) ?? []) vector[word.charCodeAt(0) * 7 + word.length] = 1
    return vector
  })

describe('threads', () => {
  test('are made, read, named and listed, the latest to change first', async () => {
    const one = await store.createThread({ userId, personaId, title: 'Knee', metadata: { topic: 'sport' } })
    const two = await store.createThread({ userId })
    expect(one).toMatchObject({ title: 'Knee', resourceId: makeResourceId(userId, personaId) })
    expect(two).toMatchObject({ title: null, resourceId: makeResourceId(userId) })
    await store.updateThreadTitle(one.id, 'Hip')
    expect(await store.getThread(one.id)).toMatchObject({ id: one.id, title: 'Hip', createdAt: one.createdAt })
    expect((await store.listThreads()).map(({ id }) => id)).toEqual([one.id, two.id])
    expect((await store.listThreads({ limit: 1 })).map(({ id }) => id)).toEqual([one.id])
    expect((await store.listThreads({ personaId })).map(({ id }) => id)).toEqual([one.id])
    await store.updateThreadTitle(one.id, null)
    expect((await store.getThread(one.id)).title).toBeNull()
  })

  test('that are missing, and users who are not signed in, are told apart', async () => {
    for (const id of [crypto.randomUUID(), 'not-a-uuid']) {
      expect((await errorOf(store.getThread(id))).id).toBe('MASTRA_STORAGE_KITH_GET_THREAD_NOT_FOUND')
    }
    const foreign = await errorOf(store.createThread({ userId: crypto.randomUUID() }))
    expect(foreign.id).toBe('MASTRA_STORAGE_KITH_CREATE_THREAD_FOREIGN_OWNER')
  })
})

describe('messages', () => {
  test('come back as they were said, and from any of them on', async () => {
    const { id: threadId } = await store.createThread({ userId, personaId })
    const appended = await say(threadId, 'one', 'two', 'three')
    expect(textsOf(appended)).toEqual(['one', 'two', 'three'])
    expect(await store.listMessages(threadId)).toEqual(appended)
    expect(textsOf(await store.listMessages(threadId, { limit: 2 }))).toEqual(['one', 'two'])
    expect(textsOf(await store.listMessages(threadId, { after: appended[0]?.createdAt }))).toEqual(['two', 'three'])
    expect(await store.appendMessages([])).toEqual([])
    expect(await store.listMessages('not-a-uuid')).toEqual([])
  })

  test('are the same ones that Mastra sees', async () => {
    const { id: threadId } = await store.createThread({ userId, personaId })
    await say(threadId, 'one')
    await open.storage.saveMessages({ messages: [open.message(threadId, 'two', Date.now() + 1_000)] })
    expect((await open.storage.listMessages({ threadId })).messages.map(textOf)).toEqual(['one', 'two'])
    expect(textsOf(await store.listMessages(threadId))).toEqual(['one', 'two'])
  })

  test('are saved all or none, with their metadata', async () => {
    const { id: threadId } = await store.createThread({ userId, personaId })
    const bad = [threadId, crypto.randomUUID()].map((id) => ({ threadId: id, role: 'user' as const, content: [] }))
    expect((await errorOf(store.appendMessages(bad))).id).toBe('MASTRA_STORAGE_KITH_APPEND_MESSAGES_NOT_FOUND')
    expect(await store.listMessages(threadId)).toEqual([])
    const content = [{ type: 'text', text: 'x' }]
    const [message] = await store.appendMessages([{ threadId, role: 'tool', content, metadata: { a: [1] } }])
    expect(message).toMatchObject({ role: 'tool', content })
    expect(await store.getMetadata({ messageId: message?.id }, 'a')).toEqual([1])
  })

  test.each([
    ['by words', {}],
    ['by meaning', { embed, embeddingModel: 'words' }],
    ['by words, while the embedder cannot be reached', { embed: () => Promise.reject(new Error('offline')) }],
  ])('are found %s, with what stands around them', async (_how, options) => {
    store = new MastraSupabaseStore({ call: open.recorded.call, ...options })
    const { id: threadId } = await store.createThread({ userId, personaId })
    const other = await store.createThread({ userId })
    await say(threadId, 'Good morning!', 'My knee hurts.', 'Which one?', 'Both of them.')
    await say(other.id, 'The knee of somebody else.')
    const resourceId = makeResourceId(userId, personaId)
    const search = { scope: 'resource', resourceId, query: 'knee', topK: 1 } as const
    const [hit, ...none] = await store.searchMessages(search)
    expect([hit?.content[0]?.['text'], none]).toEqual(['My knee hurts.', []])
    expect(typeof hit?.similarity).toBe('embeddingModel' in options ? 'number' : 'undefined')
    const around = await store.searchMessages({ ...search, neighborRange: 1 })
    expect(textsOf(around)).toEqual(['Good morning!', 'My knee hurts.', 'Which one?'])
    const inThread = await store.searchMessages({ scope: 'thread', threadId: other.id, query: 'knee' })
    expect(textsOf(inThread)).toEqual(['The knee of somebody else.'])
    const foreign = makeResourceId(crypto.randomUUID())
    expect(await store.searchMessages({ scope: 'resource', resourceId: foreign, query: 'knee' })).toEqual([])
  })

  test('are searched in a thread or in a resource, and nowhere else', async () => {
    for (const scope of ['thread', 'resource'] as const) {
      const error = await errorOf(store.searchMessages({ scope, query: 'knee' }))
      expect(error.id).toBe('MASTRA_STORAGE_KITH_SEARCH_MESSAGES_REFUSED')
    }
  })
})

test('memories are saved, and found by words or by meaning', async () => {
  const { id: sourceThreadId } = await store.createThread({ userId, personaId })
  const meaning = new MastraSupabaseStore({ call: open.recorded.call, embed, embeddingModel: 'words' })
  const memory = { userId, personaId, memoryType: 'fact', sourceThreadId, embed: true }
  const tea = await meaning.saveMemory({ ...memory, content: 'Drinks tea.', contentJson: { sure: true } })
  await meaning.saveMemory({ ...memory, content: 'Has a dog named Max.', importance: 'high' })
  expect(tea).toMatchObject({ type: 'fact', content: 'Drinks tea.', contentJson: { sure: true }, importance: 'normal' })
  const found = async (search: object) =>
    (await meaning.searchMemories({ userId, personaId, ...search })).map(({ content }) => content)
  expect(await found({})).toEqual(['Has a dog named Max.', 'Drinks tea.'])
  expect(await found({ query: 'TEA' })).toEqual(['Drinks tea.'])
  expect(await found({ query: 'a dog', useVectors: true, topK: 1 })).toEqual(['Has a dog named Max.'])
  expect(await errorOf(meaning.searchMemories({ userId: crypto.randomUUID(), personaId }))).toMatchObject({
    id: 'MASTRA_STORAGE_KITH_SEARCH_MEMORIES_FOREIGN_OWNER',
  })
})

test('metadata is on one thing, by key, and of any JSON type', async () => {
  const { id: threadId } = await store.createThread({ userId, personaId, metadata: { topic: 'sport' } })
  const [message] = await say(threadId, 'x')
  for (const target of [{ threadId }, { messageId: message?.id }, { personaRef: personaId }]) {
    expect(await store.getMetadata(target, 'colour')).toBeNull()
    for (const value of ['blue', 1, true, { deep: [null] }, ['a']]) {
      await store.setMetadata(target, 'colour', value)
      expect(await store.getMetadata(target, 'colour')).toEqual(value)
    }
  }
  expect(await store.getMetadata({ threadId }, 'topic')).toBe('sport')
  expect((await errorOf(store.setMetadata({}, 'colour', 1))).id).toBe('MASTRA_STORAGE_KITH_SET_METADATA_REFUSED')
})

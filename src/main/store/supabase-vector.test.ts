import { noopLogger } from '@mastra/core/logger'
import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { SupabaseVector } from './supabase-vector'
import { toStorableJson } from './storable-json'
import { anyText } from './testing/any-text'
import { errorOf, INDEX as indexName, openVectors } from './testing/open-vectors'

const open = openVectors()

describe('the index', () => {
  test('is there already: nobody is asked', async () => {
    await open.vectors.createIndex({ indexName, dimension: 1_536, metric: 'cosine' })
    await open.vectors.createIndex({ indexName: 'memory_messages_small', dimension: 1_536 })
    await open.vectors.createIndex({ indexName: 'memories', dimension: 1_536 })
    expect(await open.vectors.listIndexes()).toEqual(['memory_messages_small', 'memories'])
    expect(open.calls).toEqual([])
  })

  test.each([
    [{ indexName: 'memory_messages_768', dimension: 768 }, 'of 1536 numbers, not of 768'],
    [{ indexName: 'documents', dimension: 1_536 }, 'no index documents'],
    [{ indexName: 'memory_messages_other', dimension: 1_536 }, 'no index memory_messages_other'],
    [{ indexName: 'memory_observations', dimension: 1_536 }, 'no index memory_observations'],
    [{ indexName, dimension: 1_536, metric: 'euclidean' as const }, 'by cosine, not by euclidean'],
  ])('is no other: %j', async (index, why) => {
    expect(await errorOf(open.vectors.createIndex(index))).toMatchObject({
      id: 'MASTRA_VECTOR_KITH_CREATE_INDEX_REFUSED',
      domain: 'MASTRA_VECTOR',
      category: 'USER',
      message: expect.stringContaining(why),
    })
  })

  test('counts what has a vector of this model, and stays', async () => {
    const threadId = await open.thread()
    await open.said(threadId, 'My knee hurts')
    await open.save(threadId, 'It is raining')
    expect(await open.vectors.describeIndex({ indexName })).toEqual({ dimension: 1_536, metric: 'cosine', count: 1 })
    expect(await open.vectorsOf('other').describeIndex({ indexName })).toMatchObject({ count: 0 })
    expect(await errorOf(open.vectors.deleteIndex({ indexName }))).toMatchObject({
      id: 'MASTRA_VECTOR_KITH_DELETE_INDEX_REFUSED',
      message: expect.stringContaining('column of the database'),
    })
    expect(await open.embedded()).toBe(1)
  })
})

describe('vectors and messages find each other', () => {
  test('when the message comes first', async () => {
    const threadId = await open.thread()
    const ids = [await open.save(threadId, 'My knee hurts'), await open.save(threadId, 'It is raining')]
    expect(
      await open.upsert([
        [ids[0] ?? '', 'My knee hurts'],
        [ids[1] ?? '', 'It is raining'],
      ]),
    ).toEqual(ids)
    expect(open.calls).toEqual(['ai_place_embeddings'])
    expect(open.pending.size).toBe(0)
    expect(await open.find('knee')).toEqual(ids)
  })

  test('when the vector comes first: it waits, with its model', async () => {
    const id = crypto.randomUUID()
    expect(await open.upsert([[id, 'My knee hurts']], { ids: [id] })).toEqual([id])
    const waiting = open.pending.take([id]).get(id)
    expect(waiting?.model).toBe('small')
    const [first = 0] = waiting?.vector ?? []
    expect(waiting?.vector).toHaveLength(1_536)
    expect(Number.isFinite(first)).toBe(true)
  })

  test('when the message is there and a vector comes as if ahead of it: before the next search', async () => {
    const id = await open.save(await open.thread(), 'My knee hurts')
    await open.upsert([[id, 'My knee hurts']], { ids: [id] })
    expect(open.calls).toEqual([])
    expect(await open.find('knee')).toEqual([id])
    expect(open.pending.size).toBe(0)
    expect(await open.find('knee')).toEqual([id])
    expect(open.calls.filter((name) => name === 'ai_place_embeddings')).toHaveLength(1)
  })

  test('or a second later, and not at all when the storage took it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const [there, taken] = [await open.save(await open.thread(), 'My knee hurts'), crypto.randomUUID()]
      await open.upsert([[taken, 'It is raining']], { ids: [taken] })
      expect(open.pending.take([taken]).size).toBe(1)
      vi.advanceTimersByTime(1_000)
      await open.vectors.settled()
      expect(open.calls).toEqual([])
      await open.upsert([[there, 'My knee hurts']], { ids: [there] })
      vi.advanceTimersByTime(999)
      expect(open.calls).toEqual([])
      vi.advanceTimersByTime(1)
      expect(open.calls).toEqual(['ai_place_embeddings'])
    } finally {
      vi.useRealTimers()
    }
    await vi.waitFor(() => expect(open.pending.size).toBe(0), 10_000)
    expect(await open.embedded()).toBe(1)
  })

  test('when nobody answers it waits on', async () => {
    const id = crypto.randomUUID()
    const pendingVectors = open.pending
    const down = new SupabaseVector({ call: () => Promise.reject(new Error('down')), model: 'small', pendingVectors })
    down.__setLogger(noopLogger)
    await down.upsert({ indexName, vectors: [await open.embed('x')], ids: [id] })
    await down.settled()
    expect(open.pending.take([id]).size).toBe(1)
  })

  test('when the message is there but about to say something else', async () => {
    const threadId = await open.thread()
    const id = await open.said(threadId, 'My knee hurts')
    await open.upsert([[id, 'My elbow hurts']])
    expect(open.pending.size).toBe(1)
    expect(await open.find('knee')).toEqual([id])
    await open.save(threadId, 'My elbow hurts', id)
    expect(await open.embedded()).toBe(0)
    await open.vectors.writePending([id])
    expect(open.pending.size).toBe(0)
    const [found] = await open.vectors.query({
      indexName,
      queryVector: await open.embed('My elbow hurts'),
      filter: { thread_id: threadId },
    })
    expect(found?.score).toBeCloseTo(1, 4)
  })

  test('however its texts are joined', async () => {
    const threadId = await open.thread()
    const id = crypto.randomUUID()
    const parts = [
      { type: 'text', text: 'My knee\u0000 ' },
      { type: 'step-start' },
      { type: 'text', text: '\u00a0hurts' },
    ]
    await open.database.call('ai_save_messages', {
      messages: [
        {
          message_id: id,
          thread_id: threadId,
          role: 'user',
          content: { format: 2, parts: JSON.parse(JSON.stringify(parts).replace('\\u0000', '\ufffd')) },
        },
      ],
    })
    for (const text of ['My knee\u0000  \u00a0hurts', 'My knee\u0000 \n\u00a0hurts']) {
      await open.upsert([[id, text]])
      expect(open.pending.size).toBe(0)
    }
  })

  test('whatever they say: what is compared here is what the database compares', async () => {
    const threadId = await open.thread()
    const said = fc.sample(anyText(12), 150).filter((text) => text.trim() !== '')
    const messages = said.map((text) => ({
      message_id: crypto.randomUUID(),
      thread_id: threadId,
      role: 'user',
      content: toStorableJson({
        format: 2,
        parts: [
          { type: 'text', text: `${text} ` },
          { type: 'text', text },
        ],
      }),
    }))
    await open.database.call('ai_save_messages', { messages })
    await open.upsert(messages.map(({ message_id: id }, n) => [id, `${said[n]} \n${said[n]}`.trim()]))
    expect(open.pending.size).toBe(0)
  })

  test('which lose theirs when the words change', async () => {
    const threadId = await open.thread()
    const id = await open.said(threadId, 'My knee hurts')
    await open.save(threadId, 'My knee hurts', id)
    expect(await open.embedded()).toBe(1)
    await open.save(threadId, 'No more', id)
    expect(await open.embedded()).toBe(0)
  })

  test('one vector for each, from all its pieces', async () => {
    const id = await open.save(await open.thread(), 'knee rain')
    const pieces = [await open.embed('knee'), await open.embed('rain')]
    await open.vectors.upsert({
      indexName,
      vectors: pieces,
      metadata: pieces.map(() => ({ message_id: id, content: 'knee rain' })),
    })
    const scores = await Promise.all(
      ['knee', 'rain'].map(async (text) => {
        const [found] = await open.vectors.query({
          indexName,
          queryVector: await open.embed(text),
          filter: { resource_id: open.resourceId },
        })
        return found?.score ?? 0
      }),
    )
    expect(scores[0]).toBeCloseTo(scores[1] ?? 0, 4)
    expect(scores[0]).toBeGreaterThan(0.6)
  })

  test('by the hundred', async () => {
    const threadId = await open.thread()
    const ids = Array.from({ length: 230 }, () => crypto.randomUUID())
    await open.database.call('ai_save_messages', {
      messages: ids.map((id, n) => ({ message_id: id, thread_id: threadId, role: 'user', content: `knee ${n}` })),
    })
    await open.upsert(ids.map((id, n) => [id, `knee ${n}`]))
    expect(open.calls.filter((name) => name === 'ai_place_embeddings')).toHaveLength(3)
    expect(await open.embedded()).toBe(230)
  })

  test('never what is deleted', async () => {
    const id = await open.said(await open.thread(), 'My knee hurts')
    await open.database.call('ai_delete_messages', { message_ids: [id] })
    await open.upsert([[id, 'My knee hurts']])
    expect(open.pending.size).toBe(1)
    expect(await open.find('knee')).toEqual([])
  })

  test.each([
    [{ vectors: [[1], [2]], metadata: [{}] }, '2 vectors and 1 metadata'],
    [{ vectors: [[1, 2]], metadata: [{ message_id: crypto.randomUUID() }] }, 'has 1536 numbers, not 2'],
    [
      { vectors: [Array.from({ length: 1_536 }, () => 0)], metadata: [{ message_id: crypto.randomUUID() }] },
      'points nowhere',
    ],
    [
      { vectors: [Array.from({ length: 1_536 }, () => Number.NaN)], metadata: [{ message_id: crypto.randomUUID() }] },
      'no number',
    ],
    [
      { vectors: [Array.from({ length: 1_536 }, () => 1)], metadata: [{ text: 'x' }] },
      'metadata.message_id is missing',
    ],
    [{ vectors: [Array.from({ length: 1_536 }, () => 1)], ids: ['client-msg-1'] }, 'client-msg-1 is not a UUID'],
    [
      {
        vectors: [Array.from({ length: 1_536 }, () => 1)],
        ids: [crypto.randomUUID()],
        deleteFilter: { thread_id: 't' },
      },
      'deleteFilter {"thread_id":"t"}',
    ],
  ])('or are refused whole: %#', async (given, why) => {
    const error = await errorOf(open.vectors.upsert({ indexName, ...given }))
    expect(error).toMatchObject({ category: 'USER', domain: 'MASTRA_VECTOR', message: expect.stringContaining(why) })
    expect(error.id).toMatch(/^MASTRA_VECTOR_KITH_UPSERT_/)
    expect(open.calls).toEqual([])
  })
})

test('says of a database that fails that it does, and why', async () => {
  const reason = new Error('no route to host')
  const failing = new SupabaseVector({
    call: () => Promise.reject(reason),
    model: 'small',
    pendingVectors: open.pending,
  })
  const error = await errorOf(
    failing.query({ indexName, queryVector: await open.embed('x'), filter: { resource_id: open.resourceId } }),
  )
  expect(error).toMatchObject({
    id: 'MASTRA_VECTOR_KITH_QUERY_FAILED',
    domain: 'MASTRA_VECTOR',
    category: 'THIRD_PARTY',
    cause: expect.objectContaining({ message: 'no route to host' }),
  })
  const vector = await open.embed('x')
  await errorOf(failing.upsert({ indexName, vectors: [vector], metadata: [{ message_id: crypto.randomUUID() }] }))
  expect(open.pending.size).toBe(0)
})

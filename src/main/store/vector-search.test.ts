import { describe, expect, test } from 'vitest'
import { makeResourceKey } from '../../shared/domain/resource-key'
import { errorOf, INDEX as indexName, openVectors } from './testing/open-vectors'

const open = openVectors()

describe('search', () => {
  test('finds the nearest of a scope, with what the row says of it', async () => {
    const threadId = await open.thread()
    const other = await open.thread()
    const knee = await open.said(threadId, 'My knee hurts')
    const rain = await open.said(threadId, 'It is raining')
    const elbow = await open.said(other, 'My elbow hurts')
    expect(await open.find('my knee hurts')).toEqual([knee, elbow, rain])
    expect(await open.find('my knee hurts', { thread_id: other })).toEqual([elbow])
    expect(
      await open.find('my knee hurts', { $and: [{ resource_id: open.resourceId }, { thread_id: threadId }] }),
    ).toEqual([knee, rain])
    expect(await open.find('my knee hurts', { resource_id: makeResourceKey(open.database.userId, null) })).toEqual([])
    expect(
      await open.find('my knee hurts', { resource_id: makeResourceKey(crypto.randomUUID(), open.personaId) }),
    ).toEqual([])
    const [found] = await open.vectors.query({
      indexName,
      queryVector: await open.embed('knee'),
      topK: 1,
      filter: { thread_id: threadId },
    })
    expect(found).toEqual({
      id: knee,
      score: expect.any(Number),
      metadata: {
        message_id: knee,
        thread_id: threadId,
        resource_id: open.resourceId,
        role: 'user',
        content: 'My knee hurts',
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      },
    })
  })

  test('never compares vectors of two models', async () => {
    const threadId = await open.thread()
    await open.said(threadId, 'My knee hurts')
    expect(
      await open
        .vectorsOf('other')
        .query({ indexName, queryVector: await open.embed('knee'), filter: { thread_id: threadId } }),
    ).toEqual([])
  })

  test('says how much it cannot find', async () => {
    const threadId = await open.thread()
    await open.said(threadId, 'My knee hurts')
    await open.save(threadId, 'It is raining')
    await open.database.call('ai_save_memory', {
      memory_id: crypto.randomUUID(),
      content: 'Prefers tea.',
      persona_id: open.personaId,
    })
    const all = { message: { total: 2, embedded: 1, missing: 1 }, memory: { total: 1, embedded: 0, missing: 1 } }
    expect(await open.vectors.coverage()).toEqual(all)
    expect(await open.vectors.coverage({ resourceId: open.resourceId })).toEqual(all)
    const none = { total: 0, embedded: 0, missing: 0 }
    expect(await open.vectors.coverage({ resourceId: makeResourceKey(open.database.userId, null) })).toEqual({
      message: none,
      memory: none,
    })
    expect((await open.vectorsOf('other').coverage()).message).toEqual({ total: 2, embedded: 0, missing: 2 })
    expect(await errorOf(open.vectors.coverage({ resourceId: 'ana' }))).toMatchObject({
      id: 'MASTRA_VECTOR_KITH_COVERAGE_REFUSED',
    })
  })

  test('leaves out what scores too low, and takes no more than asked', async () => {
    const threadId = await open.thread()
    const knee = await open.said(threadId, 'My knee hurts')
    await open.said(threadId, 'It is raining')
    expect(await open.find('my knee hurts', { thread_id: threadId }, { minScore: 0.5 })).toEqual([knee])
    expect(await open.find('my knee hurts', { thread_id: threadId }, { topK: 1 })).toEqual([knee])
  })

  test('asks nobody about threads that cannot be', async () => {
    expect(await open.find('knee', { thread_id: 'subconscious:thread:remind' })).toEqual([])
    expect(open.calls).toEqual([])
  })

  test.each([
    [{ filter: { role: 'user' } }, '{"role":"user"}'],
    [{ filter: { resource_id: 'r', observed_at: { $gt: 'x' } } }, 'observed_at'],
    [{ filter: undefined }, 'cannot filter by nothing'],
    [{ topK: 0 }, 'from 1 to 200, not 0'],
    [{ topK: 1.5 }, 'not 1.5'],
    [{ sparseVector: { indices: [], values: [] } }, 'no sparse vectors'],
    [{ topK: 201 }, 'from 1 to 200, not 201'],
    [{ queryVector: undefined }, 'needs a vector'],
    [{ queryVector: [1, 2, 3] }, 'not 3'],
    [{ includeVector: true }, 'does not give vectors back'],
    [{ indexName: 'documents' }, 'no index documents'],
  ])('refuses what it cannot answer: %j', async (asked, why) => {
    const queryVector = await open.embed('knee')
    const error = await errorOf(
      open.vectors.query({ indexName, queryVector, filter: { resource_id: open.resourceId }, ...asked } as never),
    )
    expect(error).toMatchObject({ category: 'USER', domain: 'MASTRA_VECTOR', message: expect.stringContaining(why) })
    expect(open.calls).toEqual([])
  })
})

describe('memories', () => {
  test('have vectors, too, in their resource', async () => {
    const [tea, dog] = [crypto.randomUUID(), crypto.randomUUID()]
    await open.database.call('ai_save_memory', { memory_id: tea, content: 'Prefers tea.', persona_id: open.personaId })
    await open.database.call('ai_save_memory', { memory_id: dog, content: 'Has a dog.' })
    const given = [await open.embed('Prefers tea.'), await open.embed('Has a dog.')]
    const metadata = [{ memory_id: tea }, { memory_id: dog }]
    await open.vectors.upsert({ indexName: 'memories', vectors: given, metadata })
    const search = (filter: Record<string, string>) =>
      open.vectors.query({ indexName: 'memories', queryVector: given[0] ?? [], filter })
    expect(await search({ resource_id: open.resourceId })).toMatchObject([
      { id: tea, metadata: { memory_id: tea, content: 'Prefers tea.', resource_id: open.resourceId } },
    ])
    expect(await search({ resource_id: makeResourceKey(open.database.userId, null) })).toMatchObject([{ id: dog }])
    expect(await errorOf(search({ thread_id: crypto.randomUUID() }))).toMatchObject({
      message: expect.stringContaining('in no thread'),
    })
    await open.vectors.deleteVectors({ indexName: 'memories', filter: { memory_id: { $in: [tea] } } })
    expect(await search({ resource_id: open.resourceId })).toEqual([])
  })

  test('have to be there', async () => {
    const upserted = open.vectors.upsert({
      indexName: 'memories',
      vectors: [await open.embed('x')],
      ids: [crypto.randomUUID()],
    })
    expect(await errorOf(upserted)).toMatchObject({ id: 'MASTRA_VECTOR_KITH_UPSERT_NOT_FOUND', category: 'USER' })
  })
})

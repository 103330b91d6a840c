import { describe, expect, test } from 'vitest'
import { errorOf, INDEX as indexName, openVectors } from './testing/open-vectors'

const open = openVectors()

describe('taking vectors away', () => {
  test('by message, by thread, and of nothing else', async () => {
    const threadId = await open.thread()
    const other = await open.thread()
    const ids = [
      await open.said(threadId, 'knee one'),
      await open.said(threadId, 'knee two'),
      await open.said(threadId, 'knee three'),
    ]
    const elsewhere = await open.said(other, 'knee four')
    await open.vectors.deleteVectors({
      indexName,
      filter: { message_id: { $in: [ids[0] ?? '', crypto.randomUUID(), 'none'] } },
    })
    expect(new Set(await open.find('knee'))).toEqual(new Set([ids[1], ids[2], elsewhere]))
    await open.vectors.deleteVector({ indexName, id: ids[1] ?? '' })
    expect(new Set(await open.find('knee'))).toEqual(new Set([ids[2], elsewhere]))
    await open.vectors.deleteVectors({ indexName, filter: { thread_id: threadId } })
    expect(await open.find('knee')).toEqual([elsewhere])
    await open.vectors.deleteVectors({ indexName, ids: [elsewhere] })
    expect(await open.find('knee')).toEqual([])
    expect((await open.vectors.coverage()).message).toEqual({ total: 4, embedded: 0, missing: 4 })
  })

  test('also of those that wait', async () => {
    const id = crypto.randomUUID()
    await open.upsert([[id, 'knee']])
    await open.vectors.deleteVectors({ indexName, filter: { message_id: id } })
    expect(open.pending.size).toBe(0)
  })

  test.each([
    [{}, 'either ids or a filter'],
    [{ ids: [], filter: { thread_id: 't' } }, 'either ids or a filter'],
    [{ filter: { resource_id: 'r' } }, '{"resource_id":"r"}'],
    [{ filter: {} }, '{}'],
  ])('never by what would be more: %j', async (given, why) => {
    const error = await errorOf(open.vectors.deleteVectors({ indexName, ...given }))
    expect(error).toMatchObject({
      id: 'MASTRA_VECTOR_KITH_DELETE_VECTORS_REFUSED',
      message: expect.stringContaining(why),
    })
    expect(open.calls).toEqual([])
  })

  test('and putting another in place', async () => {
    const threadId = await open.thread()
    const id = await open.said(threadId, 'My knee hurts')
    await open.vectors.updateVector({ indexName, id, update: { vector: await open.embed('rain') } })
    const [found] = await open.vectors.query({
      indexName,
      queryVector: await open.embed('rain'),
      filter: { thread_id: threadId },
    })
    expect(found?.score).toBeCloseTo(1, 4)
    const missing = open.vectors.updateVector({
      indexName,
      id: crypto.randomUUID(),
      update: { vector: await open.embed('rain') },
    })
    expect(await errorOf(missing)).toMatchObject({ id: 'MASTRA_VECTOR_KITH_UPDATE_VECTOR_NOT_FOUND' })
    expect(await errorOf(open.vectors.updateVector({ indexName, id, update: { metadata: { a: 1 } } }))).toMatchObject({
      category: 'USER',
    })
    expect(await errorOf(open.vectors.updateVector({ indexName, filter: { role: 'user' }, update: {} }))).toMatchObject(
      {
        message: expect.stringContaining('{"role":"user"}'),
      },
    )
  })
})

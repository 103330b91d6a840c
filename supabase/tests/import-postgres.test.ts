// What Mastra's own PostgreSQL store has written is imported whole, and that store is not touched.
import { randomUUID } from 'node:crypto'
import { PgVector, PostgresStore } from '@mastra/pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openSource } from '../../scripts/import-mastra/sources.mjs'
import { importMastra } from '../../src/main/store/import/import-mastra'
import { importedId } from '../../src/main/store/import/imported-id'
import { SupabaseMemoryStorage } from '../../src/main/store/supabase-memory-storage'
import { administer } from './support/cluster'
import { engines, openEngine } from './support/engines'
import type { Engine } from './support/engines'

const MESSAGES = 205
const at = new Date('2025-06-01T08:00:00.500Z')

describe.skipIf(!engines.includes('postgres'))('an import from PostgreSQL', () => {
  let url: string
  let engine: Engine
  beforeAll(async () => {
    const cluster = inject('cluster')
    if (!cluster || 'failure' in cluster) throw new Error('There is no PostgreSQL in this run.')
    const database = `mastra_${randomUUID().replaceAll('-', '')}`
    const host = cluster.socketFolder
    await administer({ host, user: 'supabase_admin', database: 'postgres' }, `create database ${database}`)
    url = `postgres://supabase_admin@localhost/${database}?host=${encodeURIComponent(host)}`
    await fill()
    engine = await openEngine(engines.includes('pglite') ? 'pglite' : 'postgres')
  })
  afterAll(() => engine.close())

  async function fill(): Promise<void> {
    const store = new PostgresStore({ id: 'source', connectionString: url })
    await store.init()
    const memory = await store.getStore('memory')
    await memory?.saveThread({
      thread: { id: 'walk', resourceId: 'anna', title: 'Walks', metadata: { a: 1 }, createdAt: at, updatedAt: at },
    })
    await memory?.saveMessages({
      messages: Array.from({ length: MESSAGES }, (_, n) => ({
        id: randomUUID(),
        threadId: 'walk',
        resourceId: 'anna',
        role: n % 2 === 0 ? ('user' as const) : ('assistant' as const),
        createdAt: new Date(at.getTime() + n),
        content: { format: 2 as const, parts: [{ type: 'text' as const, text: `step ${n} 🥾` }], metadata: { n } },
      })),
    })
    await memory?.updateResource({ resourceId: 'anna', workingMemory: 'walks a lot' })
    const vectors = new PgVector({ id: 'vectors', connectionString: url })
    const { messages } = (await memory?.listMessages({ threadId: 'walk', perPage: 3 })) ?? { messages: [] }
    await vectors.createIndex({ indexName: 'memory_messages_4', dimension: 4 })
    await vectors.upsert({
      indexName: 'memory_messages_4',
      vectors: messages.map((_, n) => [n, 1, 0, 0]),
      metadata: messages.map(({ id }) => ({ message_id: id, thread_id: 'walk', resource_id: 'anna' })),
    })
    await vectors.disconnect()
    await store.close()
  }

  test('brings everything along, in order', async () => {
    const { call, userId } = await engine.signIn('Anna')
    const storage = new SupabaseMemoryStorage({ call, userId })
    const { source, close } = await openSource(url)
    const vectors: unknown[] = []
    const upsert = async (given: { vectors: unknown[] }) => (vectors.push(...given.vectors), [])
    const describeIndex = async () => ({ dimension: 1_536, count: Math.min(vectors.length, 3) })
    const target = { memory: storage, vectors: { upsert, describeIndex } }
    const options = { source, target, userId, personaOf: () => null }
    try {
      expect(await importMastra(options)).toMatchObject({
        threads: { imported: 1 },
        messages: { imported: MESSAGES },
        resources: { imported: 1 },
        vectors: { found: 3, imported: 3, same: 0, left: 0 },
        verifiedMessages: MESSAGES,
        problems: [],
      })
      expect(await importMastra(options)).toMatchObject({
        messages: { imported: 0, same: MESSAGES },
        vectors: { imported: 0, same: 3 },
        problems: [],
      })
    } finally {
      await close()
    }
    expect(vectors).toHaveLength(6)
    const threadId = importedId('thread', userId, 'walk')
    const { messages } = await storage.listMessages({ threadId, perPage: false })
    expect(messages.map(({ content }) => content.metadata?.['n'])).toEqual(
      Array.from({ length: MESSAGES }, (_, n) => n),
    )
  })

  test('can write nothing into what it reads', async () => {
    const { source, close } = await openSource(url)
    const writing = source.memory as unknown as PostgresStore['stores']['memory']
    await expect(
      writing?.saveThread({ thread: { id: 'new', resourceId: 'anna', title: '', createdAt: at, updatedAt: at } }),
    ).rejects.toThrow(/read-only transaction/)
    await close()
  })
})

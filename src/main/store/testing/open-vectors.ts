// For tests: the vector store on the real database, with a small model and a persona.
import { MastraError } from '@mastra/core/error'
import type { QueryVectorParams } from '@mastra/core/vector'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { makeResourceKey } from '../../../shared/domain/resource-key'
import { createEmbedder } from '../embedder'
import { PendingVectors } from '../pending-vectors'
import { SupabaseVector } from '../supabase-vector'
import { openRealDatabase } from './real-database'
import type { RealDatabase } from './real-database'
import { smallEmbedder } from './small-embedder'

export const INDEX = 'memory_messages'
const embedder = createEmbedder(smallEmbedder())

export interface OpenVectors {
  database: RealDatabase
  pending: PendingVectors
  vectors: SupabaseVector
  /** Every function the vector stores have called in this test. */
  calls: string[]
  personaId: string
  resourceId: string
  /** Another store over the same database. */
  vectorsOf(model: string): SupabaseVector
  embed(text: string): Promise<number[]>
  thread(): Promise<string>
  /** A message without a vector. */
  save(threadId: string, text: string, id?: string): Promise<string>
  /** A message with one. */
  said(threadId: string, text: string): Promise<string>
  upsert(given: [id: string, text: string][], more?: { ids?: string[] }): Promise<string[]>
  /** The ids of the nearest messages, at most three. */
  find(
    text: string,
    filter?: QueryVectorParams['filter'],
    more?: { topK?: number; minScore?: number },
  ): Promise<string[]>
  /** How many messages have a vector. */
  embedded(): Promise<number>
}

/** Fresh for each test of the file that calls it; the database is one. */
export function openVectors(): OpenVectors {
  const open = {} as OpenVectors
  beforeAll(async () => {
    open.database = await openRealDatabase()
  })
  afterAll(() => open.database.close())
  beforeEach(async () => {
    await open.database.erase()
    open.personaId = crypto.randomUUID()
    await open.database.call('ai_save_persona', { id: open.personaId, name: 'Coach' })
    open.resourceId = makeResourceKey(open.database.userId, open.personaId)
    open.pending = new PendingVectors()
    open.calls = []
    open.vectors = open.vectorsOf('small')
  })

  open.vectorsOf = (model) => {
    const call: RealDatabase['call'] = (name, args, options) => {
      open.calls.push(name)
      return open.database.call(name, args, options)
    }
    return new SupabaseVector({ call, model, pendingVectors: open.pending })
  }
  open.embed = async (text) => {
    const { embeddings } = await embedder.doEmbed({ values: [text] })
    return embeddings[0] ?? []
  }
  open.thread = async () => {
    const id = crypto.randomUUID()
    await open.database.call('ai_save_thread', { thread_id: id, persona_id: open.personaId })
    return id
  }
  open.save = async (threadId, text, id = crypto.randomUUID()) => {
    const content = { format: 2, parts: [{ type: 'text', text }], content: text }
    const message = { message_id: id, thread_id: threadId, role: 'user', content }
    await open.database.call('ai_save_messages', { messages: [message] })
    return id
  }
  open.said = async (threadId, text) => {
    const id = await open.save(threadId, text)
    await open.upsert([[id, text]])
    return id
  }
  open.upsert = async (given, more = {}) =>
    open.vectors.upsert({
      indexName: INDEX,
      vectors: await Promise.all(given.map(([, text]) => open.embed(text))),
      metadata: given.map(([id, text]) => ({ message_id: id, content: text })),
      ...more,
    })
  open.find = async (text, filter = { resource_id: open.resourceId }, more = {}) => {
    const queryVector = await open.embed(text)
    const found = await open.vectors.query({ indexName: INDEX, queryVector, topK: 3, filter, ...more })
    return found.map(({ id }) => id)
  }
  open.embedded = async () => (await open.vectors.coverage()).message.embedded
  return open
}

/** The error of a call that has to fail. */
export async function errorOf(work: Promise<unknown>): Promise<MastraError> {
  const error: unknown = await work.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(MastraError)
  return error as MastraError
}

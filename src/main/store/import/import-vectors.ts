// Vectors of messages from another vector store: read by thread, given to ours, which pools those of one message.
import { MastraError } from '@mastra/core/error'
import type { MastraVector } from '@mastra/core/vector'
import { DIMENSIONS, padded } from '../pooled-vector'

const INDEX = 'memory_messages'

/** The part of a vector store that is read. */
export type SourceVectors = Pick<MastraVector, 'listIndexes' | 'describeIndex' | 'query'>
export type TargetVectors = Pick<MastraVector, 'upsert' | 'describeIndex'>

/** How many messages have a vector here, of the model that is imported. */
export async function countPlaced(target: TargetVectors): Promise<number> {
  return (await target.describeIndex({ indexName: INDEX })).count
}

export interface SourceIndex {
  name: string
  dimension: number
}

/** The indexes Mastra keeps vectors of messages in. */
export async function messageIndexes(source: SourceVectors): Promise<SourceIndex[]> {
  const names = (await source.listIndexes()).filter((name) => name.startsWith(INDEX))
  return Promise.all(
    names.map(async (name) => ({ name, dimension: (await source.describeIndex({ indexName: name })).dimension })),
  )
}

export interface VectorCounts {
  found: number
  imported: number
  left: number
}

/**
 * @param ids of the thread's messages, there → here
 * @returns numbers of messages
 */
export async function importVectors(
  source: SourceVectors,
  index: SourceIndex,
  target: TargetVectors | null,
  { threadId, ids, newThreadId, resourceId }: VectorsOfThread,
): Promise<VectorCounts> {
  const found = await vectorsOf(source, index, threadId, ids.size)
  const messages = new Set(found.map(({ messageId }) => messageId))
  const usable = index.dimension > DIMENSIONS ? [] : found.filter(({ messageId }) => ids.has(messageId))
  const imported = new Set(usable.map(({ messageId }) => messageId)).size
  if (target && usable.length > 0) {
    await target.upsert({
      indexName: INDEX,
      vectors: usable.map(({ vector }) => padded(vector)),
      metadata: usable.map(({ messageId }) => ({
        message_id: ids.get(messageId),
        thread_id: newThreadId,
        resource_id: resourceId,
      })),
    })
  }
  return { found: messages.size, imported, left: messages.size - imported }
}

export interface VectorsOfThread {
  threadId: string
  ids: Map<string, string>
  newThreadId: string
  resourceId: string
}

interface Found {
  messageId: string
  vector: number[]
}

async function vectorsOf(
  source: SourceVectors,
  { name, dimension }: SourceIndex,
  threadId: string,
  messages: number,
): Promise<Found[]> {
  // Long messages have several. They are asked for by what they belong to alone where the store can do that.
  for (let topK = 4 * messages + 100; ; topK *= 4) {
    const asked = { indexName: name, topK, filter: { thread_id: threadId }, includeVector: true }
    const results = await source.query(asked).catch((error: unknown) => {
      if (!needsVector(error)) throw error
      // LibSQL compares every row then, and finds those that point the other way only when it is told to.
      const nearest = { ...asked, queryVector: unitVector(dimension), minScore: -2 }
      return source.query(nearest)
    })
    if (results.length < topK) {
      return results.flatMap(({ vector, metadata }) => {
        const messageId: unknown = metadata?.['message_id']
        return vector && typeof messageId === 'string' ? [{ messageId, vector }] : []
      })
    }
  }
}

/** What `@mastra/libsql` says of a query without a vector. Any other error is one: what it hides would be missing. */
function needsVector(error: unknown): boolean {
  return error instanceof MastraError && error.id.endsWith('_QUERY_MISSING_VECTOR')
}

const unitVector = (dimension: number) => Array.from({ length: dimension }, (_, index) => (index === 0 ? 1 : 0))

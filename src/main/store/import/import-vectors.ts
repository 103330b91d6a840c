// Vectors of messages from another vector store: read by thread, given to ours, which pools those of one message.
import type { MastraVector } from '@mastra/core/vector'
import { DIMENSIONS, padded } from '../pooled-vector'

const INDEX = 'memory_messages'

/** The part of a vector store that is read. */
export type SourceVectors = Pick<MastraVector, 'listIndexes' | 'describeIndex' | 'query'>
export type TargetVectors = Pick<MastraVector, 'upsert'>

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
  // Long messages have several.
  for (let topK = 4 * messages + 100; ; topK *= 4) {
    const asked = { indexName: name, topK, filter: { thread_id: threadId }, includeVector: true }
    // By what they belong to alone, where the store can: an index for neighbours leaves some out.
    const results = await source
      .query(asked)
      .catch(() => source.query({ ...asked, queryVector: unitVector(dimension) }))
    if (results.length < topK) {
      return results.flatMap(({ vector, metadata }) => {
        const messageId: unknown = metadata?.['message_id']
        return vector && typeof messageId === 'string' ? [{ messageId, vector }] : []
      })
    }
  }
}

const unitVector = (dimension: number) => Array.from({ length: dimension }, (_, index) => (index === 0 ? 1 : 0))

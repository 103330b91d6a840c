// Mastra's vectors on Kith's tables: each lies in the row of its message or memory, and goes where that goes. There is
// one for each of them, so that what belongs to one message is pooled, and nothing is filtered by but the scope.
import { MastraVector } from '@mastra/core/vector'
import type {
  CreateIndexParams,
  DeleteIndexParams,
  DeleteVectorParams,
  DeleteVectorsParams,
  DescribeIndexParams,
  IndexStats,
  QueryResult,
  QueryVectorParams,
  UpdateVectorParams,
  UpsertVectorParams,
} from '@mastra/core/vector'
import { splitResourceKey } from '../../shared/domain/resource-key'
import type { Call } from '../database/call'
import { inBatches } from './in-batches'
import { isUuid } from './is-uuid'
import type { PendingVectors } from './pending-vectors'
import { MessageVectors, toRow, VECTORS_AT_ONCE } from './message-vectors'
import type { GivenVector } from './message-vectors'
import { DIMENSIONS, pooled, toVectorText } from './pooled-vector'
import { duringVector, refusedVector } from './vector-errors'
import { readScope, readTargets } from './vector-filter'
import { toMemoryResult, toMessageResult } from './vector-rows'

export interface SupabaseVectorOptions {
  id?: string
  call: Call
  /** The name of the embedding model. Vectors of another one are neither found nor counted. */
  model: string
  /** Shared with the storage, which saves the messages that vectors of a turn arrive before. */
  pendingVectors: PendingVectors
}

/** Of messages or memories that have words: how many can be found by meaning. */
export interface Coverage {
  total: number
  embedded: number
  missing: number
}

/** The index of memories, for searches of a project's own; Mastra itself keeps none. */
export const MEMORY_INDEX = 'memories'
const MESSAGE_INDEX = 'memory_messages'
/** What the search functions answer at most. */
const LARGEST_TOP_K = 200
const IDS_AT_ONCE = 1_000

type Kind = 'message' | 'memory'

export class SupabaseVector extends MastraVector {
  readonly model: string
  /**
   * The index of messages, with the model in its name: Mastra keeps what it has embedded by the name of the index and the
   * text, for the whole process, and would give the vector of one model to another. `memory_messages` is the same.
   */
  readonly messageIndex: string
  readonly #call: Call
  readonly #messages: MessageVectors

  constructor({ id = 'kith', call, model, pendingVectors }: SupabaseVectorOptions) {
    super({ id, disableInit: true })
    this.model = model
    this.messageIndex = `${MESSAGE_INDEX}_${model}`
    this.#call = call
    this.#messages = new MessageVectors(call, model, pendingVectors)
  }

  // Indexes -----------------------------------------------------------------------------------------------------------

  /** Nothing is created, the columns are there; what would not fit into them is refused. Asks nobody. */
  async createIndex({ indexName, dimension, metric = 'cosine' }: CreateIndexParams): Promise<void> {
    if (dimension !== DIMENSIONS) {
      throw refusedVector(
        'CREATE_INDEX',
        `The Kith vector store keeps vectors of ${DIMENSIONS} numbers, not of ${dimension}: createEmbedder makes them so`,
      )
    }
    this.#kindOf('CREATE_INDEX', indexName)
    if (metric !== 'cosine') {
      throw refusedVector('CREATE_INDEX', `The Kith vector store compares by cosine, not by ${metric}`)
    }
  }

  async listIndexes(): Promise<string[]> {
    return [this.messageIndex, MEMORY_INDEX]
  }

  /** `count`: what has a vector of this model, everywhere. */
  async describeIndex({ indexName }: DescribeIndexParams): Promise<IndexStats> {
    const kind = this.#kindOf('DESCRIBE_INDEX', indexName)
    const coverage = await this.#coverage('DESCRIBE_INDEX', {})
    return { dimension: DIMENSIONS, metric: 'cosine', count: coverage[kind].embedded }
  }

  /** Never: it would be every vector of every thread, and the column would stay. */
  async deleteIndex({ indexName }: DeleteIndexParams): Promise<void> {
    throw refusedVector(
      'DELETE_INDEX',
      `The index ${indexName} is a column of the database and cannot be deleted; deleteVectors takes vectors out of it`,
    )
  }

  /** How much a search by meaning can find. What is missing gets its vectors by `backfillEmbeddings`. */
  async coverage({ resourceId }: { resourceId?: string } = {}): Promise<Record<Kind, Coverage>> {
    return this.#coverage('COVERAGE', { resourceId })
  }

  // Search ------------------------------------------------------------------------------------------------------------

  /** The nearest in a thread, in a resource, or in both. With `minScore` only those that score higher. */
  async query(params: QueryVectorParams & { minScore?: number }): Promise<QueryResult[]> {
    const { indexName, queryVector, topK = 10, filter, minScore } = params
    const operation = 'QUERY'
    const kind = this.#kindOf(operation, indexName)
    if (!Number.isInteger(topK) || topK < 1 || topK > LARGEST_TOP_K) {
      throw refusedVector(operation, `topK is from 1 to ${LARGEST_TOP_K}, not ${topK}`)
    }
    if (!queryVector) throw refusedVector(operation, 'A search needs a vector: the storage lists messages without one')
    if (params.sparseVector) throw refusedVector(operation, 'The Kith vector store has no sparse vectors')
    if (params.includeVector) throw refusedVector(operation, 'The Kith vector store does not give vectors back')
    const scope = readScope(operation, filter)
    const query = this.#vector(operation, [queryVector])
    if (kind === 'memory' && scope?.threadId !== undefined) {
      throw refusedVector(operation, `Memories are in no thread: ${JSON.stringify(filter)}`)
    }
    // Mastra makes ids of its own, such as "subconscious:<thread>:remind"; the database has none of these.
    if (!scope || (scope.threadId !== undefined && !isUuid(scope.threadId))) return []
    await this.settled()
    const found = await duringVector(operation, async () => {
      const asked = {
        p_query: toVectorText(query),
        p_top_k: topK,
        p_model: this.model,
        p_resource_key: scope.resourceId,
      }
      if (kind === 'memory') return (await this.#call('ai_search_memories_vector', asked)).map(toMemoryResult)
      const rows = await this.#call('ai_search_messages_vector', { ...asked, p_thread_id: scope.threadId })
      return rows.map(toMessageResult)
    })
    return minScore === undefined ? found : found.filter(({ score }) => score > minScore)
  }

  // Vectors -----------------------------------------------------------------------------------------------------------

  /**
   * Those of one message, which `metadata.message_id` names, become one. What has no message yet, or one that says
   * something else than `metadata.content`, waits for the storage to save it. With `ids`, as Mastra gives them at the end
   * of a turn, messages follow at once and take their vectors along, so that nobody is asked; whether they were there
   * before is looked up a second later, or before the next search. Memories have to be there.
   */
  async upsert({
    indexName,
    vectors,
    metadata,
    ids,
    deleteFilter,
    sparseVectors,
  }: UpsertVectorParams): Promise<string[]> {
    const operation = 'UPSERT'
    const kind = this.#kindOf(operation, indexName)
    if (vectors.length === 0) return []
    for (const [what, { length }] of Object.entries({ metadata: metadata ?? vectors, ids: ids ?? vectors })) {
      if (length !== vectors.length) {
        throw refusedVector(operation, `There are ${vectors.length} vectors and ${length} ${what}`)
      }
    }
    if (deleteFilter) {
      throw refusedVector(
        operation,
        `Vectors replace those of their message: deleteFilter ${JSON.stringify(deleteFilter)}`,
      )
    }
    if (sparseVectors) throw refusedVector(operation, 'The Kith vector store has no sparse vectors')
    const owners = vectors.map((_, index) => ownerOf(kind, metadata?.[index], ids?.[index]))
    const groups = Map.groupBy(
      vectors.map((vector, index) => ({ vector, said: metadata?.[index]?.['content'] as unknown })),
      (_, index) => owners[index] ?? '',
    )
    const given = [...groups].map(([id, group]) => {
      const said = group[0]?.said
      const vector = this.#vector(
        operation,
        group.map((part) => part.vector),
      )
      return { id, vector, said: typeof said === 'string' ? said : undefined }
    })
    if (kind === 'memory') await duringVector(operation, () => this.#saveOfMemories(operation, given))
    else if (ids) this.#messages.keep(given, () => void this.settled())
    else await duringVector(operation, () => this.#messages.placeOrKeep(given))
    return ids ?? owners
  }

  /** What came ahead of messages that are there is stored with them. What cannot be stored now waits on. */
  async settled(): Promise<void> {
    try {
      await this.#messages.settle()
    } catch (error) {
      this.logger.warn('Vectors that came ahead of their messages were not stored yet', { error })
    }
  }

  /** Those that wait for these messages are stored, whatever the messages say by now. */
  async writePending(messageIds: readonly string[]): Promise<void> {
    await duringVector('WRITE_PENDING', () => this.#messages.writeWaiting(messageIds))
  }

  /** By id: of a message or memory that is there. */
  async updateVector({ indexName, id, filter, update }: UpdateVectorParams): Promise<void> {
    const operation = 'UPDATE_VECTOR'
    const kind = this.#kindOf(operation, indexName)
    if (id === undefined) {
      throw refusedVector(operation, `A vector belongs to one message and cannot be set by ${JSON.stringify(filter)}`)
    }
    if (update.metadata) {
      throw refusedVector(operation, `The metadata of ${id} are what its row says and cannot be set`)
    }
    if (!update.vector) throw refusedVector(operation, `There is nothing to update of ${id}`)
    const vector = this.#vector(operation, [update.vector])
    requireUuid(operation, kind, id)
    await duringVector(operation, async () => {
      if (kind === 'memory') return this.#saveOfMemories(operation, [{ id, vector }])
      const [missing] = await this.#messages.place([{ id, vector }])
      if (missing) throw refusedVector(operation, `There is no message ${id}`, 'NOT_FOUND')
    })
  }

  async deleteVector({ indexName, id }: DeleteVectorParams): Promise<void> {
    await this.#clear('DELETE_VECTOR', this.#kindOf('DELETE_VECTOR', indexName), [id])
  }

  /** Of any model. Messages and memories stay, and are found by their words. */
  async deleteVectors({ indexName, ids, filter }: DeleteVectorsParams): Promise<void> {
    const operation = 'DELETE_VECTORS'
    const kind = this.#kindOf(operation, indexName)
    if ((ids === undefined) === (filter === undefined)) {
      throw refusedVector(operation, 'deleteVectors takes either ids or a filter')
    }
    const targets = ids ? { ids } : readTargets(operation, filter, `${kind}_id`)
    if ('ids' in targets) return this.#clear(operation, kind, targets.ids)
    const { threadId } = targets
    if (kind === 'memory') throw refusedVector(operation, `Memories are in no thread: ${JSON.stringify(filter)}`)
    if (!isUuid(threadId)) return
    await duringVector(operation, () => this.#call('ai_clear_embeddings', { kind, thread_id: threadId }))
  }

  async #saveOfMemories(operation: string, given: GivenVector[]): Promise<void> {
    let missing = given.length
    for (const batch of inBatches(given, VECTORS_AT_ONCE)) {
      const rows = batch.map((row) => toRow(row, this.model))
      missing -= await this.#call('ai_save_embeddings', { kind: 'memory', rows })
    }
    if (missing > 0) {
      throw refusedVector(operation, `${missing} of ${given.length} memories are not there`, 'NOT_FOUND')
    }
  }

  async #clear(operation: string, kind: Kind, ids: string[]): Promise<void> {
    const known = [...new Set(ids)].filter(isUuid)
    if (kind === 'message') this.#messages.forget(ids)
    await duringVector(operation, async () => {
      for (const batch of inBatches(known, IDS_AT_ONCE)) {
        await this.#call('ai_clear_embeddings', { kind, ids: batch })
      }
    })
  }

  async #coverage(
    operation: string,
    { resourceId }: { resourceId?: string | undefined },
  ): Promise<Record<Kind, Coverage>> {
    const owner = resourceId === undefined ? undefined : splitResourceKey(resourceId)
    if (owner === null) throw refusedVector(operation, `Resource ${resourceId} is not "<user>:<persona>"`)
    const rows = await duringVector(operation, () =>
      this.#call('ai_embedding_coverage', {
        model: this.model,
        persona_id: owner?.personaId ?? undefined,
        all_personas: owner === undefined,
      }),
    )
    const of = (kind: Kind): Coverage => {
      const row = rows.find((counted) => counted.kind === kind)
      return { total: row?.total ?? 0, embedded: row?.embedded ?? 0, missing: row?.missing ?? 0 }
    }
    return { message: of('message'), memory: of('memory') }
  }

  #kindOf(operation: string, indexName: string): Kind {
    if (indexName === MESSAGE_INDEX || indexName === this.messageIndex) return 'message'
    if (indexName === MEMORY_INDEX) return 'memory'
    throw refusedVector(
      operation,
      `There is no index ${indexName}: messages of ${this.model} are in ${this.messageIndex}, memories in ${MEMORY_INDEX}`,
    )
  }

  #vector(operation: string, vectors: number[][]): number[] {
    for (const vector of vectors) {
      if (vector.length !== DIMENSIONS) {
        throw refusedVector(
          operation,
          `A vector of the Kith vector store has ${DIMENSIONS} numbers, not ${vector.length}`,
        )
      }
      if (!vector.every(Number.isFinite))
        throw refusedVector(operation, 'A vector has something in it that is no number')
    }
    const vector = pooled(vectors)
    if (!vector) throw refusedVector(operation, 'A vector of zeros points nowhere')
    return vector
  }
}

/** What a vector belongs to. Mastra's own ids of vectors are ids of messages, too, or missing. */
function ownerOf(kind: Kind, metadata: Record<string, unknown> | undefined, id: string | undefined): string {
  const owner = metadata?.[`${kind}_id`] ?? id
  if (typeof owner !== 'string') {
    throw refusedVector('UPSERT', `A vector belongs to a ${kind}: metadata.${kind}_id is missing`)
  }
  requireUuid('UPSERT', kind, owner)
  return owner
}

function requireUuid(operation: string, kind: Kind, id: string): void {
  if (!isUuid(id)) throw refusedVector(operation, `The ${kind} id ${id} is not a UUID`)
}

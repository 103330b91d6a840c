// The plan's own surface: threads, messages, memories and metadata for code that speaks to them without an agent. It uses
// the same functions of the database as the rest of the connector, so both see the same conversations.
import type { Call } from '../database/call'
import { isUuid } from './is-uuid'
import { makeResourceId, splitResourceId } from './mapping'
import type { MastraMemory, MastraMessage, MastraThread, MessagePart } from './mapping'
import { toPlanMemory, toPlanMessage, toPlanThread } from './plan-rows'
import { createCall } from './rest-call'
import { toStorableJson } from './storable-json'
import { checked, during, refused } from './storage-errors'
import { extractTextForEmbedding } from './text'

/** Texts to vectors of 1,536 numbers. */
export type Embedder = (texts: string[]) => Promise<number[][]>

interface Embedding {
  /** Without one, messages and memories are found by their words. */
  embed?: Embedder
  /** Stored with every vector: those of two models are never compared. */
  embeddingModel?: string
}

export type MastraSupabaseStoreOptions = Embedding &
  ({ call: Call } | { supabaseUrl: string; supabaseAnonKey: string; getToken: () => string | Promise<string> })

export interface MetadataTarget {
  threadId?: string
  messageId?: string
  memoryId?: string
  personaRef?: string
}

const USUAL_MODEL = 'text-embedding-3-small'

export class MastraSupabaseStore {
  readonly #call: Call
  readonly #embed: Embedder | undefined
  readonly #model: string
  #userId: Promise<string> | undefined

  constructor(options: MastraSupabaseStoreOptions) {
    const { embed, embeddingModel = USUAL_MODEL } = options
    this.#embed = embed
    this.#model = embeddingModel
    this.#call =
      'call' in options
        ? options.call
        : createCall({ url: options.supabaseUrl, key: options.supabaseAnonKey, getToken: options.getToken })
  }

  // Threads -----------------------------------------------------------------------------------------------------------

  async createThread(thread: {
    userId: string
    personaId?: string | null
    title?: string | null
    metadata?: Record<string, unknown>
  }): Promise<MastraThread> {
    return during('CREATE_THREAD', async () => {
      await this.#requireSelf('CREATE_THREAD', thread.userId)
      const [row] = await this.#call('ai_save_thread', {
        thread_id: crypto.randomUUID(),
        persona_id: thread.personaId ?? undefined,
        title: thread.title ?? undefined,
        metadata: thread.metadata && toStorableJson(thread.metadata),
      })
      return toPlanThread(row ?? missing('CREATE_THREAD', 'thread'))
    })
  }

  async getThread(threadId: string): Promise<MastraThread> {
    return during('GET_THREAD', async () => {
      const [row] = isUuid(threadId) ? await this.#call('ai_get_thread', { thread_id: threadId }) : []
      return toPlanThread(row ?? missing('GET_THREAD', 'thread'))
    })
  }

  /** The latest to change first; of every persona when none is given. */
  async listThreads({ personaId, limit = 50 }: { personaId?: string | null; limit?: number } = {}) {
    return during('LIST_THREADS', async () => {
      const [page] = await this.#call('ai_query_threads', {
        resource_key: personaId ? makeResourceId(await this.#self(), personaId) : undefined,
        order_by: 'updated_at',
        max_rows: limit,
      })
      return (page?.threads ?? []).map(toPlanThread)
    })
  }

  /** Null takes the title away. */
  async updateThreadTitle(threadId: string, title: string | null): Promise<void> {
    await during('UPDATE_THREAD_TITLE', () =>
      this.#call('ai_update_thread', { thread_id: threadId, title: title ?? '' }),
    )
  }

  // Messages ----------------------------------------------------------------------------------------------------------

  /** All of them or none. What cannot be embedded is saved without a vector. */
  async appendMessages(
    messages: {
      threadId: string
      role: MastraMessage['role']
      content: MessagePart[]
      metadata?: Record<string, unknown>
    }[],
  ): Promise<MastraMessage[]> {
    if (messages.length === 0) return []
    return during('APPEND_MESSAGES', async () => {
      const vectors = await this.#vectorsOf(messages.map(({ content }) => extractTextForEmbedding(content)))
      const rows = messages.map(({ threadId, role, content, metadata }, n) => ({
        message_id: crypto.randomUUID(),
        thread_id: threadId,
        role,
        content: { format: 2, parts: toStorableJson(content) },
        ...(metadata && { metadata: toStorableJson(metadata) }),
        ...this.#embedding(vectors[n]),
      }))
      const [batch] = await this.#call('ai_store_messages', { messages: rows })
      const saved = new Map(batch?.messages?.map((row) => [row.message_id, row]))
      return rows.map((row) => {
        const { created_at } = saved.get(row.message_id) ?? missing('APPEND_MESSAGES', 'message')
        return toPlanMessage({ ...row, created_at })
      })
    })
  }

  /** From the first one on, or from the one that was made at `after`, which is not among them. */
  async listMessages(threadId: string, { limit, after }: { limit?: number; after?: string } = {}) {
    return during('LIST_MESSAGES', async () => {
      const [page] = await this.#call('ai_query_messages', {
        thread_ids: isUuid(threadId) ? [threadId] : [],
        since: after,
        since_exclusive: after !== undefined,
        // Null is all of them; what is left out would be the default.
        max_rows: (limit ?? null) as number,
        with_total: false,
      })
      return (page?.messages ?? []).map((row) => toPlanMessage(row))
    })
  }

  /**
   * By meaning where there is an embedder, the nearest first; else, and while it cannot be reached, by words. With
   * `neighborRange` also what stands around what was found, all in the order it was said.
   */
  async searchMessages(search: {
    scope: 'thread' | 'resource'
    threadId?: string
    resourceId?: string
    query: string
    topK?: number
    neighborRange?: number
  }): Promise<MastraMessage[]> {
    const { query, topK = 8, neighborRange = 0 } = search
    const scope = checked('SEARCH_MESSAGES', () => scopeOf(search))
    return during('SEARCH_MESSAGES', async () => {
      const found = await this.#find(query, topK, scope)
      if (found.length === 0) return []
      if (neighborRange <= 0 && found.every((one) => one.message)) {
        return found.flatMap(({ message }) => message ?? [])
      }
      const around = Math.max(neighborRange, 0)
      const [page] = await this.#call('ai_query_messages', {
        include: found.map(({ id }) => ({ message_id: id, before: around, after: around })),
        max_rows: 0,
        with_total: false,
      })
      const similarity = new Map(found.map((one) => [one.id, one.message?.similarity]))
      const messages = (page?.messages ?? []).map((row) => toPlanMessage(row, similarity.get(row.message_id ?? '')))
      if (around > 0) return messages
      const byId = new Map(messages.map((message) => [message.id, message]))
      return found.flatMap(({ id }) => byId.get(id) ?? [])
    })
  }

  // Memories ----------------------------------------------------------------------------------------------------------

  async saveMemory(memory: {
    userId: string
    personaId: string
    memoryType: string
    content: string
    contentJson?: unknown
    importance?: 'low' | 'normal' | 'high' | 'critical'
    sourceThreadId?: string | null
    embed?: boolean
  }): Promise<MastraMemory> {
    return during('SAVE_MEMORY', async () => {
      await this.#requireSelf('SAVE_MEMORY', memory.userId)
      const [vector] = memory.embed ? await this.#vectorsOf([memory.content]) : []
      const [row] = await this.#call('ai_save_memory', {
        memory_id: crypto.randomUUID(),
        persona_id: memory.personaId,
        memory_type: memory.memoryType,
        content: toStorableJson(memory.content) as string,
        content_json: memory.contentJson === undefined ? undefined : toStorableJson(memory.contentJson),
        importance: memory.importance,
        source_thread_id: memory.sourceThreadId ?? undefined,
        ...this.#embedding(vector),
      })
      return toPlanMemory(row ?? missing('SAVE_MEMORY', 'memory'))
    })
  }

  /** By meaning with `useVectors`, if there is an embedder that can be reached; else the newest that have the words. */
  async searchMemories(search: {
    userId: string
    personaId: string
    query?: string
    topK?: number
    useVectors?: boolean
  }): Promise<MastraMemory[]> {
    const { userId, personaId, query = '', topK = 10 } = search
    return during('SEARCH_MEMORIES', async () => {
      await this.#requireSelf('SEARCH_MEMORIES', userId)
      const [vector] = search.useVectors ? await this.#vectorsOf([query]) : []
      if (vector) {
        const rows = await this.#call('ai_search_memories_vector', {
          p_query: JSON.stringify(vector),
          p_resource_key: makeResourceId(userId, personaId),
          p_top_k: topK,
          p_model: this.#model,
        })
        return rows.map(toPlanMemory)
      }
      const rows = await this.#call('ai_list_memories', {
        persona_id: personaId,
        containing: query,
        statuses: ['active'],
        max_rows: topK,
      })
      return rows.map(toPlanMemory)
    })
  }

  // Metadata ----------------------------------------------------------------------------------------------------------

  async setMetadata(target: MetadataTarget, key: string, value: unknown): Promise<void> {
    await during('SET_METADATA', () =>
      this.#call('ai_set_metadata', { ...toTarget(target), key, value: toStorableJson(value) }),
    )
  }

  /** Null when there is none. What a thread was made with counts as its metadata, too. */
  async getMetadata(target: MetadataTarget, key: string): Promise<unknown> {
    return during('GET_METADATA', async () => {
      const [entry] = await this.#call('ai_get_metadata', { ...toTarget(target), key })
      if (entry || !target.threadId) return entry?.value ?? null
      const [thread] = await this.#call('ai_get_thread', { thread_id: target.threadId })
      return (thread?.metadata as Record<string, unknown> | undefined)?.[key] ?? null
    })
  }

  // -------------------------------------------------------------------------------------------------------------------

  async #find(query: string, topK: number, scope: Scope): Promise<{ id: string; message?: MastraMessage }[]> {
    const [vector] = await this.#vectorsOf([query])
    if (vector) {
      const rows = await this.#call('ai_search_messages_vector', {
        p_query: JSON.stringify(vector),
        p_thread_id: scope.threadId,
        p_resource_key: scope.resourceId,
        p_top_k: topK,
        p_model: this.#model,
      })
      return rows.map((row) => ({ id: row.message_id ?? '', message: toPlanMessage(row, row.similarity) }))
    }
    if (scope.userId !== undefined && scope.userId !== (await this.#self())) return []
    const hits = await this.#call('ai_search', {
      query,
      kinds: ['message'],
      max_rows: topK,
      thread_id: scope.threadId,
      all_personas: scope.resourceId === undefined,
      persona_id: scope.personaId ?? undefined,
    })
    return hits.flatMap(({ message_id, selected }) => (message_id && selected ? { id: message_id } : []))
  }

  /** One for each text, or none at all: an embedder that is not reached takes nothing else along. */
  async #vectorsOf(texts: string[]): Promise<(number[] | undefined)[]> {
    const worded = texts.filter((said) => said.trim() !== '')
    if (!this.#embed || worded.length === 0) return []
    const vectors = await this.#embed(worded).catch(() => [])
    let next = 0
    return texts.map((said) => (said.trim() === '' ? undefined : vectors[next++]))
  }

  #embedding(vector: number[] | undefined) {
    return vector && { embedding: JSON.stringify(vector), embedding_model: this.#model }
  }

  async #requireSelf(operation: string, userId: string): Promise<void> {
    if (userId !== (await this.#self())) throw refused(operation, `${userId} is not signed in`, 'FOREIGN_OWNER')
  }

  /** Asked once. An answer that does not come is asked for again. */
  #self(): Promise<string> {
    this.#userId ??= this.#call('ai_whoami', {}).then(
      ([identity]) => identity?.user_id ?? missing('WHOAMI', 'user'),
      (error: unknown) => {
        this.#userId = undefined
        throw error
      },
    )
    return this.#userId
  }
}

interface Scope {
  threadId?: string
  resourceId?: string
  userId?: string
  personaId?: string | null
}

function scopeOf(search: { scope: 'thread' | 'resource'; threadId?: string; resourceId?: string }): Scope {
  if (search.scope === 'thread') {
    if (!search.threadId) throw new TypeError('a search in a thread needs a threadId')
    return { threadId: search.threadId }
  }
  if (!search.resourceId) throw new TypeError('a search in a resource needs a resourceId')
  return { resourceId: search.resourceId, ...splitResourceId(search.resourceId) }
}

function toTarget({ threadId, messageId, memoryId, personaRef }: MetadataTarget) {
  return { thread_id: threadId, message_id: messageId, memory_id: memoryId, persona_ref: personaRef }
}

function missing(operation: string, what: string): never {
  throw refused(operation, `${what} not found`, 'NOT_FOUND')
}

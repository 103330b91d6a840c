// Mastra's memory domain on Kith's tables, one SQL function per method. The selected path of a thread is all it shows:
// earlier versions of a branch are never given to a model.
import type { MastraDBMessage } from '@mastra/core/agent'
import type { StorageThreadType } from '@mastra/core/memory'
import type { StorageListMessagesInput, StorageListMessagesOutput, StorageResourceType } from '@mastra/core/storage'
import { splitResourceKey } from '../../shared/domain/resource-key'
import type { Call } from '../database/call'
import { isUuid } from './is-uuid'
import { fromMastraMessage, toMastraMessage, toResource, toThread } from './mapping'
import { MemoryWithoutTheRest } from './memory-without-the-rest'
import { readPage } from './path-pages'
import { toStorableJson } from './storable-json'
import { during, refused, unsupported } from './storage-errors'

/** What `ai_save_messages` takes in one transaction. */
const LARGEST_BATCH = 500
/** What `ai_messages_by_id` returns in one call. */
const LARGEST_LOOKUP = 1_000

export interface StoreOptions {
  call: Call
  /** The signed-in user: resources of anybody else are refused before the database is asked. */
  userId: string
}

export class SupabaseMemoryStorage extends MemoryWithoutTheRest {
  override readonly supportsPartialThreadUpdate = true
  readonly #call: Call
  readonly #userId: string

  constructor({ call, userId }: StoreOptions) {
    super()
    this.#call = call
    this.#userId = userId
  }

  async getThreadById({ threadId, resourceId }: { threadId: string; resourceId?: string }) {
    // Mastra also asks for ids of its own making, such as "subconscious:<thread>:remind".
    if (!isUuid(threadId)) return null
    return during('GET_THREAD_BY_ID', async () => {
      const [row] = await this.#call('ai_get_thread', { thread_id: threadId })
      if (!row || (resourceId && row.resource_key !== resourceId)) return null
      return toThread(row)
    })
  }

  /** Makes the thread or changes it: an empty title and missing metadata leave what is there, `createdAt` stays. */
  async saveThread({ thread }: { thread: StorageThreadType }): Promise<StorageThreadType> {
    const personaId = this.#personaOf('SAVE_THREAD', thread.resourceId)
    this.#requireUuid('SAVE_THREAD', 'thread', thread.id)
    return during('SAVE_THREAD', async () => {
      const [row] = await this.#call('ai_save_thread', {
        thread_id: thread.id,
        persona_id: personaId ?? undefined,
        title: thread.title || undefined,
        metadata: thread.metadata && toStorableJson(thread.metadata),
        created_at: new Date(thread.createdAt).toISOString(),
      })
      if (!row) throw refused('SAVE_THREAD', `Thread ${thread.id} cannot be saved: it was deleted`)
      return toThread(row)
    })
  }

  async updateThread(change: { id: string; title?: string; metadata?: Record<string, unknown> }) {
    this.#requireUuid('UPDATE_THREAD', 'thread', change.id)
    return during('UPDATE_THREAD', async () => {
      const [row] = await this.#call('ai_update_thread', {
        thread_id: change.id,
        title: change.title,
        metadata: change.metadata && toStorableJson(change.metadata),
      })
      if (!row) throw refused('UPDATE_THREAD', `Thread ${change.id} not found`)
      return toThread(row)
    })
  }

  /** Can be undone by the owner. Repeating it, and deleting what is not there, is fine. */
  async deleteThread({ threadId }: { threadId: string }): Promise<void> {
    if (!isUuid(threadId)) return
    await during('DELETE_THREAD', () => this.#call('ai_delete_thread', { thread_id: threadId }))
  }

  /** One thread's selected path. `include`, filters and several threads at once are refused. */
  async listMessages(input: StorageListMessagesInput): Promise<StorageListMessagesOutput> {
    const { page = 0, perPage = 40, orderBy, includeTotal = true, resourceId } = input
    const threadId = onlyThread(input.threadId)
    this.validatePaginationInput(page, perPage)
    if (input.include?.length) throw unsupported('LIST_MESSAGES', 'listMessages with `include`')
    if (input.filter?.dateRange || input.filter?.metadata)
      throw unsupported('LIST_MESSAGES', 'listMessages with `filter`')
    const { direction } = this.parseOrderBy(orderBy, 'ASC')
    return during('LIST_MESSAGES', async () => {
      const thread = await this.getThreadById({ threadId, resourceId })
      if (!thread) return { messages: [], total: 0, page, perPage, hasMore: false }
      const read = await readPage(this.#call, threadId, {
        page,
        perPage,
        newestFirst: direction === 'DESC',
        includeTotal,
      })
      const messages = read.rows.map((row) => toMastraMessage(row, thread.resourceId))
      return { messages, total: read.total, page, perPage, hasMore: read.hasMore }
    })
  }

  /** Those of them that exist, oldest first. */
  async listMessagesById({ messageIds }: { messageIds: string[] }): Promise<{ messages: MastraDBMessage[] }> {
    const ids = [...new Set(messageIds)].filter(isUuid)
    return during('LIST_MESSAGES_BY_ID', async () => {
      const pages = await Promise.all(
        batches(ids, LARGEST_LOOKUP).map((batch) => this.#call('ai_messages_by_id', { message_ids: batch })),
      )
      const rows = pages.flat()
      const threadIds = [...new Set(rows.map((row) => row.thread_id ?? ''))]
      const threads = await Promise.all(threadIds.map((threadId) => this.getThreadById({ threadId })))
      const owners = new Map(threads.flatMap((thread) => (thread ? [[thread.id, thread.resourceId]] : [])))
      const messages = rows.map((row) => toMastraMessage(row, owners.get(row.thread_id ?? '')))
      return { messages: messages.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime()) }
    })
  }

  /** Adds or replaces whole messages in one transaction: all of them are saved or none. At most 500. */
  async saveMessages({ messages }: { messages: MastraDBMessage[] }): Promise<{ messages: MastraDBMessage[] }> {
    if (messages.length === 0) return { messages: [] }
    if (messages.length > LARGEST_BATCH) {
      throw refused('SAVE_MESSAGES', `At most ${LARGEST_BATCH} messages can be saved at once, not ${messages.length}`)
    }
    const owners = new Map<string, string>()
    for (const message of messages) {
      if (!message.threadId) throw refused('SAVE_MESSAGES', `Message ${message.id} has no thread id`)
      if (!message.resourceId) throw refused('SAVE_MESSAGES', `Message ${message.id} has no resource id`)
      this.#requireUuid('SAVE_MESSAGES', 'message', message.id)
      this.#requireUuid('SAVE_MESSAGES', 'thread', message.threadId)
      this.#personaOf('SAVE_MESSAGES', message.resourceId)
      owners.set(message.id, message.resourceId)
    }
    return during('SAVE_MESSAGES', async () => {
      const rows = await this.#call('ai_save_messages', { messages: messages.map(fromMastraMessage) })
      return { messages: rows.map((row) => toMastraMessage(row, owners.get(row.message_id ?? ''))) }
    })
  }

  /** A persona's notes, as Mastra's resource. Null when there are none, and for anybody else's. */
  override async getResourceById({ resourceId }: { resourceId: string }): Promise<StorageResourceType | null> {
    const owner = splitResourceKey(resourceId)
    if (owner?.userId !== this.#userId) return null
    return during('GET_RESOURCE_BY_ID', async () => {
      const [row] = await this.#call('ai_get_working_memory', { persona_id: owner.personaId ?? undefined })
      return row ? toResource(row) : null
    })
  }

  override async saveResource({ resource }: { resource: StorageResourceType }): Promise<StorageResourceType> {
    return this.#saveNotes('SAVE_RESOURCE', { ...resource, resourceId: resource.id })
  }

  /** Makes the resource when it is missing. What is left out stays; '' empties the notes. */
  override async updateResource(change: {
    resourceId: string
    workingMemory?: string
    metadata?: Record<string, unknown>
  }) {
    return this.#saveNotes('UPDATE_RESOURCE', change)
  }

  async #saveNotes(
    operation: string,
    change: { resourceId: string; workingMemory?: string; metadata?: Record<string, unknown> },
  ): Promise<StorageResourceType> {
    const personaId = this.#personaOf(operation, change.resourceId)
    return during(operation, async () => {
      const [row] = await this.#call('ai_save_working_memory', {
        persona_id: personaId ?? undefined,
        content: change.workingMemory === undefined ? undefined : (toStorableJson(change.workingMemory) as string),
        metadata: change.metadata && toStorableJson(change.metadata),
      })
      if (!row) throw refused(operation, `Resource ${change.resourceId} cannot be saved`)
      return toResource(row)
    })
  }

  #personaOf(operation: string, resourceId: string): string | null {
    const owner = splitResourceKey(resourceId)
    if (owner?.userId !== this.#userId) {
      throw refused(operation, `Resource ${resourceId} is not "<signed-in user>:<persona>"`)
    }
    return owner.personaId
  }

  #requireUuid(operation: string, kind: string, id: string): void {
    if (!isUuid(id)) throw refused(operation, `The ${kind} id ${id} is not a UUID`)
  }
}

function onlyThread(threadId: string | string[]): string {
  const ids = [threadId].flat()
  const [only] = ids
  if (ids.length > 1) throw unsupported('LIST_MESSAGES', 'listMessages of several threads')
  if (!only?.trim()) throw refused('LIST_MESSAGES', 'A thread id is needed')
  return only
}

function batches<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}

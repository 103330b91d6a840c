// Mastra's memory domain on Kith's tables. The selected path of a thread is all it shows: earlier versions of a branch are
// never given to a model. What the methods do lies in files of their own; here they are checked, named and remembered.
import type { MastraDBMessage } from '@mastra/core/agent'
import type { StorageThreadType } from '@mastra/core/memory'
import { MemoryStorage } from '@mastra/core/storage'
import type {
  StorageCloneThreadInput,
  StorageCopyThreadOutput,
  StorageListMessagesByResourceIdInput,
  StorageListMessagesInput,
  StorageListMessagesOutput,
  StorageListThreadsInput,
  StorageListThreadsOutput,
  StorageResourceType,
} from '@mastra/core/storage'
import { toStorableText } from '../../shared/domain/stored-text'
import type { Call } from '../database/call'
import { copyThread } from './copy-thread'
import { inBatches } from './in-batches'
import { isUuid } from './is-uuid'
import { listMessages, readMessagesById, requireFilter } from './list-messages'
import type { MessageQuery, MessageScope } from './list-messages'
import { listThreads } from './list-threads'
import { isOwn, personaOf, requireUuid } from './owner'
import type { PendingVectors } from './pending-vectors'
import { RecentTurns } from './recent-turns'
import { moment, toMastraMessage, toResource, toThread } from './rows'
import type { ThreadRow, TurnRow } from './rows'
import { saveMessages } from './save-messages'
import { toStorableJson } from './storable-json'
import { checked, during, refused, unsupported } from './storage-errors'
import { updateMessages } from './update-messages'
import type { MessageChange } from './update-messages'

/** What `ai_delete_messages` takes at once. */
const LARGEST_DELETION = 1_000

export interface StoreOptions {
  call: Call
  /** The signed-in user: resources of anybody else are refused before the database is asked. */
  userId: string
  /** Vectors that arrive before their messages; shared with whoever stores vectors. */
  pendingVectors?: PendingVectors
  /** Threads whose last messages could not be saved, and why. */
  unsaved?: Map<string, Error>
  /**
   * Whether the first call for a thread brings its notes and last messages along and keeps them a moment. True unless
   * said otherwise; for those who read nothing but the thread it is a waste.
   */
  readAhead?: boolean
}

/** How long a turn's reads are kept, in milliseconds: longer than Mastra takes to ask again, and no longer. */
const KEPT_FOR = 2_000
/** Mastra's own default; a longer history is noticed when it is asked for. */
const USUAL_HISTORY = 10
const LONGEST_HISTORY = 100

export class SupabaseMemoryStorage extends MemoryStorage {
  override readonly supportsPartialThreadUpdate = true
  readonly #call: Call
  readonly #userId: string
  readonly #pendingVectors: PendingVectors | undefined
  readonly #unsaved: Map<string, Error>
  readonly #turns: RecentTurns
  readonly #readAhead: boolean
  #history = USUAL_HISTORY

  constructor({ call, userId, pendingVectors, unsaved = new Map(), readAhead = true }: StoreOptions) {
    super()
    this.#call = call
    this.#userId = userId
    this.#pendingVectors = pendingVectors
    this.#unsaved = unsaved
    this.#readAhead = readAhead
    this.#turns = new RecentTurns(readAhead ? KEPT_FOR : 0)
  }

  // Threads -----------------------------------------------------------------------------------------------------------

  async getThreadById({ threadId, resourceId }: { threadId: string; resourceId?: string }) {
    // Mastra also asks for ids of its own making, such as "subconscious:<thread>:remind".
    if (!isUuid(threadId)) return null
    return during('GET_THREAD_BY_ID', async () => {
      const thread = this.#turns.thread(threadId) ?? (await this.#readThread(threadId))
      return thread && (resourceId === undefined || thread.resourceId === resourceId) ? thread : null
    })
  }

  /** Makes the thread or changes it: an empty title and missing metadata leave what is there, and `createdAt` stays. */
  async saveThread({ thread }: { thread: StorageThreadType }): Promise<StorageThreadType> {
    const personaId = personaOf('SAVE_THREAD', this.#userId, thread.resourceId)
    requireUuid('SAVE_THREAD', 'thread', thread.id)
    const change = checked('SAVE_THREAD', () => ({
      thread_id: thread.id,
      persona_id: personaId ?? undefined,
      title: thread.title ? toStorableText(thread.title) : undefined,
      metadata: thread.metadata && toStorableJson(thread.metadata),
      created_at: moment(thread.createdAt),
      updated_at: moment(thread.updatedAt),
    }))
    // Asked for a moment ago and missing: a conversation begins, and its notes will be asked for next.
    const isBeginning = this.#turns.thread(thread.id) === null
    return during('SAVE_THREAD', async () => {
      const turn = await this.#turns.write(
        async () => {
          if (isBeginning) return toTurn(await this.#call('ai_begin_turn', { ...change, max_rows: this.#history }))
          const [row] = await this.#call('ai_save_thread', change)
          return row && { thread: toThread(row) }
        },
        (written) => (written ? [written] : []),
      )
      if (!turn) throw refused('SAVE_THREAD', `Thread ${thread.id} cannot be saved: it was deleted`, 'NOT_FOUND')
      return structuredClone(turn.thread)
    })
  }

  async updateThread(change: { id: string; title?: string; metadata?: Record<string, unknown> }) {
    requireUuid('UPDATE_THREAD', 'thread', change.id)
    const metadata = checked('UPDATE_THREAD', () => change.metadata && toStorableJson(change.metadata))
    const title = change.title && toStorableText(change.title)
    return this.#changeThread('UPDATE_THREAD', change.id, () =>
      this.#call('ai_update_thread', { thread_id: change.id, title, metadata }),
    )
  }

  /** To another persona of the same user, with everything in it. */
  override async updateThreadResourceId({ threadId, resourceId }: { threadId: string; resourceId: string }) {
    const operation = 'UPDATE_THREAD_RESOURCE_ID'
    const personaId = personaOf(operation, this.#userId, resourceId)
    requireUuid(operation, 'thread', threadId)
    return this.#changeThread(operation, threadId, () =>
      this.#call('ai_move_thread', { thread_id: threadId, persona_id: personaId ?? undefined }),
    )
  }

  /** Can be undone by the owner. Repeating it, and deleting what is not there, is fine. */
  async deleteThread({ threadId }: { threadId: string }): Promise<void> {
    if (!isUuid(threadId)) return
    await during('DELETE_THREAD', () =>
      this.#turns.write(() => this.#call('ai_delete_thread', { thread_id: threadId })),
    )
  }

  async listThreads(input: StorageListThreadsInput): Promise<StorageListThreadsOutput> {
    const { page = 0, perPage = 100, filter } = input
    const order = checked('LIST_THREADS', () => {
      this.validatePaginationInput(page, perPage)
      this.validateMetadataKeys(filter?.metadata)
      return this.parseOrderBy(input.orderBy)
    })
    return during('LIST_THREADS', () => listThreads(this.#call, this.#userId, { page, perPage, filter, order }))
  }

  override async copyThread(input: StorageCloneThreadInput): Promise<StorageCopyThreadOutput> {
    return during('COPY_THREAD', () => this.#turns.write(() => copyThread(this.#call, this.#userId, input)))
  }

  // Messages ----------------------------------------------------------------------------------------------------------

  async listMessages(input: StorageListMessagesInput): Promise<StorageListMessagesOutput> {
    const { threadId, resourceId, ...query } = input
    const threadIds = [...new Set([threadId].flat())]
    if (threadIds.length === 0 || threadIds.some((id) => !id?.trim())) {
      throw refused('LIST_MESSAGES', 'threadId must be a non-empty string or array of non-empty strings')
    }
    // An empty resource asks for no resource in particular.
    const scope: MessageScope = { threadIds, resourceId: resourceId || undefined }
    return this.#historyOf(scope, query) ?? this.#listMessages('LIST_MESSAGES', scope, query)
  }

  override async listMessagesByResourceId(
    input: StorageListMessagesByResourceIdInput,
  ): Promise<StorageListMessagesOutput> {
    const { resourceId, ...query } = input
    return this.#listMessages('LIST_MESSAGES_BY_RESOURCE_ID', { threadIds: null, resourceId }, query)
  }

  /** Those of them that are on a path, oldest first. */
  async listMessagesById({ messageIds }: { messageIds: string[] }): Promise<{ messages: MastraDBMessage[] }> {
    return during('LIST_MESSAGES_BY_ID', async () => ({ messages: await readMessagesById(this.#call, messageIds) }))
  }

  /** Adds or replaces whole messages in one transaction: all of them are saved or none. */
  async saveMessages({ messages }: { messages: MastraDBMessage[] }): Promise<{ messages: MastraDBMessage[] }> {
    if (messages.length === 0) return { messages: [] }
    const threadIds = new Set(messages.map(({ threadId = '' }) => threadId))
    try {
      const saved = await during('SAVE_MESSAGES', () =>
        this.#turns.write(
          () => saveMessages(this.#call, this.#userId, messages, this.#pendingVectors),
          ({ threads }) => threads.map((thread) => ({ thread })),
        ),
      )
      for (const id of threadIds) this.#unsaved.delete(id)
      return { messages: saved.messages }
    } catch (error) {
      for (const id of threadIds) this.#unsaved.set(id, error as Error)
      throw error
    }
  }

  async updateMessages({ messages }: { messages: MessageChange[] }): Promise<MastraDBMessage[]> {
    if (messages.length === 0) return []
    return during('UPDATE_MESSAGES', () => this.#turns.write(() => updateMessages(this.#call, this.#userId, messages)))
  }

  /** Can be undone by the owner. Repeating it, and deleting what is not there, is fine. */
  override async deleteMessages(messageIds: string[]): Promise<void> {
    const ids = [...new Set(messageIds)].filter(isUuid)
    if (ids.length === 0) return
    await during('DELETE_MESSAGES', () =>
      this.#turns.write(async () => {
        for (const batch of inBatches(ids, LARGEST_DELETION)) {
          await this.#call('ai_delete_messages', { message_ids: batch })
        }
      }),
    )
  }

  /** Read afresh: what is written back whole must not be what was read a moment ago. */
  override async updateThreadMetadata(...args: Parameters<MemoryStorage['updateThreadMetadata']>) {
    this.#turns.forget()
    return super.updateThreadMetadata(...args)
  }

  // Resources ---------------------------------------------------------------------------------------------------------

  /** A persona's notes, as Mastra's resource. Null when there are none, and for anybody else's. */
  override async getResourceById({ resourceId }: { resourceId: string }): Promise<StorageResourceType | null> {
    if (!isOwn(this.#userId, resourceId)) return null
    const known = this.#turns.resource(resourceId)
    if (known !== undefined) return known
    const personaId = personaOf('GET_RESOURCE_BY_ID', this.#userId, resourceId)
    return during('GET_RESOURCE_BY_ID', async () => {
      const [row] = await this.#call('ai_get_working_memory', { persona_id: personaId ?? undefined })
      return row ? toResource(row) : null
    })
  }

  /** As `updateResource`: what is there of the metadata stays unless it is named. */
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

  /** Never: the tables are not this store's alone, and what a person has forgotten is theirs to say. */
  async dangerouslyClearAll(): Promise<void> {
    throw unsupported('DANGEROUSLY_CLEAR_ALL', 'dangerouslyClearAll')
  }

  // -------------------------------------------------------------------------------------------------------------------

  async #readThread(threadId: string): Promise<StorageThreadType | null> {
    if (!this.#readAhead) {
      const [row] = await this.#call('ai_get_thread', { thread_id: threadId })
      return row ? toThread(row) : null
    }
    return this.#turns.read(threadId, async () =>
      toTurn(await this.#call('ai_open_turn', { thread_id: threadId, max_rows: this.#history })),
    )
  }

  async #changeThread(operation: string, id: string, change: () => Promise<ThreadRow[]>) {
    return during(operation, async () => {
      const thread = await this.#turns.write(
        async () => {
          const [row] = await change()
          return row && toThread(row)
        },
        (written) => (written ? [{ thread: written }] : []),
      )
      if (!thread) throw refused(operation, `Thread ${id} not found`, 'NOT_FOUND')
      return structuredClone(thread)
    })
  }

  /** The read of every turn for its last messages, when they came with the thread. */
  #historyOf({ threadIds, resourceId }: MessageScope, query: MessageQuery): StorageListMessagesOutput | undefined {
    const { page = 0, perPage, include, filter, orderBy, includeTotal } = query
    const [threadId, ...others] = threadIds ?? []
    const isHistory =
      page === 0 && includeTotal === false && orderBy?.direction === 'DESC' && !include?.length && !filter
    if (!isHistory || !threadId || others.length > 0 || typeof perPage !== 'number' || !(perPage > 0)) return undefined
    if (perPage <= LONGEST_HISTORY) this.#history = perPage
    const thread = this.#turns.thread(threadId)
    if (!thread || (resourceId !== undefined && resourceId !== thread.resourceId)) return undefined
    const known = this.#turns.takeHistory(threadId, perPage)
    if (!known) return undefined
    return { messages: known.messages, total: known.messages.length, page, perPage, hasMore: known.hasMore }
  }

  async #listMessages(operation: string, scope: MessageScope, query: MessageQuery): Promise<StorageListMessagesOutput> {
    const { page = 0, perPage = 40 } = query
    const orderBy = checked(operation, () => {
      this.validatePaginationInput(page, perPage)
      requireFilter(query.filter)
      return this.parseOrderBy(query.orderBy, 'ASC') as { field: 'createdAt'; direction: 'ASC' | 'DESC' }
    })
    if (scope.resourceId !== undefined && !isOwn(this.#userId, scope.resourceId)) {
      return { messages: [], total: 0, page, perPage, hasMore: false }
    }
    return during(operation, () => listMessages(this.#call, scope, { ...query, orderBy }))
  }

  async #saveNotes(
    operation: string,
    change: { resourceId: string; workingMemory?: string; metadata?: Record<string, unknown> },
  ): Promise<StorageResourceType> {
    const personaId = personaOf(operation, this.#userId, change.resourceId)
    const { workingMemory } = change
    const metadata = checked(operation, () => change.metadata && toStorableJson(change.metadata))
    return during(operation, async () => {
      const resource = await this.#turns.write(
        async () => {
          const [row] = await this.#call('ai_save_working_memory', {
            persona_id: personaId ?? undefined,
            content: workingMemory && toStorableText(workingMemory),
            metadata,
          })
          return row && toResource(row)
        },
        (written) => (written ? [{ resource: written }] : []),
      )
      if (!resource) throw refused(operation, `Resource ${change.resourceId} cannot be saved`)
      return structuredClone(resource)
    })
  }
}

function toTurn([turn]: TurnRow[]) {
  if (!turn?.thread) return null
  return {
    thread: toThread(turn.thread),
    resource: turn.notes ? toResource(turn.notes) : null,
    history: (turn.messages ?? []).map(toMastraMessage),
    hasMore: turn.has_more === true,
  }
}

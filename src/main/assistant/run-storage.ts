// What Mastra sees as its memory during one run: it reads from the store, and whatever it wants saved is the business
// of the run's writer. Mastra's own saving would replace the text on screen when a connection dies.
import type { MastraDBMessage } from '@mastra/core/agent'
import { ErrorCategory, ErrorDomain, MastraError } from '@mastra/core/error'
import type { StorageThreadType } from '@mastra/core/memory'
import { createStorageErrorId, MemoryStorage } from '@mastra/core/storage'
import type {
  StorageListMessagesInput,
  StorageListMessagesOutput,
  StorageListThreadsInput,
  StorageListThreadsOutput,
  StorageResourceType,
} from '@mastra/core/storage'

export class RunStorage extends MemoryStorage {
  override readonly supportsPartialThreadUpdate = true
  readonly #store: MemoryStorage
  readonly #thread: StorageThreadType
  readonly #onSave: () => void

  /**
   * @param thread the run's own, which was read already
   * @param onSave Mastra wants its messages stored now.
   */
  constructor(store: MemoryStorage, thread: StorageThreadType, onSave: () => void) {
    super()
    this.#store = store
    this.#thread = thread
    this.#onSave = onSave
  }

  async getThreadById(input: { threadId: string; resourceId?: string }): Promise<StorageThreadType | null> {
    const { threadId, resourceId = this.#thread.resourceId } = input
    const isOwn = threadId === this.#thread.id && resourceId === this.#thread.resourceId
    return isOwn ? this.#thread : this.#store.getThreadById(input)
  }

  override getResourceById(input: { resourceId: string }): Promise<StorageResourceType | null> {
    return this.#store.getResourceById(input)
  }

  listMessages(input: StorageListMessagesInput): Promise<StorageListMessagesOutput> {
    return this.#store.listMessages(input)
  }

  listMessagesById(input: { messageIds: string[] }): Promise<{ messages: MastraDBMessage[] }> {
    return this.#store.listMessagesById(input)
  }

  listThreads(input: StorageListThreadsInput): Promise<StorageListThreadsOutput> {
    return this.#store.listThreads(input)
  }

  async saveMessages({ messages }: { messages: MastraDBMessage[] }): Promise<{ messages: MastraDBMessage[] }> {
    this.#onSave()
    return { messages }
  }

  async updateMessages({ messages }: { messages: { id: string }[] }): Promise<MastraDBMessage[]> {
    this.#onSave()
    return messages as MastraDBMessage[]
  }

  async saveThread(): Promise<StorageThreadType> {
    throw refusedInRun('SAVE_THREAD')
  }

  async updateThread(): Promise<StorageThreadType> {
    throw refusedInRun('UPDATE_THREAD')
  }

  async deleteThread(): Promise<void> {
    throw refusedInRun('DELETE_THREAD')
  }

  override async deleteMessages(): Promise<void> {
    throw refusedInRun('DELETE_MESSAGES')
  }

  override async saveResource(): Promise<StorageResourceType> {
    throw refusedInRun('SAVE_RESOURCE')
  }

  override async updateResource(): Promise<StorageResourceType> {
    throw refusedInRun('UPDATE_RESOURCE')
  }

  async dangerouslyClearAll(): Promise<void> {
    throw refusedInRun('DANGEROUSLY_CLEAR_ALL')
  }
}

function refusedInRun(operation: string): MastraError {
  return new MastraError({
    id: createStorageErrorId('KITH', operation, 'REFUSED_IN_RUN'),
    domain: ErrorDomain.STORAGE,
    category: ErrorCategory.USER,
    text: 'A run writes nothing but its answer',
  })
}

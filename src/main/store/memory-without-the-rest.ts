// The methods of Mastra's memory domain that nothing in Kith needs yet. Each says so instead of pretending.
import type { MastraDBMessage } from '@mastra/core/agent'
import type { StorageThreadType } from '@mastra/core/memory'
import { MemoryStorage } from '@mastra/core/storage'
import type { StorageListMessagesOutput, StorageListThreadsOutput } from '@mastra/core/storage'
import { unsupported } from './storage-errors'

export abstract class MemoryWithoutTheRest extends MemoryStorage {
  async updateMessages(): Promise<MastraDBMessage[]> {
    throw unsupported('UPDATE_MESSAGES', 'updateMessages')
  }

  override async deleteMessages(): Promise<void> {
    throw unsupported('DELETE_MESSAGES', 'deleteMessages')
  }

  async listThreads(): Promise<StorageListThreadsOutput> {
    throw unsupported('LIST_THREADS', 'listThreads')
  }

  override async listMessagesByResourceId(): Promise<StorageListMessagesOutput> {
    throw unsupported('LIST_MESSAGES_BY_RESOURCE_ID', 'listMessagesByResourceId')
  }

  override async copyThread(): Promise<never> {
    throw unsupported('COPY_THREAD', 'copyThread')
  }

  override async cloneThread(): Promise<never> {
    throw unsupported('CLONE_THREAD', 'cloneThread')
  }

  override async updateThreadResourceId(): Promise<StorageThreadType> {
    throw unsupported('UPDATE_THREAD_RESOURCE_ID', 'updateThreadResourceId')
  }

  async dangerouslyClearAll(): Promise<void> {
    throw unsupported('DANGEROUSLY_CLEAR_ALL', 'dangerouslyClearAll')
  }
}

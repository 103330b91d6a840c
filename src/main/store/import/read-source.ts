// Another Mastra storage, read page by page through Mastra's own interface. Nothing here writes.
import type { MastraDBMessage } from '@mastra/core/agent'
import type { StorageThreadType } from '@mastra/core/memory'
import type { MemoryStorage } from '@mastra/core/storage'

/** What is read of a store. */
export type SourceMemory = Pick<MemoryStorage, 'listThreads' | 'listMessages' | 'getResourceById'>

const THREADS = 100
const MESSAGES = 200

/** All threads, oldest first. */
export async function* threadsOf(source: SourceMemory): AsyncGenerator<StorageThreadType> {
  const orderBy = { field: 'createdAt', direction: 'ASC' } as const
  for (let page = 0; ; page += 1) {
    const { threads, hasMore } = await source.listThreads({ page, perPage: THREADS, orderBy })
    yield* threads
    if (!hasMore || threads.length === 0) return
  }
}

/** All messages of a thread, oldest first, each once. */
export async function messagesOf(source: SourceMemory, threadId: string): Promise<MastraDBMessage[]> {
  const orderBy = { field: 'createdAt', direction: 'ASC' } as const
  const found = new Map<string, MastraDBMessage>()
  for (let page = 0; ; page += 1) {
    const { messages, hasMore, total } = await source.listMessages({ threadId, page, perPage: MESSAGES, orderBy })
    for (const message of messages) found.set(message.id, message)
    if (hasMore && messages.length > 0) continue
    if (found.size === total) return [...found.values()]
    // Where messages of one moment have no order, one may be on two pages and another on none.
    return (await source.listMessages({ threadId, perPage: false, orderBy })).messages
  }
}

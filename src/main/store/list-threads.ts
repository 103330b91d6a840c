// Mastra's pages of threads, out of `ai_query_threads`.
import type { StorageListThreadsInput, StorageListThreadsOutput, StorageOrderBy } from '@mastra/core/storage'
import type { Call } from '../database/call'
import { isOwn } from './owner'
import { toThread } from './rows'
import { toStorableJson } from './storable-json'
import { refused } from './storage-errors'

export interface ThreadQuery {
  page: number
  perPage: number | false
  filter: StorageListThreadsInput['filter']
  order: Required<StorageOrderBy>
}

export async function listThreads(call: Call, userId: string, query: ThreadQuery): Promise<StorageListThreadsOutput> {
  const { page, perPage, filter, order } = query
  const { resourceId, metadata = {} } = filter ?? {}
  if (resourceId && !isOwn(userId, resourceId)) return { threads: [], total: 0, page, perPage, hasMore: false }
  for (const [key, value] of Object.entries(metadata)) {
    if (value === undefined) throw refused('LIST_THREADS', `The metadata filter ${key} has no value`)
  }
  const skip = perPage === false ? 0 : page * perPage
  const [found] = await call('ai_query_threads', {
    resource_key: resourceId || undefined,
    metadata: toStorableJson(metadata),
    order_by: order.field === 'updatedAt' ? 'updated_at' : 'created_at',
    descending: order.direction === 'DESC',
    // Null is all of them; what is left out would be the default.
    max_rows: (perPage === false ? null : perPage) as number,
    skip,
  })
  const threads = (found?.threads ?? []).map(toThread)
  const total = found?.total ?? 0
  return { threads, total, page, perPage, hasMore: perPage !== false && skip + perPage < total }
}

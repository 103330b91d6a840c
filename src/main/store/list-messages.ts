// Mastra's pages of messages, out of `ai_query_messages`: by time, on the path one reads, with windows around messages of
// any thread.
import type { MastraDBMessage } from '@mastra/core/agent'
import { calculatePagination, normalizePerPage, validateStorageMetadataFilter } from '@mastra/core/storage'
import type { StorageListMessagesInput, StorageListMessagesOutput } from '@mastra/core/storage'
import type { Call } from '../database/call'
import type { Database } from '../database/database.types'
import { inBatches } from './in-batches'
import { isUuid } from './is-uuid'
import { toMastraMessage } from './rows'
import type { StoredMessageRow } from './rows'
import { toStorableJson } from './storable-json'

const DEFAULT_PAGE = 40
/** What is read at once where somebody wants everything. */
const LARGEST_PAGE = 5_000
/** How many messages `ai_query_messages` looks around in one call. */
const LARGEST_INCLUDE = 1_000

export interface MessageScope {
  /** Null: every thread of the resource. */
  threadIds: string[] | null
  resourceId: string | undefined
}

export type MessageQuery = Omit<StorageListMessagesInput, 'threadId' | 'resourceId'>

/** Throws what is wrong with a filter, before anything is asked. */
export function requireFilter(filter: MessageQuery['filter']): void {
  validateStorageMetadataFilter(filter?.metadata)
  for (const moment of [filter?.dateRange?.start, filter?.dateRange?.end]) {
    if (moment !== undefined && Number.isNaN(new Date(moment).getTime())) throw new TypeError('not a date')
  }
}

type Query = Database['public']['Functions']['ai_query_messages']['Args']
type Asked = Omit<Query, 'max_rows' | 'skip' | 'include'>

export async function listMessages(
  call: Call,
  { threadIds, resourceId }: MessageScope,
  query: MessageQuery,
): Promise<StorageListMessagesOutput> {
  const { page = 0, perPage: given, include = [], filter, orderBy, includeTotal = true } = query
  const perPage = normalizePerPage(given, DEFAULT_PAGE)
  const { offset, perPage: shown } = calculatePagination(page, given, perPage)
  const metadata = validateStorageMetadataFilter(filter?.metadata)
  const range = filter?.dateRange
  const asked: Asked = {
    thread_ids: threadIds?.filter(isUuid),
    resource_key: resourceId,
    since: range?.start && new Date(range.start).toISOString(),
    until: range?.end && new Date(range.end).toISOString(),
    since_exclusive: range?.startExclusive,
    until_exclusive: range?.endExclusive,
    metadata: metadata && toStorableJson(metadata),
    descending: orderBy?.direction === 'DESC',
    with_total: includeTotal,
  }
  const windows = include.filter(({ id }) => isUuid(id)).map(toWindow)
  const nothing = { messages: [], total: 0, page, perPage: shown, hasMore: false }
  if (perPage === 0 && windows.length === 0) return nothing

  const found = await readPages(call, asked, windows, offset, perPage)
  const messages = inOrder([...found.rows.values()], asked.descending === true).map(toMastraMessage)
  const total = found.total ?? messages.length
  // What is included may be on another page: then there is more only if something of the threads is missing altogether.
  const isWhole = includeTotal && include.length > 0 && !metadata && threadIds !== null && perPage > 0
  const hasMore = isWhole ? countIn(messages, threadIds) < total : found.hasMore
  return { ...nothing, messages, total, hasMore }
}

/** Those of them that are on a path, oldest first. */
export async function readMessagesById(call: Call, messageIds: readonly string[]): Promise<MastraDBMessage[]> {
  const ids = [...new Set(messageIds)].filter(isUuid)
  const found = await Promise.all(
    inBatches(ids, LARGEST_INCLUDE).map((batch) =>
      ask(call, { include: batch.map((id) => ({ message_id: id })), max_rows: 0, with_total: false }),
    ),
  )
  return inOrder(
    found.flatMap(({ messages }) => messages ?? []),
    false,
  ).map(toMastraMessage)
}

async function readPages(call: Call, asked: Asked, windows: Window[], offset: number, perPage: number) {
  const rows = new Map<string, StoredMessageRow>()
  const add = (read: readonly StoredMessageRow[]) => {
    for (const row of read) rows.set(row.message_id ?? '', row)
  }
  const [first = [], ...others] = inBatches(windows, LARGEST_INCLUDE)
  let total: number | null = null
  let hasMore = false
  for (let skip = offset, missing = perPage, isFirst = true; isFirst || (hasMore && missing > 0); isFirst = false) {
    const size = Math.min(missing, LARGEST_PAGE)
    const page = await ask(call, {
      ...asked,
      ...(isFirst ? first.length > 0 && { include: first } : { with_total: false }),
      max_rows: size,
      skip,
    })
    add(page.messages ?? [])
    if (isFirst) total = page.total
    hasMore = page.has_more === true
    skip += size
    missing -= size
  }
  for (const include of others) {
    add((await ask(call, { ...asked, include, max_rows: 0, with_total: false })).messages ?? [])
  }
  return { rows, total, hasMore }
}

async function ask(call: Call, query: Query) {
  const [page] = await call('ai_query_messages', query)
  return page ?? { messages: [], total: 0, has_more: false }
}

type Window = ReturnType<typeof toWindow>

function toWindow(item: NonNullable<MessageQuery['include']>[number]) {
  return { message_id: item.id, before: item.withPreviousMessages ?? 0, after: item.withNextMessages ?? 0 }
}

function inOrder(rows: StoredMessageRow[], isDescending: boolean): StoredMessageRow[] {
  const sign = isDescending ? -1 : 1
  return rows.toSorted((a, b) => {
    const later = Date.parse(a.created_at ?? '') - Date.parse(b.created_at ?? '')
    return sign * (later || (a.seq ?? 0) - (b.seq ?? 0))
  })
}

function countIn(messages: MastraDBMessage[], threadIds: string[]): number {
  const wanted = new Set(threadIds.map((id) => id.toLowerCase()))
  return messages.filter(({ threadId }) => threadId !== undefined && wanted.has(threadId)).length
}

// Pages as Mastra asks for them, out of `ai_list_path`, which only reads backwards from the end.
import type { Call } from '../database/call'
import type { MessageRow } from './mapping'

const LARGEST_PAGE = 1_000

/** The newest `count` rows of the selected path (all when left out), oldest first. */
export async function readPath(call: Call, threadId: string, count = Infinity): Promise<MessageRow[]> {
  const pages: MessageRow[][] = []
  let missing = count
  let before: number | undefined
  while (missing > 0) {
    const size = Math.min(missing, LARGEST_PAGE)
    const page = await call('ai_list_path', { thread_id: threadId, max_rows: size, before_seq: before })
    pages.unshift(page)
    missing -= page.length
    before = page[0]?.seq ?? undefined
    if (page.length < size || before === undefined) break
  }
  return pages.flat()
}

export interface PageRequest {
  page: number
  /** False means everything. */
  perPage: number | false
  newestFirst: boolean
  /** False: the total is not needed, so no more than the page and one row is read. */
  includeTotal: boolean
}

export interface Page {
  rows: MessageRow[]
  /** All rows of the path; with `includeTotal: false` only as many as were read. */
  total: number
  hasMore: boolean
}

/** One page of the selected path. Its order is the path's own, which does not depend on anybody's clock. */
export async function readPage(call: Call, threadId: string, request: PageRequest): Promise<Page> {
  const { page, perPage, newestFirst, includeTotal } = request
  if (perPage === 0) return { rows: [], total: 0, hasMore: false }
  const start = perPage === false ? 0 : page * perPage
  const end = perPage === false ? Infinity : start + perPage
  const path = await readPath(call, threadId, newestFirst && !includeTotal ? end + 1 : Infinity)
  if (newestFirst) path.reverse()
  return { rows: path.slice(start, end), total: path.length, hasMore: path.length > end }
}

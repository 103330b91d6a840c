// The lists of threads, page by page, as TanStack Query holds them; and how news change what they hold. A thread that
// changed is put in its place: reading all pages again would take longer the more there are.
import type { InfiniteData } from '@tanstack/react-query'
import type { Thread, ThreadCursor } from '../../shared/contract/threads'
import { failureOf } from '../wire/failure'
import { queryClient } from '../wire/query-client'
import { queries, rpc } from '../wire/rpc'

export interface ThreadFilter {
  personaId: string | null
  /** Of every persona. */
  all: boolean
  archived: boolean
  /** Undefined: pinned or not. */
  pinned?: boolean
}

interface ThreadPage {
  threads: Thread[]
  next: ThreadCursor | null
}
export type ThreadPages = InfiniteData<ThreadPage, ThreadCursor | undefined>

export function threadsQuery(filter: ThreadFilter) {
  return queries.threads.list.infiniteOptions({
    input: (before: ThreadCursor | undefined) => ({ ...filter, limit: 100, ...(before ? { before } : {}) }),
    initialPageParam: undefined as ThreadCursor | undefined,
    getNextPageParam: (page: ThreadPage) => page.next ?? undefined,
  })
}

/** A thread as any list or page has it, without asking for it. */
export function knownThread(threadId: string): Thread | undefined {
  const got = queryClient.getQueryData(queries.threads.get.queryKey({ input: { threadId } }))
  return (
    got ??
    lists()
      .flatMap(({ data }) => threadsIn(data))
      .find(({ id }) => id === threadId)
  )
}

/** What a list holds now, in its order. */
export function threadsIn(pages: ThreadPages | undefined): Thread[] {
  return pages?.pages.flatMap((page) => page.threads) ?? []
}

/** Shows a thread as it is now in every list it belongs to, and in no other. */
export function showThread(thread: Thread): void {
  queryClient.setQueryData(queries.threads.get.queryKey({ input: { threadId: thread.id } }), thread)
  change((pages, filter) => withThread(withoutThread(pages, thread.id), thread, filter))
}

export function hideThread(threadId: string): void {
  change((pages) => withoutThread(pages, threadId))
}

const asked = new Map<string, number>()

/** It changed, here or elsewhere. */
export async function readThreadAgain(threadId: string): Promise<void> {
  const number = (asked.get(threadId) ?? 0) + 1
  asked.set(threadId, number)
  const isNewest = () => asked.get(threadId) === number
  try {
    const thread = await rpc.threads.get({ threadId })
    if (isNewest()) showThread(thread)
  } catch (error) {
    if (!isNewest()) return
    if (failureOf(error)?.code === 'NOT_FOUND') hideThread(threadId)
    else await queryClient.invalidateQueries({ queryKey: queries.threads.list.key() })
  } finally {
    if (isNewest()) asked.delete(threadId)
  }
}

function lists() {
  return queryClient
    .getQueryCache()
    .findAll({ queryKey: queries.threads.list.key() })
    .map((query) => ({
      queryKey: query.queryKey,
      filter: (query.queryKey[1] as { input: ThreadFilter }).input,
      data: query.state.data as ThreadPages | undefined,
    }))
}

function change(make: (pages: ThreadPages, filter: ThreadFilter) => ThreadPages): void {
  for (const { queryKey, filter, data } of lists()) {
    if (data) queryClient.setQueryData<ThreadPages>(queryKey, make(data, filter))
    // A page that is being read may have left main before the thread changed.
    if (queryClient.isFetching({ queryKey }) > 0) void queryClient.invalidateQueries({ queryKey })
  }
}

export function withoutThread(pages: ThreadPages, threadId: string): ThreadPages {
  if (!threadsIn(pages).some(({ id }) => id === threadId)) return pages
  return {
    ...pages,
    pages: pages.pages.map((page) => ({ ...page, threads: page.threads.filter(({ id }) => id !== threadId) })),
  }
}

/** With a thread that is in none of the pages, where it belongs; without it, where that is not read yet. */
export function withThread(pages: ThreadPages, thread: Thread, filter: ThreadFilter): ThreadPages {
  if (!belongs(thread, filter)) return pages
  const index = pages.pages.findIndex((page) => page.next === null || !isBefore(page.next, thread))
  if (index === -1) return pages
  return {
    ...pages,
    pages: pages.pages.map((page, at) =>
      at === index
        ? { ...page, threads: [...page.threads, thread].toSorted((one, other) => (isBefore(one, other) ? -1 : 1)) }
        : page,
    ),
  }
}

function belongs(thread: Thread, { personaId, all, archived, pinned }: ThreadFilter): boolean {
  return (
    (all || thread.personaId === personaId) &&
    thread.archived === archived &&
    (pinned === undefined || thread.pinned === pinned)
  )
}

/** Newer, or of the same moment with the greater id: as main orders them. */
function isBefore(one: ThreadCursor, other: ThreadCursor): boolean {
  const [oneAt, otherAt] = [sortable(one.lastMessageAt), sortable(other.lastMessageAt)]
  return oneAt === otherAt ? one.id > other.id : oneAt > otherAt
}

// Times have as many digits after the second as they need.
const sortable = (time: string) => time.replace('Z', '')

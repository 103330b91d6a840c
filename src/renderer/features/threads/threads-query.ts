import type { InfiniteData } from '@tanstack/react-query'
import type { Thread, ThreadCursor } from '../../../shared/contract/threads'
import { queryClient } from '../../wire/query-client'
import { queries } from '../../wire/rpc'
import { openingInWords } from './opening-in-words'
import { words } from './words'

interface ThreadPage {
  threads: Thread[]
  next: ThreadCursor | null
}

/** The threads of one persona, page by page, newest first. */
export function threadsQuery(personaId: string | null) {
  return queries.threads.list.infiniteOptions({
    input: (before: ThreadCursor | undefined) => ({ personaId, limit: 50, ...(before ? { before } : {}) }),
    initialPageParam: undefined as ThreadCursor | undefined,
    getNextPageParam: (page: ThreadPage) => page.next ?? undefined,
  })
}

/** What the list holds now, without asking for it. */
export function knownThreads(personaId: string | null): Thread[] {
  const pages = queryClient.getQueryData<InfiniteData<ThreadPage>>(threadsQuery(personaId).queryKey)
  return pages?.pages.flatMap((page) => page.threads) ?? []
}

/** Its name, or how it begins, or that it is new. */
export function titleOf(thread: Pick<Thread, 'title' | 'opening'> | undefined): string {
  return thread?.title || openingInWords(thread?.opening ?? '') || words.untitled
}

// What the list shows now: which threads, and in which order.
import { useInfiniteQuery } from '@tanstack/react-query'
import type { Thread } from '../../../shared/contract/threads'
import { useOpen } from '../../state/open'
import { threadsIn, threadsQuery } from '../../state/threads'
import type { ThreadFilter } from '../../state/threads'
import { queryClient } from '../../wire/query-client'

/** Two lists: what is pinned stands above all else. In the archive there is one. */
function filters(personaId: string | null, { all, archived }: { all: boolean; archived: boolean }) {
  const filter: ThreadFilter = { personaId: all ? null : personaId, all, archived }
  return archived ? { others: filter } : { pinned: { ...filter, pinned: true }, others: { ...filter, pinned: false } }
}

export function useListed() {
  const personaId = useOpen((open) => open.personaId)
  const list = useOpen((open) => open.list)
  const wanted = filters(personaId, list)
  const pinned = useInfiniteQuery({
    ...threadsQuery(wanted.pinned ?? wanted.others),
    enabled: wanted.pinned !== undefined,
  })
  const others = useInfiniteQuery(threadsQuery(wanted.others))
  return {
    pinned: wanted.pinned ? threadsIn(pinned.data) : [],
    others: threadsIn(others.data),
    isPending: others.isPending || (wanted.pinned !== undefined && pinned.isPending),
    error: others.error ?? pinned.error,
    isFetchingMore: others.isFetchingNextPage,
    hasMore: others.hasNextPage || (wanted.pinned !== undefined && pinned.hasNextPage),
    canLoad: (others.hasNextPage && !others.isFetching) || (pinned.hasNextPage && !pinned.isFetching),
    loadMore() {
      if (pinned.hasNextPage && wanted.pinned) void pinned.fetchNextPage()
      if (others.hasNextPage) void others.fetchNextPage()
    },
    readAgain() {
      if (wanted.pinned) void pinned.refetch()
      void others.refetch()
    },
  }
}

/** The threads of the list, in its order, without asking for them. */
export function listedThreads(): Thread[] {
  const { personaId, list } = useOpen.getState()
  const { pinned, others } = filters(personaId, list)
  const read = (filter: ThreadFilter) => threadsIn(queryClient.getQueryData(threadsQuery(filter).queryKey))
  return [...(pinned ? read(pinned) : []), ...read(others)]
}

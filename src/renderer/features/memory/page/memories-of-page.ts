// The list of the page as TanStack Query holds it, page by page; and how one's own changes show in it at once. What is
// read again afterwards says the same.
import type { InfiniteData } from '@tanstack/react-query'
import type { Memory, MemoryCursor, MemorySort, MemoryState } from '../../../../shared/contract/memories'
import type { MemoryFilter, MemoryScope } from '../../../state/memory-page'
import { queryClient } from '../../../wire/query-client'
import { queries } from '../../../wire/rpc'

interface MemoriesPage {
  memories: Memory[]
  next: MemoryCursor | null
}
type MemoryPages = InfiniteData<MemoriesPage, MemoryCursor | undefined>

interface ListInput {
  state?: MemoryState
  pinned?: boolean
  kind?: string
}

export function pageQuery(scope: MemoryScope, filter: MemoryFilter, sort: MemorySort) {
  const { state, kind, isPinned, tag, containing } = filter
  return queries.memories.list.infiniteOptions({
    input: (before: MemoryCursor | undefined) => ({
      ...scope,
      state,
      sort,
      limit: 200,
      ...(kind !== null && { kind }),
      ...(isPinned && { pinned: true }),
      ...(tag !== null && { tag }),
      ...(containing !== '' && { containing }),
      ...(before && { before }),
    }),
    initialPageParam: undefined as MemoryCursor | undefined,
    getNextPageParam: ({ next }: MemoriesPage) => next ?? undefined,
    // How often one was used changes with every answer, and nobody tells.
    staleTime: 30_000,
    placeholderData: (before: MemoryPages | undefined) => before,
  })
}

/** Shows memories as they are now in the lists they belong to, and in no other. */
export function showChanged(changed: readonly Memory[]): void {
  const now = new Map(changed.map((memory) => [memory.id, memory]))
  for (const query of queryClient.getQueryCache().findAll({ queryKey: queries.memories.list.key() })) {
    const pages = query.state.data as MemoryPages | undefined
    if (!pages) continue
    const { input } = query.queryKey[1] as { input: ListInput }
    const withNow = (memory: Memory) => {
      const one = now.get(memory.id) ?? memory
      return belongs(one, input) ? [one] : []
    }
    queryClient.setQueryData<MemoryPages>(query.queryKey, {
      ...pages,
      pages: pages.pages.map((page) => ({ ...page, memories: page.memories.flatMap(withNow) })),
    })
  }
}

function belongs(memory: Memory, { state = 'active', pinned, kind }: ListInput): boolean {
  return (
    stateOf(memory) === state &&
    (pinned === undefined || memory.pinned === pinned) &&
    (kind === undefined || memory.kind === kind)
  )
}

export function stateOf(memory: Memory): MemoryState {
  if (memory.deletedAt !== null) return 'deleted'
  return memory.status === 'archived' ? 'archived' : 'active'
}

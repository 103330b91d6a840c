import type { MemoryCursor } from '../../../shared/contract/memories'
import { queries } from '../../wire/rpc'

/** The memories in use, page by page. */
export function memoriesQuery(personaId: string | null) {
  return queries.memories.list.infiniteOptions({
    input: (before: MemoryCursor | undefined) => ({ personaId, limit: 50, ...(before && { before }) }),
    initialPageParam: undefined as MemoryCursor | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
}

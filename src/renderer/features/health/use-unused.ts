import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { UnusedCursor } from '../../../shared/contract/health'
import { queries } from '../../wire/rpc'
import type { Decided } from './pairs'

export const ages = [30, 90, 365] as const

/** What was never used for so long, without what was decided about. */
export function useUnused(scope: { personaId?: string | null }, { goneIds, apart }: Decided) {
  const [days, setDays] = useState<(typeof ages)[number]>(90)
  const query = useInfiniteQuery(
    queries.health.unused.infiniteOptions({
      input: (after: UnusedCursor | undefined) => ({ ...scope, days, limit: 50, ...(after && { after }) }),
      initialPageParam: undefined as UnusedCursor | undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
  )
  const memories = (query.data?.pages.flatMap((page) => page.memories) ?? []).filter(
    (memory) => !goneIds.has(memory.id) && !apart.has(`kept ${memory.id}`),
  )
  return { days, setDays, query, memories }
}

export type UnusedMemories = ReturnType<typeof useUnused>

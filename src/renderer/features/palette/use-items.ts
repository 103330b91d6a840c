import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { allActions } from '../../state/actions'
import { threadsIn, threadsQuery } from '../../state/threads'
import { queries } from '../../wire/rpc'
import { actionItem, everywhereItem, fitting, personaItem, profileItem, saidItem, threadItem } from './items'
import type { PaletteItem } from './items'

/** Titles are looked through as far as this; older threads are found by what was said in them. */
const pagesOfTitles = 20

interface PaletteItems {
  items: PaletteItem[]
  said: PaletteItem[]
  /** What is there from the beginning has been read: nothing is put before the first row any more. */
  isReady: boolean
  isLooking: boolean
  hasFailed: boolean
}

/** Everything one can go to or do that fits what is typed. */
export function usePaletteItems(typed: string): PaletteItems {
  const query = useSettled(typed.trim(), 150)
  const personas = useQuery(queries.personas.list.queryOptions())
  const threads = useInfiniteQuery(threadsQuery({ personaId: null, all: true, archived: false }))
  const { hasNextPage, isFetching, fetchNextPage, data } = threads
  const pages = data?.pages.length ?? 0
  useEffect(() => {
    if (typed !== '' && hasNextPage && !isFetching && pages < pagesOfTitles) void fetchNextPage()
  }, [typed, hasNextPage, isFetching, fetchNextPage, pages])
  const found = useQuery(
    queries.threads.find.queryOptions({ input: { query }, enabled: query.length > 1, staleTime: 0, gcTime: 0 }),
  )

  const profiles = useQuery(queries.profiles.list.queryOptions()).data

  const known = personas.data
  const all = useMemo(
    () => [
      ...threadsIn(data).map((thread) =>
        threadItem(
          thread,
          known?.find(({ id }) => id === thread.personaId),
        ),
      ),
      ...[...(known ?? []), null].map(personaItem),
      ...(profiles?.profiles ?? []).filter(({ id }) => id !== profiles?.openId).map(profileItem),
      ...allActions()
        .filter((action) => !action.isOnlyKeys && (action.isThere?.() ?? true))
        .map(actionItem),
    ],
    [data, known, profiles],
  )
  const items = useMemo(() => fitting(all, typed), [all, typed])
  const isFor = typed.trim() === query && query.length > 1
  const isListed = (threadId: string) => items.some(({ id }) => id === `thread:${threadId}`)
  const said = isFor ? (found.data ?? []).filter(({ threadId }) => !isListed(threadId)) : []
  // The first row is chosen as soon as it is there: the way on to the search must not be, while better ones are on their way.
  const isReading = hasNextPage && pages < pagesOfTitles
  const isLooking = typed.trim().length > 1 && (!isFor || found.isFetching)
  const isLast = items.length > 0 || (!isReading && !isLooking)
  const everywhere = typed.trim() !== '' && isLast ? [everywhereItem(typed.trim())] : []
  return {
    items,
    isReady: !threads.isPending && !personas.isPending,
    // Below what fits, and the first where nothing does.
    said: [
      ...said.map((hit) =>
        saidItem(
          hit,
          known?.find(({ id }) => id === hit.personaId),
        ),
      ),
      ...everywhere,
    ],
    isLooking,
    hasFailed: isFor && found.isError,
  }
}

/** What is typed, once nothing more is for a moment. */
function useSettled(value: string, milliseconds: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return settled
}

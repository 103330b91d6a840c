// What main finds: by words at once, and with what is meant as soon as that is there.
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { Found, FoundKind, SearchPage } from '../../../shared/contract/search'
import { keyOf } from '../../state/search'
import type { Sought } from '../../state/search'
import { queries } from '../../wire/rpc'
import { filterInput } from './filter-input'
import { useHasMeaning } from './use-meaning'

/** Milliseconds nothing is typed before it is looked for; a model that makes vectors is not asked for half words. */
const settledAfter = 120
const meantAfter = 500

export interface Results {
  /** Of the first page; undefined before there is any. */
  head: SearchPage | undefined
  items: Found[]
  /** Something is looked for at all. */
  isOn: boolean
  /** What is listed is not yet what was asked for. */
  isLooking: boolean
  isLookingForMeaning: boolean
  error: Error | null
  hasMore: boolean
  canLoadMore: boolean
  isLoadingMore: boolean
  hasMoreFailed: boolean
  loadMore(): void
  tryAgain(): void
}

export function useResults(sought: Sought, kind: FoundKind | null): Results {
  const hasMeaning = useHasMeaning()
  const settled = useSettled(sought, settledAfter)
  const meant = useSettled(sought, meantAfter)
  const isOn = settled.text.trim() !== '' || settled.filters.length > 0
  const wantsMeaning = hasMeaning && meant.text.trim() !== '' && keyOf(meant) === keyOf(settled)
  const byWords = useInfiniteQuery({ ...pages(settled, kind, false), enabled: isOn })
  const byMeaning = useInfiniteQuery({ ...pages(settled, kind, true), enabled: isOn && wantsMeaning, retry: false })

  const isMeant = wantsMeaning && !byMeaning.isPlaceholderData && byMeaning.data?.pages[0]?.meaning === 'used'
  const shown = isMeant ? byMeaning : byWords
  const { data } = shown
  const items = useMemo(() => distinct(data?.pages.flatMap((page) => page.items) ?? []), [data])
  const head = data?.pages[0]
  const isMissing =
    wantsMeaning && !byMeaning.isFetching && (byMeaning.isError || byMeaning.data?.pages[0]?.meaning === 'missing')
  return {
    head: head && isMissing && !isMeant ? { ...head, meaning: 'missing' } : head,
    items: isOn ? items : [],
    isOn,
    isLooking: keyOf(sought) !== keyOf(settled) || (isOn && (shown.isPending || shown.isPlaceholderData)),
    isLookingForMeaning: wantsMeaning && byMeaning.isFetching && !byMeaning.isFetchingNextPage,
    error: shown.isError && !shown.isFetchNextPageError ? shown.error : null,
    hasMore: shown.hasNextPage,
    canLoadMore: shown.hasNextPage && !shown.isFetching && !shown.isFetchNextPageError,
    isLoadingMore: shown.isFetchingNextPage,
    hasMoreFailed: shown.isFetchNextPageError,
    loadMore: () => void shown.fetchNextPage(),
    tryAgain: () => void shown.refetch(),
  }
}

/** Each query has its own key, and one that nobody wants any more is cancelled: an old answer replaces no newer one. */
function pages({ text, filters }: Sought, kind: FoundKind | null, byMeaning: boolean) {
  return queries.search.find.infiniteOptions({
    input: (skip: number) => ({ query: text, ...filterInput(filters), ...(kind && { kind }), byMeaning, skip }),
    initialPageParam: 0,
    getNextPageParam: (page: SearchPage) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
}

/** What is stored meanwhile moves the pages that come. */
function distinct(items: readonly Found[]): Found[] {
  const seen = new Set<string>()
  return items.filter(({ id }) => !seen.has(id) && seen.add(id))
}

/** What is looked for, once it is the same for a moment. At first, and when it is emptied, at once. */
function useSettled(value: Sought, milliseconds: number): Sought {
  const [settled, setSettled] = useState(value)
  const key = keyOf(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds)
    return () => clearTimeout(timer)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key says when it is another one
  }, [key, milliseconds])
  return settled
}

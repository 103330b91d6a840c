import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import { useDelayed } from '../../../lib/use-delayed'
import { useLoadMore } from '../../../lib/use-load-more'
import { useToday } from '../../../lib/use-today'
import { noFilter, useMemoryPage, useMemoryScope } from '../../../state/memory-page'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Skeleton } from '../../../ui/Skeleton'
import { TextLink } from '../../../ui/TextLink'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { useConnection } from '../../../wire/use-connection'
import { words as memoryWords } from '../words'
import { FilterBar } from './FilterBar'
import { ListRows } from './ListRows'
import { pageQuery } from './memories-of-page'
import { useChangeError } from './memory-changes'
import { NothingHere } from './NothingHere'
import { SelectedBar } from './SelectedBar'
import { words } from './words'

/** The memories, as a list or under the days on which they were learned, however many there are. */
export function MemoryList({ onWrite }: { onWrite(): void }) {
  const scope = useMemoryScope()
  const { filter, sort, view, setFilter } = useMemoryPage()
  const isTimeline = view === 'timeline'
  const query = useInfiniteQuery(pageQuery(scope, filter, isTimeline ? 'newest' : sort))
  const { hasNextPage, isFetching, isFetchingNextPage, fetchNextPage } = query
  const memories = useMemo(() => query.data?.pages.flatMap((page) => page.memories) ?? [], [query.data])
  const personas = useQuery(queries.personas.list.queryOptions()).data ?? []
  const openId = useMemoryPage((page) => page.memoryId)
  // What went wrong with the one beside the list is said there.
  const changeError = useChangeError(({ error, memoryId }) => (memoryId !== null && memoryId === openId ? null : error))
  const isOffline = useConnection().phase === 'lost'
  const isSlow = useDelayed(query.isPending, 150)
  const scroller = useRef<HTMLDivElement>(null)
  const now = useToday()
  const end = useLoadMore(
    hasNextPage && !isFetching && !query.isError,
    () => void fetchNextPage(),
    '0px 0px 1600px 0px',
  )

  const isFiltered = JSON.stringify(filter) !== JSON.stringify(noFilter)
  const isEmpty = query.isSuccess && memories.length === 0 && !hasNextPage
  return (
    <>
      <div className="flex flex-none flex-col gap-2 px-8 pt-3 pb-1 max-narrow:px-6">
        <FilterBar />
        <SelectedBar memories={memories} state={filter.state} />
        {isOffline && <p className="text-small text-ink-3">{words.offline}</p>}
        {changeError && (
          <ErrorNote {...changeError}>
            <TextLink onClick={() => useChangeError.setState({ error: null })}>{memoryWords.cancel}</TextLink>
          </ErrorNote>
        )}
      </div>
      <div
        ref={scroller}
        data-scroller=""
        className="@container min-h-0 flex-1 overflow-y-auto px-8 pb-6 max-narrow:px-6"
      >
        {isSlow && <Skeleton label={words.loading} />}
        {query.isError && (
          <div className="py-2">
            <ErrorNote {...wordsOf(query.error)}>
              <Button onClick={() => void query.refetch()}>{words.tryAgain}</Button>
            </ErrorNote>
          </div>
        )}
        {isEmpty && !isFiltered && <NothingHere onWrite={onWrite} />}
        {isEmpty && isFiltered && (
          <div className="py-3">
            <p className="text-ui">{words.nothingFound}</p>
            <Button className="mt-3" onClick={() => setFilter(noFilter)}>
              {words.takeAllOff}
            </Button>
          </div>
        )}
        {memories.length > 0 && (
          <ListRows
            memories={memories}
            hasMore={hasNextPage}
            isTimeline={isTimeline}
            personas={scope.all ? personas : null}
            now={now}
            scroller={scroller}
          />
        )}
        {isFetchingNextPage && <Skeleton label={words.loadingMore} />}
        <div ref={end} />
      </div>
    </>
  )
}

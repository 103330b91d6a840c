import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef } from 'react'
import type { ReactNode } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { useAnnounced } from '../../lib/use-announced'
import { useDelayed } from '../../lib/use-delayed'
import { useLoadMore } from '../../lib/use-load-more'
import { useToday } from '../../lib/use-today'
import { keyOf, useSearch } from '../../state/search'
import { ErrorNote } from '../../ui/ErrorNote'
import { Page } from '../../ui/Page'
import { Skeleton } from '../../ui/Skeleton'
import { TabContent, TabsAround } from '../../ui/Tabs'
import { TextLink } from '../../ui/TextLink'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { useConnection } from '../../wire/use-connection'
import { BeforeSearching } from './BeforeSearching'
import { FilterChips } from './FilterChips'
import { FoundList } from './FoundList'
import { rowId } from './FoundRow'
import { KindTabs, useKindTabs } from './KindTabs'
import { NothingFound } from './NothingFound'
import { keepIfRemembered, openFound } from './open-found'
import { SearchField } from './SearchField'
import { SearchLine } from './SearchLine'
import { readFilters } from './typed-filters'
import { useResults } from './use-results'
import { words } from './words'

/** One box over everything: messages, memories, titles and metadata, as one types. */
export function SearchPage({ start, onClose }: { start: ReactNode; onClose(): void }) {
  const { text, filters, kind, activeId } = useSearch(
    useShallow((search) => ({
      text: search.text,
      filters: search.filters,
      kind: search.kind,
      activeId: search.activeId,
    })),
  )
  const listId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const now = useToday()
  const personas = useQuery(queries.personas.list.queryOptions()).data ?? []
  const isOffline = useConnection().phase === 'lost'
  const results = useResults({ text, filters }, kind)
  const tabs = useKindTabs()
  const { items, head, isOn, isLooking, error } = results
  const isSlow = useDelayed(isOn && isLooking && items.length === 0 && !error, 150)
  const end = useLoadMore(results.canLoadMore, results.loadMore, '0px 0px 800px 0px')
  const { unknown } = readFilters(text, personas, now)
  const isEmpty = isOn && !isLooking && !error && items.length === 0
  useAnnounced(
    isOn && !isLooking && head ? (items.length === 0 ? words.none : words.announced(total(head.counts, kind))) : null,
  )

  // Until the arrows say otherwise, the first is meant.
  const reached = items.findIndex((item) => item.id === activeId)
  const index = reached === -1 ? 0 : reached
  const active = items[index]

  function move(step: number): void {
    const next = items[Math.min(Math.max(activeId === null && step === 1 ? 1 : index + step, 0), items.length - 1)]
    if (next) useSearch.setState({ activeId: next.id })
    if (index + step >= items.length - 1 && results.canLoadMore) results.loadMore()
  }

  // Enter was pressed before it was found: it opens then, unless something else is looked for meanwhile.
  const awaited = useRef<string | null>(null)
  const key = keyOf({ text, filters })
  useEffect(() => {
    if (isLooking || awaited.current !== key) return
    awaited.current = null
    if (active) openFound(active)
  }, [isLooking, key, active])

  function open(): void {
    if (isLooking) awaited.current = key
    else if (active) openFound(active)
  }

  function close(): void {
    if (items.length > 0) keepIfRemembered()
    onClose()
  }

  return (
    <Page title={words.title} close={words.close} start={start} takesFocus={false} onClose={close}>
      <TabsAround {...tabs}>
        <search className="flex flex-none flex-col gap-2 px-8 max-narrow:px-6">
          <SearchField
            personas={personas}
            now={now}
            listId={listId}
            activeRowId={active && rowId(active)}
            isExpanded={items.length > 0}
            onMove={move}
            onOpen={open}
          />
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <FilterChips personas={personas} now={now} />
            <SearchLine results={results} />
          </div>
          {unknown !== null && <p className="text-small text-ink-2">{words.filters.unknown(unknown)}</p>}
          {isOn && <KindTabs counts={head?.counts} />}
        </search>
        <TabContent
          ref={scroller}
          value={tabs.value}
          data-scroller
          className="overflow-y-auto px-8 pt-3 pb-6 -outline-offset-2 max-narrow:px-6"
        >
          {isOffline && <p className="pb-2 text-small text-ink-2">{words.offline}</p>}
          {!isOn && <BeforeSearching personas={personas} now={now} />}
          {isOn && head && head.corrected.length > 0 && !isEmpty && (
            <p className="pb-2 text-small text-ink-2">{words.corrected(head.corrected)}</p>
          )}
          {error && (
            <ErrorNote {...wordsOf(error)}>
              <TextLink onClick={results.tryAgain}>{words.tryAgain}</TextLink>
            </ErrorNote>
          )}
          {isSlow && <Skeleton label={words.looking} />}
          {isEmpty && <NothingFound counts={head?.counts} />}
          {!error && (
            <FoundList
              id={listId}
              items={items}
              activeId={active?.id ?? null}
              hasMore={results.hasMore}
              isBusy={isLooking}
              personas={personas}
              now={now}
              scroller={scroller}
            />
          )}
          {results.isLoadingMore && <Skeleton label={words.loadingMore} />}
          {results.hasMoreFailed && (
            <ErrorNote title={words.couldNotLoadMore} detail="">
              <TextLink onClick={results.loadMore}>{words.tryAgain}</TextLink>
            </ErrorNote>
          )}
          <div ref={end} />
        </TabContent>
      </TabsAround>
    </Page>
  )
}

function total(counts: Record<string, number>, kind: string | null): number {
  return kind === null ? Object.values(counts).reduce((sum, count) => sum + count, 0) : (counts[kind] ?? 0)
}

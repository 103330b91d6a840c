import { useQuery } from '@tanstack/react-query'
import { useId, useRef } from 'react'
import { useDelayed } from '../../lib/use-delayed'
import { useLoadMore } from '../../lib/use-load-more'
import { useToday } from '../../lib/use-today'
import { useOpen } from '../../state/open'
import { useIsProjectAway } from '../../state/session'
import { ErrorNote } from '../../ui/ErrorNote'
import { ReadFailure } from '../../ui/ReadFailure'
import { Skeleton } from '../../ui/Skeleton'
import { TextLink } from '../../ui/TextLink'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { useConnection } from '../../wire/use-connection'
import { useListed } from './listed'
import { SelectionBar } from './SelectionBar'
import { useSelection } from './selection'
import { forgetError, useThreadActions } from './thread-actions'
import { ThreadListHead } from './ThreadListHead'
import { ThreadRows } from './ThreadRows'
import { words } from './words'

/** The threads of the persona one is with, or of all. */
export function ThreadList() {
  const heading = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const personaId = useOpen((open) => open.personaId)
  const view = useOpen((open) => open.list)
  const showList = useOpen((open) => open.showList)
  const openId = useOpen((open) => (open.page === 'conversation' ? open.threadId : null))
  const actionError = useThreadActions(({ error }) => error)
  const hasSelection = useSelection(({ ids }) => ids.size > 0)
  const personas = useQuery(queries.personas.list.queryOptions()).data ?? []
  const isOffline = useConnection().phase === 'lost'
  const now = useToday()

  const list = useListed()
  const isAway = useIsProjectAway()
  const isEmpty = !list.isPending && !list.error && list.pinned.length + list.others.length === 0
  const isSlow = useDelayed(list.isPending && !list.error, 150)
  const end = useLoadMore(list.canLoad, list.loadMore, '0px 0px 1600px 0px')
  const personaName = personas.find(({ id }) => id === personaId)?.name ?? null

  return (
    <section aria-labelledby={heading} className="flex min-h-0 flex-1 flex-col">
      {hasSelection ? <SelectionBar /> : <ThreadListHead id={heading} personaName={personaName} />}
      <div ref={scroller} data-scroller className="-mx-2.5 min-h-0 flex-1 overflow-y-auto px-2.5 pb-2">
        {view.archived && (
          <TextLink className="ms-2.5 mb-1" onClick={() => showList({ archived: false })}>
            {words.backToCurrent}
          </TextLink>
        )}
        {actionError && (
          <div className="px-2.5 pb-3">
            <ErrorNote {...actionError}>
              <TextLink onClick={forgetError}>{words.close}</TextLink>
            </ErrorNote>
          </div>
        )}
        {list.error && (
          <div className="px-2.5 pb-3">
            <ReadFailure error={wordsOf(list.error)} isAway={isAway}>
              <TextLink onClick={list.readAgain}>{words.tryAgain}</TextLink>
            </ReadFailure>
          </div>
        )}
        {isOffline && !list.error && <p className="px-2.5 pb-1 text-micro text-ink-3">{words.offline}</p>}
        {isEmpty && (
          <p className="px-2.5 py-0.5 text-small text-ink-3">{view.archived ? words.emptyArchive : words.empty}</p>
        )}
        {isSlow && <Skeleton label={words.loading} />}
        <ThreadRows
          pinned={list.pinned}
          others={list.others}
          openId={openId}
          hasMore={list.hasMore}
          personas={personas}
          isOfAll={view.all}
          now={now}
          scroller={scroller}
        />
        {list.isFetchingMore && <Skeleton label={words.loadingMore} />}
        <div ref={end} />
      </div>
    </section>
  )
}

import { useInfiniteQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useDelayed } from '../../lib/use-delayed'
import { useLoadMore } from '../../lib/use-load-more'
import { useToday } from '../../lib/use-today'
import { useOpen } from '../../state/open'
import { ErrorNote } from '../../ui/ErrorNote'
import { IconButton } from '../../ui/IconButton'
import { PlusIcon } from '../../ui/icons'
import { ListBox } from '../../ui/ListBox'
import { Skeleton } from '../../ui/Skeleton'
import { TextLink } from '../../ui/TextLink'
import { wordsOf } from '../../wire/failure'
import { groupByAge } from './group-by-age'
import { forgetError, openThread, useThreadActions } from './thread-actions'
import { ThreadRow } from './ThreadRow'
import { threadsQuery } from './threads-query'
import { words } from './words'

/** The threads of the persona one is with. */
export function ThreadList() {
  const heading = useId()
  const personaId = useOpen((open) => open.personaId)
  const threadId = useOpen((open) => (open.page === 'conversation' ? open.threadId : null))
  const startThread = useOpen((open) => open.startThread)
  const actionError = useThreadActions(({ error }) => error)
  const now = useToday()

  const list = useInfiniteQuery(threadsQuery(personaId))
  const threads = list.data?.pages.flatMap((page) => page.threads) ?? []
  const isSlow = useDelayed(list.isPending, 150)
  const canLoad = list.hasNextPage && !list.isFetching
  const end = useLoadMore(canLoad, () => void list.fetchNextPage(), '0px 0px 400px 0px')

  function reach(value: string): void {
    const thread = threads.find(({ id }) => id === value)
    if (thread) openThread(thread, true)
  }

  return (
    <section aria-labelledby={heading} className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-9 flex-none items-end ps-2.5 pb-1">
        <h2 id={heading} tabIndex={-1} data-threads-heading className="text-small font-strong text-ink-2">
          {words.threads}
        </h2>
        <IconButton
          size="small"
          className="-mb-1 ms-auto me-1"
          label={words.newThread}
          shortcut={words.newThreadShortcut}
          icon={<PlusIcon />}
          onClick={startThread}
        />
      </div>
      <div data-scroller className="-mx-2.5 min-h-0 flex-1 overflow-y-auto px-2.5 pb-2">
        {actionError && (
          <div className="px-2.5 pb-3">
            <ErrorNote {...actionError}>
              <TextLink onClick={forgetError}>{words.close}</TextLink>
            </ErrorNote>
          </div>
        )}
        {list.isError && (
          <div className="px-2.5 pb-3">
            <ErrorNote {...wordsOf(list.error)}>
              <TextLink onClick={() => void list.refetch()}>{words.tryAgain}</TextLink>
            </ErrorNote>
          </div>
        )}
        {list.isSuccess && threads.length === 0 && <p className="px-2.5 py-0.5 text-small text-ink-3">{words.empty}</p>}
        {isSlow && <Skeleton label={words.loading} />}
        <ListBox label={words.threads} onReach={reach}>
          {groupByAge(threads, now).map(({ age, threads: group }) => (
            <div key={age} role="group" aria-label={words.ages[age]}>
              <div aria-hidden="true" className="flex h-7 items-center px-2.5 pt-2 pb-1 text-micro text-ink-3">
                {words.ages[age]}
              </div>
              {group.map((thread) => (
                <ThreadRow key={thread.id} thread={thread} isSelected={thread.id === threadId} now={now} />
              ))}
            </div>
          ))}
        </ListBox>
        {list.isFetchingNextPage && <Skeleton label={words.loadingMore} />}
        <div ref={end} />
      </div>
    </section>
  )
}

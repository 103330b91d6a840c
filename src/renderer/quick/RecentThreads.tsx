import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { titleOf } from '../features/threads/title-of'
import { shortDate } from '../lib/dates'
import { useToday } from '../lib/use-today'
import { useDelayed } from '../lib/use-delayed'
import { useOpen } from '../state/open'
import { threadsIn, threadsQuery } from '../state/threads'
import { Button } from '../ui/Button'
import { ErrorNote } from '../ui/ErrorNote'
import { Mark } from '../ui/Mark'
import { Skeleton } from '../ui/Skeleton'
import { wordsOf } from '../wire/failure'
import { queries } from '../wire/rpc'
import { words } from './words'

/** As many as one sees at a glance: whoever looks for another has all of Kith for that. */
const MOST = 8

/** What was talked about last, whoever answered, to go on with. */
export function RecentThreads() {
  const threads = useInfiniteQuery(threadsQuery({ personaId: null, all: true, archived: false }))
  const { data: personas = [] } = useQuery(queries.personas.list.queryOptions())
  const openThread = useOpen((open) => open.openThread)
  const now = useToday()
  const isSlow = useDelayed(threads.isPending, 150)
  const recent = threadsIn(threads.data).slice(0, MOST)

  return (
    <section aria-label={words.recent} className="min-h-0 flex-1 overflow-y-auto px-3 pt-1">
      {isSlow && <Skeleton label={words.loading} />}
      {threads.isError && (
        <ErrorNote {...wordsOf(threads.error)}>
          <Button onClick={() => void threads.refetch()}>{words.tryAgain}</Button>
        </ErrorNote>
      )}
      {threads.isSuccess && recent.length === 0 && <p className="px-2.5 py-3 text-ui text-ink-3">{words.none}</p>}
      {recent.length > 0 && (
        <>
          <h2 className="px-2.5 pb-1 text-small text-ink-3">{words.recent}</h2>
          <ul className="flex flex-col">
            {recent.map((thread) => {
              const persona = personas.find(({ id }) => id === thread.personaId)
              return (
                <li key={thread.id} data-accent={persona?.accent ?? 'graphite'}>
                  <button
                    type="button"
                    onClick={() => openThread(thread.id, { personaId: thread.personaId })}
                    className="flex min-h-(--row) w-full items-center gap-2.5 rounded-m px-2.5 text-start text-ui text-ink-2 -outline-offset-2 hover:bg-hover hover:text-ink"
                  >
                    <Mark name={persona?.name ?? null} emoji={persona?.settings.emoji} isCurrent={false} />
                    <span dir="auto" className="min-w-0 flex-1 truncate">
                      {titleOf(thread)}
                    </span>
                    <time dateTime={thread.lastMessageAt} className="flex-none text-micro text-ink-3 tabular-nums">
                      {shortDate(new Date(thread.lastMessageAt), now)}
                    </time>
                  </button>
                </li>
              )
            })}
          </ul>
        </>
      )}
    </section>
  )
}

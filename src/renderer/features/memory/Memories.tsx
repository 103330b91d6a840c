import { useInfiniteQuery } from '@tanstack/react-query'
import { useLoadMore } from '../../lib/use-load-more'
import { useIsProjectAway } from '../../state/session'
import { Button } from '../../ui/Button'
import { ReadFailure } from '../../ui/ReadFailure'
import { wordsOf } from '../../wire/failure'
import { memoriesQuery } from './memories-query'
import { MemoryRow } from './MemoryRow'
import { words } from './words'

/** What was accepted and is kept as a memory of its own, newest first. */
export function Memories({ personaId }: { personaId: string | null }) {
  const isAway = useIsProjectAway()
  const query = useInfiniteQuery(memoriesQuery(personaId))
  const { hasNextPage, isFetching, fetchNextPage } = query
  const mark = useLoadMore(hasNextPage && !isFetching && !query.isError, () => void fetchNextPage(), '400px 0px')
  const memories = query.data?.pages.flatMap((page) => page.memories) ?? []
  if (!query.isError && memories.length === 0) return null
  return (
    <section aria-label={words.memories}>
      <h3 className="mb-1 flex h-7 items-center text-small font-strong">{words.memories}</h3>
      <ul className="flex flex-col gap-3">
        {memories.map((memory) => (
          <MemoryRow key={memory.id} memory={memory} />
        ))}
      </ul>
      <div ref={mark} />
      {query.isError && (
        <ReadFailure error={wordsOf(query.error)} isAway={isAway}>
          <Button size="small" onClick={() => void query.refetch()}>
            {words.tryAgain}
          </Button>
        </ReadFailure>
      )}
    </section>
  )
}

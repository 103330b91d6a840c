import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useDelayed } from '../../lib/use-delayed'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { Skeleton } from '../../ui/Skeleton'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { openPairs } from './pairs'
import { PairList } from './PairList'
import { Unused } from './Unused'
import { useDecisions } from './use-decisions'
import { words } from './words'

/** What in memory wants a decision. Of one persona (null: of none), or of all (undefined). */
export function Health({ personaId }: { personaId: string | null | undefined }) {
  const scope = personaId === undefined ? {} : { personaId }
  const query = useQuery(queries.health.pairs.queryOptions({ input: scope }))
  const decisions = useDecisions()
  const isSlow = useDelayed(query.isPending, 150)
  const page = useRef<HTMLDivElement>(null)
  const { contradictions, duplicates } = openPairs(query.data?.pairs ?? [], decisions.decided)
  const isMore = query.data?.isMore === true
  const again = (
    <Button size="small" isBusy={query.isFetching} onClick={() => void query.refetch()}>
      {words.lookAgain}
    </Button>
  )

  return (
    <div ref={page} className="flex flex-col gap-9 pb-8">
      {isSlow && <Skeleton label={words.looking} />}
      {query.isError && (
        <ErrorNote {...wordsOf(query.error)}>
          <Button size="small" onClick={() => void query.refetch()}>
            {words.tryAgain}
          </Button>
        </ErrorNote>
      )}
      {query.data && (
        <>
          <PairList
            title={words.contradictions}
            hint={words.contradictionsHint}
            nothing={words.noContradictions}
            apart={words.bothRight}
            pairs={contradictions}
            decisions={decisions}
          />
          <PairList
            title={words.duplicates}
            hint={words.duplicatesHint}
            nothing={words.noDuplicates}
            apart={words.notDuplicate}
            pairs={duplicates}
            decisions={decisions}
          />
          {isMore && (
            <div className="-mt-5 flex flex-wrap items-center gap-3">
              <p className="text-small text-ink-2">{words.firstOnes(query.data.pairs.length)}</p>
              {again}
            </div>
          )}
        </>
      )}
      <Unused scope={scope} decisions={decisions} />
    </div>
  )
}

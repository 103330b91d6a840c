import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { ComponentType } from 'react'
import { useDelayed } from '../../lib/use-delayed'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { Skeleton } from '../../ui/Skeleton'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { ChosenBar } from './ChosenBar'
import { openPairs } from './pairs'
import type { MergingOfPair } from './pairs'
import { PairList } from './PairList'
import type { Suggestion } from './suggestions'
import { Unused } from './Unused'
import { useChoosing } from './use-choosing'
import { useDecisions } from './use-decisions'
import { useUnused } from './use-unused'
import { words } from './words'

interface HealthProps {
  /** Of one persona (null: of none), or of all (undefined). */
  personaId: string | null | undefined
  Merging: ComponentType<MergingOfPair>
}

/** What in memory wants a decision. */
export function Health({ personaId, Merging }: HealthProps) {
  const scope = personaId === undefined ? {} : { personaId }
  const query = useQuery(queries.health.pairs.queryOptions({ input: scope }))
  const decisions = useDecisions()
  const isSlow = useDelayed(query.isPending, 150)
  const page = useRef<HTMLDivElement>(null)
  const unused = useUnused(scope, decisions.decided)
  const { contradictions, duplicates } = openPairs(query.data?.pairs ?? [], decisions.decided)
  const suggestions: readonly Suggestion[] = [
    ...[...contradictions, ...duplicates].map((pair) => ({ kind: 'pair' as const, pair })),
    ...unused.memories.map((memory) => ({ kind: 'memory' as const, memory })),
  ]
  const choosing = useChoosing(page, suggestions, decisions)
  const isMore = query.data?.isMore === true
  const again = (
    <Button size="small" isBusy={query.isFetching} onClick={() => void query.refetch()}>
      {words.lookAgain}
    </Button>
  )

  return (
    <div ref={page} className="flex flex-col gap-9 pb-8">
      <ChosenBar {...choosing.bar} decisions={decisions} />
      {suggestions.length > 1 && <p className="-mb-6 text-small text-ink-3 pointer-coarse:hidden">{words.keys}</p>}
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
            Merging={Merging}
            selection={choosing.selection}
          />
          <PairList
            title={words.duplicates}
            hint={words.duplicatesHint}
            nothing={words.noDuplicates}
            apart={words.notDuplicate}
            pairs={duplicates}
            decisions={decisions}
            Merging={Merging}
            selection={choosing.selection}
          />
          {isMore && (
            <div className="-mt-5 flex flex-wrap items-center gap-3">
              <p className="text-small text-ink-2">{words.firstOnes(query.data.pairs.length)}</p>
              {again}
            </div>
          )}
        </>
      )}
      <Unused unused={unused} decisions={decisions} selection={choosing.selection} />
    </div>
  )
}

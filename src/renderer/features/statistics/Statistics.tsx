import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDelayed } from '../../lib/use-delayed'
import { useToday } from '../../lib/use-today'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { Skeleton } from '../../ui/Skeleton'
import { ToggleGroup } from '../../ui/ToggleGroup'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { Cost } from './Cost'
import { Learned, MostUsed, Tokens, Used } from './Charts'
import { weekStarts } from './weeks'
import { words } from './words'

const spans = [12, 26, 52] as const

/** What was learned when, what of it is used, and what answers took. Of one persona (null: of none), or of all (undefined). */
export function Statistics({ personaId }: { personaId: string | null | undefined }) {
  const [span, setSpan] = useState<(typeof spans)[number]>(12)
  const starts = weekStarts(useToday(), span)
  const scope = personaId === undefined ? {} : { personaId }
  const query = useQuery(
    queries.statistics.get.queryOptions({
      input: { ...scope, starts: starts.map((start) => start.toISOString()) },
      // Every answer changes it; nobody tells.
      staleTime: 0,
    }),
  )
  const { data: people } = useQuery(queries.personas.list.queryOptions())
  const isSlow = useDelayed(query.isPending, 150)
  const statistic = query.data

  if (query.isError) {
    return (
      <ErrorNote {...wordsOf(query.error)}>
        <Button size="small" onClick={() => void query.refetch()}>
          {words.tryAgain}
        </Button>
      </ErrorNote>
    )
  }
  // The practice model counts nothing.
  const hasTokens = statistic?.usage.some(({ inputTokens, outputTokens }) => inputTokens + outputTokens > 0)
  const hasNothing = statistic && !hasTokens && statistic.learned.length === 0 && statistic.kept.length === 0
  return (
    <div className="flex flex-col gap-9 pb-8" data-accent="pine">
      <ToggleGroup
        label={words.span}
        options={spans.map((one) => ({ value: String(one), words: words.spans[one] }))}
        value={String(span)}
        onChange={(value) => setSpan(spans.find((one) => String(one) === value) ?? 12)}
      />
      {isSlow && <Skeleton label={words.reading} />}
      {hasNothing && (
        <div>
          <p className="text-ui">{words.empty}</p>
          <p className="text-small text-ink-2">{words.emptyWay}</p>
        </div>
      )}
      {statistic && !hasNothing && (
        <>
          <Learned statistic={statistic} starts={starts} />
          <Used statistic={statistic} />
          <MostUsed statistic={statistic} />
          <Tokens statistic={statistic} starts={starts} people={people ?? []} />
          {hasTokens && <Cost statistic={statistic} starts={starts} people={people ?? []} />}
        </>
      )}
    </div>
  )
}

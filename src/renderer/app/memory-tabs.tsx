// What stands beside the memories on their page and is no part of that feature.
import type { ReactNode } from 'react'
import { Health } from '../features/health/Health'
import { stayingFirst } from '../features/health/pairs'
import type { MergingOfPair as MergingProps } from '../features/health/pairs'
import { words as healthWords } from '../features/health/words'
import { MergeForm } from '../features/memory/merging/MergeForm'
import { words as mergingWords } from '../features/memory/merging/words'
import type { MemoryTab } from '../features/memory/page/MemoryPage'
import { Statistics } from '../features/statistics/Statistics'
import { words as statisticsWords } from '../features/statistics/words'
import type { MemoryScope } from '../state/memory-page'

export const memoryTabs: readonly MemoryTab[] = [
  {
    id: 'statistics',
    title: statisticsWords.title,
    render: (scope) => (
      <Tab>
        <Statistics key={keyOf(scope)} personaId={personaOf(scope)} />
      </Tab>
    ),
  },
  {
    id: 'health',
    title: healthWords.title,
    render: (scope) => (
      <Tab>
        <Health key={keyOf(scope)} personaId={personaOf(scope)} Merging={MergingOfPair} />
      </Tab>
    ),
  },
]

const personaOf = ({ personaId, all }: MemoryScope) => (all ? undefined : personaId)
const keyOf = (scope: MemoryScope) => String(personaOf(scope))

function MergingOfPair({ pair, ...props }: MergingProps) {
  const { older, newer } = pair
  return (
    <MergeForm
      older={older}
      newer={newer}
      staying={stayingFirst(pair)}
      text="staying"
      cancel={mergingWords.cancel}
      {...props}
    />
  )
}

function Tab({ children }: { children: ReactNode }) {
  return (
    <div data-scroller="" className="min-h-0 flex-1 overflow-y-auto px-8 pt-4 pb-8 max-narrow:px-6">
      <div className="max-w-180">{children}</div>
    </div>
  )
}

import { useId, useRef } from 'react'
import type { ComponentType } from 'react'
import type { MemoryPair } from '../../../shared/contract/health'
import { keyOf } from './pairs'
import type { MergingOfPair } from './pairs'
import { PairRow } from './PairRow'
import type { Selection } from './use-choosing'
import type { Decisions } from './use-decisions'

interface PairListProps {
  title: string
  hint: string
  nothing: string
  /** What "they are both to stay" is called here. */
  apart: string
  pairs: readonly MemoryPair[]
  decisions: Decisions
  Merging: ComponentType<MergingOfPair>
  selection: Selection
}

/** Pairs that want a decision, with what kind of trouble they are. */
export function PairList({ title, hint, nothing, apart, pairs, decisions, Merging, selection }: PairListProps) {
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const list = useRef<HTMLUListElement>(null)

  // The one that took its place, or the heading when there is none.
  function focusAfter(place: number): void {
    requestAnimationFrame(() => {
      const row = list.current?.children[Math.min(place, (list.current.children.length || 1) - 1)]
      const next = row instanceof HTMLElement ? row : heading.current
      next?.focus()
    })
  }

  return (
    <section aria-labelledby={id}>
      <h2 ref={heading} id={id} tabIndex={-1} className="rounded-s text-ui font-strong">
        {title}
      </h2>
      <p className="text-small text-ink-2">{pairs.length > 0 ? hint : nothing}</p>
      <ul ref={list} aria-labelledby={id} className="mt-2 flex flex-col">
        {pairs.map((pair, place) => (
          <PairRow
            key={keyOf(pair)}
            pair={pair}
            apart={apart}
            decisions={decisions}
            Merging={Merging}
            selection={selection}
            onDecided={() => focusAfter(place)}
          />
        ))}
      </ul>
    </section>
  )
}

import { useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { Virtualizer } from 'virtua'
import type { CacheSnapshot, VirtualizerHandle } from 'virtua'
import type { Persona } from '../../../shared/contract/personas'
import type { Found } from '../../../shared/contract/search'
import { useSearch } from '../../state/search'
import { FoundRow } from './FoundRow'
import { words } from './words'

interface FoundListProps {
  id: string
  items: readonly Found[]
  activeId: string | null
  hasMore: boolean
  /** What is listed is of an earlier question. */
  isBusy: boolean
  personas: readonly Persona[]
  now: Date
  scroller: RefObject<HTMLDivElement | null>
}

/** How tall the rows were when one left, so that one comes back to the same place before they are measured again. */
let heights: CacheSnapshot | undefined

/** Other results begin at their beginning. */
function whereOneWas(): { offset: number; cache: CacheSnapshot | undefined } {
  const { offset } = useSearch.getState()
  return { offset, cache: offset > 0 ? heights : undefined }
}

/** The rows in view, however many there are. The active one stays drawn: the field says which it is. */
export function FoundList({ id, items, activeId, hasMore, isBusy, personas, now, scroller }: FoundListProps) {
  const virtual = useRef<VirtualizerHandle>(null)
  const active = items.findIndex((item) => item.id === activeId)
  const isFirst = useRef(true)
  const [start] = useState(whereOneWas)

  useEffect(() => {
    const list = virtual.current
    if (start.offset > 0) list?.scrollTo(start.offset)
    return () => {
      heights = list?.cache
    }
  }, [start])

  useEffect(() => {
    // Coming back, one is where one was, wherever the active row is.
    if (!isFirst.current && active !== -1) virtual.current?.scrollToIndex(active, { align: 'nearest' })
    if (!isFirst.current && active === 0) scroller.current?.scrollTo({ top: 0 })
    isFirst.current = false
  }, [active, scroller])

  return (
    <div id={id} role="listbox" aria-label={words.results} aria-busy={isBusy}>
      <Virtualizer
        ref={virtual}
        scrollRef={scroller}
        itemSize={66}
        onScroll={(offset) => useSearch.setState({ offset })}
        {...(start.cache && { cache: start.cache })}
        {...(active !== -1 && { keepMounted: [active] })}
      >
        {items.map((found, index) => {
          const persona = personas.find(({ id: personaId }) => personaId === found.personaId)
          return (
            <FoundRow
              key={found.id}
              found={found}
              personaName={persona?.name ?? null}
              accent={persona?.accent}
              isActive={index === active}
              position={index + 1}
              count={hasMore ? -1 : items.length}
              now={now}
            />
          )
        })}
      </Virtualizer>
    </div>
  )
}

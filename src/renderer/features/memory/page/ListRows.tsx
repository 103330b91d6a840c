import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { Virtualizer } from 'virtua'
import type { VirtualizerHandle } from 'virtua'
import type { Memory } from '../../../../shared/contract/memories'
import type { Persona } from '../../../../shared/contract/personas'
import { hasMod } from '../../../lib/keyboard'
import { useMemoryPage } from '../../../state/memory-page'
import { listRows } from './list-rows'
import { ListHead } from './ListHead'
import { ListRow } from './ListRow'
import type { Pressed } from './ListRow'
import { extendTo, selectNone, toggle, useSelection } from './selection'
import { useRowKeys } from './use-row-keys'
import { words } from './words'

interface ListRowsProps {
  memories: readonly Memory[]
  hasMore: boolean
  isTimeline: boolean
  /** Null where they are all of one persona. */
  personas: readonly Persona[] | null
  now: Date
  scroller: RefObject<HTMLDivElement | null>
}

/** The rows in view, however many there are. One tab stop, which stays drawn wherever one scrolls. */
export function ListRows({ memories, hasMore, isTimeline, personas, now, scroller }: ListRowsProps) {
  const rows = useMemo(() => listRows(memories, isTimeline, now), [memories, isTimeline, now])
  const openId = useMemoryPage((page) => page.memoryId)
  const set = useMemoryPage((page) => page.set)
  const selected = useSelection(({ ids }) => ids)
  const grid = useRef<HTMLDivElement>(null)
  const virtual = useRef<VirtualizerHandle>(null)
  const [reached, setReached] = useState<string | null>(null)
  const wantsFocus = useRef(false)

  const has = (id: string | null) => memories.some((memory) => memory.id === id)
  const stop = has(reached) ? reached : has(openId) ? openId : (memories[0]?.id ?? null)
  const stopRow = rows.findIndex((row) => row.kind === 'memory' && row.memory.id === stop)

  useLayoutEffect(() => {
    if (!wantsFocus.current || stopRow === -1) return
    wantsFocus.current = false
    virtual.current?.scrollToIndex(stopRow, { align: 'nearest' })
    grid.current?.querySelector<HTMLElement>(`[data-memory="${stop}"]`)?.focus({ preventScroll: true })
  })
  // Whoever comes back to the page finds the memory that is open.
  useEffect(() => {
    if (stopRow > 0) virtual.current?.scrollToIndex(stopRow, { align: 'center' })
    return selectNone
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once
  }, [])

  function focus(memoryId: string): void {
    wantsFocus.current = true
    setReached(memoryId)
  }
  useRowKeys(grid, memories, focus)

  function press(event: Pressed, memory: Memory): void {
    setReached(memory.id)
    if (event.shiftKey)
      return extendTo(
        memory.id,
        stop ?? memory.id,
        memories.map(({ id }) => id),
      )
    if (hasMod(event)) return toggle(memory.id)
    selectNone()
    set({ memoryId: memory.id })
  }

  const nameOf = (personaId: string | null) =>
    personas === null ? null : (personas.find(({ id }) => id === personaId)?.name ?? words.nobody)

  return (
    <div
      ref={grid}
      role="grid"
      aria-label={words.memories}
      aria-multiselectable
      aria-rowcount={hasMore ? -1 : rows.length + 1}
      className="-mx-2"
    >
      <ListHead isTimeline={isTimeline} />
      <Virtualizer
        ref={virtual}
        scrollRef={scroller}
        itemSize={40}
        startMargin={36}
        {...(stopRow === -1 ? {} : { keepMounted: [stopRow] })}
      >
        {rows.map((row, at) =>
          row.kind === 'heading' ? (
            <div key={row.key} role="row" aria-rowindex={at + 2} className="flex h-10 items-end px-2 pb-1.5">
              <span role="rowheader" className="text-small font-strong">
                {row.words}
              </span>
            </div>
          ) : (
            <ListRow
              key={row.memory.id}
              memory={row.memory}
              position={at + 2}
              isOpen={row.memory.id === openId}
              isSelected={selected.size > 0 ? selected.has(row.memory.id) : row.memory.id === openId}
              isChoosing={selected.size > 0}
              isStop={row.memory.id === stop}
              owner={nameOf(row.memory.personaId)}
              isTimeline={isTimeline}
              now={now}
              onOpen={(event) => press(event, row.memory)}
              onToggle={() => {
                setReached(row.memory.id)
                toggle(row.memory.id)
              }}
            />
          ),
        )}
      </Virtualizer>
    </div>
  )
}

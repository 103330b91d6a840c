import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { Virtualizer } from 'virtua'
import type { VirtualizerHandle } from 'virtua'
import type { Persona } from '../../../shared/contract/personas'
import type { Thread } from '../../../shared/contract/threads'
import { usePreferences } from '../../state/preferences'
import { listRows } from './list-rows'
import { selectNone, useSelection } from './selection'
import { ThreadRow } from './ThreadRow'
import { useListKeys } from './use-list-keys'
import { words } from './words'

interface ThreadRowsProps {
  pinned: readonly Thread[]
  others: readonly Thread[]
  openId: string | null
  hasMore: boolean
  personas: readonly Persona[]
  /** Of every persona: each row says whose it is. */
  isOfAll: boolean
  now: Date
  scroller: RefObject<HTMLDivElement | null>
}

/** The rows in view, however many there are. One tab stop, which stays drawn wherever one scrolls. */
export function ThreadRows({ pinned, others, openId, hasMore, personas, isOfAll, now, scroller }: ThreadRowsProps) {
  const rows = useMemo(() => listRows(pinned, others, now), [pinned, others, now])
  const threads = useMemo(() => [...pinned, ...others], [pinned, others])
  const hasPreviews = usePreferences(({ previews }) => previews)
  const selected = useSelection(({ ids }) => ids)
  const list = useRef<HTMLDivElement>(null)
  const virtual = useRef<VirtualizerHandle>(null)
  // Where the arrows have got to, for as long as the same thread is open: whatever opens another one moves the stop there.
  const [reached, setReached] = useState<{ id: string; openId: string | null } | null>(null)
  const wantsFocus = useRef(false)

  const has = (id: string | null) => threads.some((thread) => thread.id === id)
  const active = reached?.openId === openId ? reached.id : null
  const stop = has(active) ? active : has(openId) ? openId : (threads[0]?.id ?? null)
  const stopRow = rows.findIndex((row) => row.kind === 'thread' && row.thread.id === stop)

  useLayoutEffect(() => {
    if (!wantsFocus.current || stopRow === -1) return
    wantsFocus.current = false
    virtual.current?.scrollToIndex(stopRow, { align: 'nearest' })
    list.current?.querySelector<HTMLElement>(`[data-value="${stop}"]`)?.focus({ preventScroll: true })
  })
  useEffect(() => selectNone, [])

  const handleKey = useListKeys({
    threads,
    openId,
    focus(threadId) {
      wantsFocus.current = true
      setReached({ id: threadId, openId })
    },
  })

  return (
    <div ref={list} role="listbox" aria-label={words.threads} aria-multiselectable onKeyDown={handleKey}>
      <Virtualizer
        ref={virtual}
        scrollRef={scroller}
        itemSize={hasPreviews ? 48 : 32}
        {...(stopRow === -1 ? {} : { keepMounted: [stopRow] })}
      >
        {rows.map((row) =>
          row.kind === 'heading' ? (
            <div
              key={row.group}
              aria-hidden="true"
              className="flex h-7 items-center px-2.5 pt-2 pb-1 text-micro text-ink-3"
            >
              {words.groups[row.group]}
            </div>
          ) : (
            <ThreadRow
              key={row.thread.id}
              thread={row.thread}
              position={row.index + 1}
              count={hasMore ? -1 : threads.length}
              isOpen={row.thread.id === openId}
              isSelected={selected.size > 0 ? selected.has(row.thread.id) : row.thread.id === openId}
              isStop={row.thread.id === stop}
              persona={personas.find(({ id }) => id === row.thread.personaId) ?? null}
              isOfAll={isOfAll}
              hasPreview={hasPreviews}
              now={now}
            />
          ),
        )}
      </Virtualizer>
    </div>
  )
}

import { useEffect, useRef, useState } from 'react'
import { useHasDialog } from '../../../lib/use-has-dialog'
import { useEscape } from '../../../lib/use-escape'
import { useIsNarrow, useIsWide } from '../../../lib/use-room'
import { Sheet } from '../../../ui/Sheet'
import { classNames } from '../../../lib/class-names'
import { MemoryDetail } from './MemoryDetail'
import { words } from './words'

interface DetailPaneProps {
  memoryId: string
  onClose(): void
}

/** One memory, beside the list where there is room, over it where there is not. */
export function DetailPane({ memoryId, onClose }: DetailPaneProps) {
  const isSheet = useIsSheet()
  const inside = <MemoryDetail key={memoryId} memoryId={memoryId} onClose={onClose} />
  if (!isSheet) return <Aside onClose={onClose}>{inside}</Aside>
  return (
    <Sheet title={words.detail} side="end" isOpen onClose={onClose}>
      <aside aria-label={words.detail} className="flex min-h-0 flex-1 flex-col">
        {inside}
      </aside>
    </Sheet>
  )
}

/** A sheet that came while a dialog is open would lie over it and take the focus: it waits until that is closed. */
function useIsSheet(): boolean {
  const isNarrow = useIsNarrow()
  const hasDialog = useHasDialog()
  const [isSheet, setSheet] = useState(isNarrow)
  if (isSheet !== isNarrow && !(isNarrow && hasDialog)) setSheet(isNarrow)
  return isSheet
}

function Aside({ onClose, children }: { onClose(): void; children: React.ReactNode }) {
  const isWide = useIsWide()
  const pane = useRef<HTMLElement>(null)
  // What lies over the list takes the focus; beside it, the list keeps it.
  useEffect(() => {
    if (!isWide) pane.current?.focus()
  }, [isWide])
  useEscape(pane, onClose)
  return (
    <aside
      ref={pane}
      aria-label={words.detail}
      tabIndex={-1}
      className={classNames(
        'flex w-[min(var(--pane-detail),100%)] flex-none flex-col overflow-hidden bg-sunken outline-none',
        !isWide && 'appear absolute inset-y-0 end-0 z-(--z-pane) border-s border-line shadow-float',
      )}
    >
      {children}
    </aside>
  )
}

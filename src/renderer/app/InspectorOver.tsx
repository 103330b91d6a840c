import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useEscape } from '../lib/use-escape'

interface InspectorOverProps {
  name: string
  onClose(): void
  children: ReactNode
}

/** What is known, over the right of the conversation, which stays usable beside it. Escape closes it. */
export function InspectorOver({ name, onClose, children }: InspectorOverProps) {
  const pane = useRef<HTMLElement>(null)
  useEffect(() => pane.current?.focus(), [])
  useEscape(pane, onClose)
  return (
    <aside
      ref={pane}
      aria-label={name}
      data-pane="inspector"
      tabIndex={-1}
      className="appear absolute inset-y-0 end-0 z-(--z-pane) flex w-(--pane-inspector) flex-col overflow-hidden border-s border-line bg-sunken shadow-float outline-none"
    >
      {children}
    </aside>
  )
}

import type { ReactNode } from 'react'
import { scaleNow } from '../lib/room'
import { paneWidths, useOpen } from '../state/open'
import type { SidePane as Side } from '../state/open'
import { Splitter } from '../ui/Splitter'

interface SidePaneProps {
  pane: Side
  /** What it is called, and its edge. */
  name: string
  edge: string
  onCollapse(): void
  children: ReactNode
}

/** A pane beside the conversation, as wide as its owner has drawn it. */
export function SidePane({ pane, name, edge, onCollapse, children }: SidePaneProps) {
  const width = useOpen(({ widths }) => widths[pane])
  const setWidth = useOpen((open) => open.setWidth)
  const Element = pane === 'sidebar' ? 'nav' : 'aside'
  return (
    <Element
      id={`pane-${pane}`}
      aria-label={name}
      data-pane={pane}
      style={{ width }}
      className="relative flex flex-none flex-col bg-sunken"
    >
      {children}
      <Splitter
        label={edge}
        controls={`pane-${pane}`}
        side={pane === 'sidebar' ? 'end' : 'start'}
        width={width}
        limits={paneWidths[pane]}
        scale={scaleNow()}
        onResize={(next) => setWidth(pane, next)}
        onCollapse={onCollapse}
      />
    </Element>
  )
}

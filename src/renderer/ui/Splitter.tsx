import { useRef } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'

interface SplitterProps {
  label: string
  /** The id of the pane it makes wider and narrower. */
  controls: string
  /** The side of the pane it stands on. */
  side: 'start' | 'end'
  width: number
  limits: { first: number; min: number; max: number }
  /** How large things are drawn, from 1: the pointer moves in pixels of the window. */
  scale: number
  onResize(width: number): void
  /** It was drawn far beyond the least, or Enter was pressed. */
  onCollapse(): void
}

const step = 16
/** How far beyond the least width a pane is let go. */
const letGo = 80

/** The edge of a pane: drawn with the pointer, moved with the arrows, reset by a double click, folded with Enter. */
export function Splitter({ label, controls, side, width, limits, scale, onResize, onCollapse }: SplitterProps) {
  const drag = useRef<{ x: number; width: number } | null>(null)
  const clamp = (value: number) => Math.round(Math.min(Math.max(value, limits.min), limits.max))
  // The pane grows towards its end or its start, which are right or left as one reads.
  const growsRight = (element: HTMLElement) => (getComputedStyle(element).direction === 'ltr') === (side === 'end')

  function move(event: PointerEvent<HTMLDivElement>): void {
    if (!drag.current) return
    const distance = (event.clientX - drag.current.x) / scale
    const wanted = drag.current.width + (growsRight(event.currentTarget) ? distance : -distance)
    if (wanted < limits.min - letGo) {
      drag.current = null
      return onCollapse()
    }
    onResize(clamp(wanted))
  }

  function handleKey(event: KeyboardEvent<HTMLDivElement>): void {
    const grow = growsRight(event.currentTarget) ? 'ArrowRight' : 'ArrowLeft'
    const shrink = grow === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight'
    if (event.key === grow) onResize(clamp(width + step))
    else if (event.key === shrink) onResize(clamp(width - step))
    else if (event.key === 'Home') onResize(limits.min)
    else if (event.key === 'End') onResize(limits.max)
    else if (event.key === 'Enter') onCollapse()
    else return
    event.preventDefault()
  }

  return (
    <div
      role="separator"
      aria-label={label}
      aria-orientation="vertical"
      aria-controls={controls}
      aria-valuenow={width}
      aria-valuemin={limits.min}
      aria-valuemax={limits.max}
      tabIndex={0}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        drag.current = { x: event.clientX, width }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={move}
      onPointerUp={() => (drag.current = null)}
      onPointerCancel={() => (drag.current = null)}
      onDoubleClick={() => onResize(limits.first)}
      onKeyDown={handleKey}
      className="group absolute inset-y-0 z-(--z-pane) w-2 cursor-col-resize touch-none outline-none data-[side=end]:-end-1 data-[side=start]:-start-1 pointer-coarse:w-4"
      data-side={side}
    >
      <span className="mx-auto block h-full w-0.5 rounded-full transition-colors duration-(--dur-1) group-hover:bg-line-strong group-focus-visible:bg-accent group-active:bg-accent" />
    </div>
  )
}

import * as Primitive from 'radix-ui/popover'
import type { ReactNode } from 'react'

interface FloatingBarProps {
  /** Read aloud. */
  label: string
  /** What it belongs to, on the screen; null: it is not there. */
  at: DOMRect | null
  onClose(): void
  children: ReactNode
}

/** A few actions over what is selected. The focus stays where it is. */
export function FloatingBar({ label, at, onClose, children }: FloatingBarProps) {
  if (!at) return null
  return (
    <Primitive.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Primitive.Anchor virtualRef={{ current: { getBoundingClientRect: () => at } }} />
      <Primitive.Portal>
        <Primitive.Content
          role="toolbar"
          aria-label={label}
          side="top"
          sideOffset={6}
          collisionPadding={8}
          onOpenAutoFocus={stayThere}
          onCloseAutoFocus={stayThere}
          // What is pressed must not take the selection away before it is read.
          onMouseDown={stayThere}
          className="appear z-(--z-float) flex rounded-m border border-line bg-raised p-0.5 shadow-float"
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

function stayThere(event: { preventDefault(): void }): void {
  event.preventDefault()
}

import * as Primitive from 'radix-ui/dialog'
import type { ReactNode } from 'react'
import { classNames } from '../lib/class-names'
import { DialogGuard } from './DialogGuard'

interface SheetProps {
  /** Read aloud when it opens. */
  title: string
  side: 'start' | 'end'
  isOpen: boolean
  onClose(): void
  children: ReactNode
}

/** A pane that lies over everything, from one side, in windows with room for one pane only. */
export function Sheet({ title, side, isOpen, onClose, children }: SheetProps) {
  return (
    <Primitive.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className="appear fixed inset-0 z-(--z-scrim) bg-scrim" />
        <Primitive.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focusItself}
          className={classNames(
            'appear fixed inset-y-0 z-(--z-dialog) flex w-[min(352px,88%)] flex-col bg-sunken shadow-modal outline-none',
            side === 'start' ? 'start-0' : 'end-0',
          )}
        >
          <Primitive.Title className="sr-only">{title}</Primitive.Title>
          <DialogGuard onClose={onClose}>{children}</DialogGuard>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

// The first button would show its tooltip as if somebody had gone there.
function focusItself(event: Event): void {
  event.preventDefault()
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
}

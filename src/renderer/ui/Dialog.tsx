import { Dialog as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import { classNames } from '../lib/class-names'
import { IconButton } from './IconButton'
import { CloseIcon } from './icons'

interface DialogProps {
  title: string
  close: string
  onClose(): void
  /** The dialog is gone, and the focus is back where it was. */
  onCloseAutoFocus?(): void
  children: ReactNode
}

/** Something to read or to set, over everything. Escape and a click beside it close it. */
export function Dialog({ title, close, onClose, onCloseAutoFocus, children }: DialogProps) {
  return (
    <Primitive.Root open onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className="appear fixed inset-0 z-(--z-scrim) bg-scrim" />
        <Primitive.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focusItself}
          onCloseAutoFocus={() => onCloseAutoFocus?.()}
          className={classNames(
            'appear fixed inset-x-0 top-1/2 z-(--z-dialog) mx-auto flex max-h-[calc(100%-32px)] w-[min(640px,calc(100%-32px))] -translate-y-1/2 flex-col',
            'rounded-xl bg-raised shadow-modal outline-none',
          )}
        >
          <header className="flex flex-none items-center gap-4 ps-8 pe-4 pt-5 pb-2 max-narrow:ps-5">
            <Primitive.Title className="text-lead font-strong">{title}</Primitive.Title>
            <IconButton label={close} className="ms-auto" icon={<CloseIcon />} onClick={onClose} />
          </header>
          <div
            role="region"
            aria-label={title}
            tabIndex={0}
            className="min-h-0 overflow-y-auto px-8 pb-7 -outline-offset-2 max-narrow:px-5"
          >
            {children}
          </div>
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

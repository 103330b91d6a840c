import * as Primitive from 'radix-ui/dialog'
import type { ReactNode } from 'react'
import { DialogGuard } from './DialogGuard'
import { CloseIcon } from './icons'
import { IconButton } from './IconButton'
import { useFocusBack } from './use-focus-back'

interface DialogProps {
  title: string
  close: string
  isOpen: boolean
  /** Escape, the cross, a click beside it. */
  onClose(): void
  /** It is gone, and the focus is back where it was. */
  onCloseAutoFocus?: () => void
  children: ReactNode
}

/** A page over the page, for what is written and then saved. */
export function Dialog({ title, close, isOpen, onClose, onCloseAutoFocus, children }: DialogProps) {
  const focusBack = useFocusBack()
  return (
    <Primitive.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className="appear fixed inset-0 z-(--z-scrim) bg-scrim" />
        <Primitive.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            focusBack.remember()
            // The first button would show its tooltip as if somebody had gone there.
            event.preventDefault()
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
          }}
          onCloseAutoFocus={(event) => {
            focusBack.giveBack(event)
            onCloseAutoFocus?.()
          }}
          className="appear fixed top-1/2 left-1/2 z-(--z-dialog) flex max-h-[min(860px,calc(100%-32px))] w-[min(760px,calc(100%-32px))] -translate-1/2 flex-col rounded-xl bg-raised shadow-modal outline-none max-narrow:inset-0 max-narrow:max-h-none max-narrow:w-full max-narrow:translate-none max-narrow:rounded-none"
        >
          <header className="flex flex-none items-center gap-2 ps-8 pe-4 pt-5 pb-3 max-narrow:ps-5">
            <Primitive.Title className="min-w-0 flex-1 truncate text-lead font-strong">{title}</Primitive.Title>
            <IconButton label={close} icon={<CloseIcon />} onClick={onClose} />
          </header>
          <DialogGuard onClose={onClose}>{children}</DialogGuard>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

import * as Primitive from 'radix-ui/dialog'
import type { KeyboardEvent, ReactNode } from 'react'
import { DialogGuard } from './DialogGuard'
import { CloseIcon } from './icons'
import { IconButton } from './IconButton'

interface LightboxProps {
  title: string
  /** One fact beside the title. */
  fact?: string
  close: string
  isOpen: boolean
  onClose(): void
  onKeyDown?(event: KeyboardEvent): void
  /** What else can be done with it, before the cross. */
  actions?: ReactNode
  children: ReactNode
}

/** One picture or file over the whole window. */
export function Lightbox({ title, fact, close, isOpen, onClose, onKeyDown, actions, children }: LightboxProps) {
  return (
    <Primitive.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className="appear fixed inset-0 z-(--z-scrim) bg-scrim" />
        <Primitive.Content
          aria-describedby={undefined}
          onKeyDown={(event) => {
            onKeyDown?.(event)
            // Nothing typed here is meant for the conversation behind it.
            event.stopPropagation()
          }}
          className="appear fixed inset-4 z-(--z-dialog) flex flex-col overflow-hidden rounded-xl bg-raised shadow-modal outline-none max-narrow:inset-0 max-narrow:rounded-none"
        >
          <header className="flex flex-none items-center gap-1 border-b border-line py-2 ps-5 pe-2">
            <Primitive.Title className="min-w-0 truncate text-ui font-strong">
              <bdi>{title}</bdi>
            </Primitive.Title>
            {fact && <span className="flex-none px-2 text-small text-ink-3">{fact}</span>}
            <div className="ms-auto flex flex-none items-center gap-1">
              {actions}
              <Primitive.Close asChild>
                <IconButton label={close} icon={<CloseIcon />} />
              </Primitive.Close>
            </div>
          </header>
          <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)] place-items-center">
            <DialogGuard onClose={onClose}>{children}</DialogGuard>
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

import type { ReactNode } from 'react'
import { Dialog } from '../ui/Dialog'
import { DialogFailure } from '../ui/DialogGuard'
import { ErrorBoundary } from '../ui/ErrorBoundary'
import { words } from './words'

interface OverProps {
  /** Takes away the wish for it. */
  onClose(): void
  children: ReactNode
}

/** What lies over the panes: when not even its dialog could be drawn, or loaded, another one says so, and the panes go on. */
export function Over({ onClose, children }: OverProps) {
  return (
    <ErrorBoundary
      where="dialog"
      renderFallback={(error, tryAgain) => {
        const close = () => {
          onClose()
          tryAgain()
        }
        return (
          <Dialog title={words.brokenOver} close={words.closeOver} isOpen onClose={close}>
            <DialogFailure error={error} onTryAgain={tryAgain} onClose={close} />
          </Dialog>
        )
      }}
    >
      {children}
    </ErrorBoundary>
  )
}

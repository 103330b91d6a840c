import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { Button } from './Button'
import { ErrorBoundary } from './ErrorBoundary'
import { ErrorNote } from './ErrorNote'
import { TextLink } from './TextLink'
import { words } from './words'

interface DialogGuardProps {
  onClose(): void
  /** What stays above what could not be drawn: a title, where it is part of that. */
  head?: ReactNode
  children: ReactNode
}

/** What a dialog holds fails alone: the dialog says so and can be closed, and what is behind it goes on. */
export function DialogGuard({ onClose, head, children }: DialogGuardProps) {
  return (
    <ErrorBoundary
      where="dialog"
      renderFallback={(error, tryAgain) => (
        <>
          {head}
          <DialogFailure error={error} onTryAgain={tryAgain} onClose={onClose} />
        </>
      )}
    >
      {children}
    </ErrorBoundary>
  )
}

interface DialogFailureProps {
  error: unknown
  onTryAgain(): void
  onClose(): void
}

/** In place of what a dialog holds. */
export function DialogFailure({ error, onTryAgain, onClose }: DialogFailureProps) {
  const note = useRef<HTMLDivElement>(null)
  // What had the focus is gone: the keyboard goes on here.
  useEffect(() => note.current?.querySelector('button')?.focus(), [])
  return (
    <div ref={note} className="overflow-y-auto px-8 pt-2 pb-7 max-narrow:px-5">
      {/* What an error says may be what somebody wrote; which kind it is says enough here. */}
      <ErrorNote {...words.brokenDialog} origin={error instanceof Error ? error.name : typeof error}>
        <Button look="primary" onClick={onTryAgain}>
          {words.tryAgain}
        </Button>
        <Button onClick={onClose}>{words.closeDialog}</Button>
      </ErrorNote>
      {/* A part of Kith that could not be loaded is not asked for twice by the same window. */}
      <TextLink className="mt-1 ms-4.5" onClick={() => location.reload()}>
        {words.reload}
      </TextLink>
    </div>
  )
}

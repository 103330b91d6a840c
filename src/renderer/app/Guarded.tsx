import type { ReactNode } from 'react'
import type { PageFailure } from '../../shared/contract/diagnostics'
import { ErrorBoundary } from '../ui/ErrorBoundary'
import { Broken } from './Broken'
import { words } from './words'

interface GuardedProps {
  /** Which part of the window it is. */
  where: Extract<PageFailure['where'], 'sidebar' | 'conversation' | 'inspector'>
  /** Once this is another, drawing is tried again. */
  attempt?: unknown
  /** What stays above what could not be drawn. */
  head?: ReactNode
  children: ReactNode
}

/** Part of the window that fails alone: the others go on, and it says what can be done. */
export function Guarded({ where, attempt, head, children }: GuardedProps) {
  return (
    <ErrorBoundary
      where={where}
      attempt={attempt}
      renderFallback={(error, tryAgain) => (
        <>
          {head}
          <div className="mx-auto w-full max-w-(--measure) overflow-y-auto px-6 py-6">
            {where === 'conversation' && <h1 className="sr-only">{words.broken[where].title}</h1>}
            <Broken where={where} error={error} onTryAgain={tryAgain} />
          </div>
        </>
      )}
    >
      {children}
    </ErrorBoundary>
  )
}

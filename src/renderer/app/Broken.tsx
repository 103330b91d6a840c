import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { keepDraftsNow } from '../state/drafts'
import { useOpen } from '../state/open'
import { Button } from '../ui/Button'
import { ErrorNote } from '../ui/ErrorNote'
import { TextLink } from '../ui/TextLink'
import { showThreads } from './panes'
import { words } from './words'

interface BrokenProps {
  where: keyof typeof words.broken
  error: unknown
  onTryAgain(): void
  /** Another way on, in place of the list of threads. */
  children?: ReactNode
}

/** Something here could not be drawn: what it was, that nothing written is lost, and the ways on. */
export function Broken({ where, error, onTryAgain, children }: BrokenProps) {
  const openReport = () => useOpen.getState().setDialog('report')
  const note = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Whatever the person does next, what they wrote is kept.
    keepDraftsNow()
    // What had the focus is gone: the keyboard goes on here.
    if (document.activeElement === document.body) note.current?.querySelector('button')?.focus()
  }, [])
  return (
    <div ref={note}>
      <ErrorNote {...words.broken[where]} origin={kindOf(error)}>
        <Button look="primary" onClick={onTryAgain}>
          {words.tryAgain}
        </Button>
        {children}
        {!children && where !== 'sidebar' && (
          <Button
            onClick={() => {
              showThreads()
              onTryAgain()
            }}
          >
            {words.toThreads}
          </Button>
        )}
        <Button onClick={openReport}>{words.report}</Button>
      </ErrorNote>
      <TextLink className="mt-1 ms-4.5" onClick={() => location.reload()}>
        {words.reload}
      </TextLink>
    </div>
  )
}

/** The same in place of everything. */
export function BrokenWindow({ error, onTryAgain }: Pick<BrokenProps, 'error' | 'onTryAgain'>) {
  return (
    <main className="grid h-full place-items-center overflow-y-auto p-6">
      <div className="w-full max-w-(--measure)">
        <h1 className="sr-only">{words.broken.all.title}</h1>
        <Broken where="all" error={error} onTryAgain={onTryAgain} />
      </div>
    </main>
  )
}

/** Its message may hold anything; which kind it is says enough here, and the report has the rest. */
function kindOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}

import type { ReactNode } from 'react'
import { Button } from '../ui/Button'
import { ErrorNote } from '../ui/ErrorNote'
import { words } from './words'

interface BrokenProps {
  title: string
  detail: string
  error: unknown
  /** Another way on, beside "Reload". */
  children?: ReactNode
}

/** Something here could not be drawn. Loading the page again brings back everything that is kept. */
export function Broken({ title, detail, error, children }: BrokenProps) {
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return (
    <ErrorNote title={title} detail={detail} origin={String(error)} details={details}>
      <Button look="primary" onClick={() => location.reload()}>
        {words.reload}
      </Button>
      {children}
    </ErrorNote>
  )
}

/** The same in place of all the panes. */
export function BrokenWindow({ error }: { error: unknown }) {
  return (
    <main className="grid h-full place-items-center overflow-y-auto p-6">
      <div className="w-full max-w-(--measure)">
        <h1 className="sr-only">{words.windowBroken.title}</h1>
        <Broken {...words.windowBroken} error={error} />
      </div>
    </main>
  )
}

import type { ReactNode } from 'react'
import { FailureNote } from './FailureNote'
import type { FailedState } from './FailureNote'
import { words } from './words'

interface FailedProps {
  state: FailedState
  backups: ReactNode
  /** The way to other profiles. */
  profiles: ReactNode
  /** What somebody does about a project that is older than this Kith. */
  schema: ReactNode
}

/** Main could not start, and there is nothing yet that a window could show. */
export function Failed({ state, backups, profiles, schema }: FailedProps) {
  return (
    <main className="grid h-full grid-cols-[minmax(0,1fr)] place-items-center overflow-y-auto p-6">
      <div className="w-full max-w-(--measure)">
        <h1 className="sr-only">{words.failedFallback}</h1>
        <FailureNote state={state} backups={backups} />
        <div className="mt-3 ps-4.5">{profiles}</div>
        {schema}
      </div>
    </main>
  )
}

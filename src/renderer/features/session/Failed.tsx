import type { ReactNode } from 'react'
import { FailureNote } from './FailureNote'
import type { FailedState } from './FailureNote'
import { words } from './words'

/** Main could not start, and there is nothing yet that a window could show. */
export function Failed({ state, backups }: { state: FailedState; backups: ReactNode }) {
  return (
    <main className="grid h-full place-items-center overflow-y-auto p-6">
      <div className="w-full max-w-(--measure)">
        <h1 className="sr-only">{words.failedFallback}</h1>
        <FailureNote state={state} backups={backups} />
      </div>
    </main>
  )
}

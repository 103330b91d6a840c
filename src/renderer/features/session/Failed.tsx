import type { SessionState } from '../../../shared/contract/session'
import { FailureNote } from './FailureNote'
import { words } from './words'

/** Main could not start, and there is nothing yet that a window could show. */
export function Failed({ state }: { state: Extract<SessionState, { phase: 'failed' }> }) {
  return (
    <main className="grid h-full place-items-center overflow-y-auto p-6">
      <div className="w-full max-w-(--measure)">
        <h1 className="sr-only">{words.failedFallback}</h1>
        <FailureNote state={state} />
      </div>
    </main>
  )
}

import { useMutation } from '@tanstack/react-query'
import type { SessionState } from '../../../shared/contract/session'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { asFailure, wordsOfFailure } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { words } from './words'

/** Main could not start: what failed, in words, and the way on. */
export function Failed({ state }: { state: Extract<SessionState, { phase: 'failed' }> }) {
  const retry = useMutation(queries.session.retry.mutationOptions())
  const failure = asFailure(state.failure)
  const said = failure ? wordsOfFailure(failure) : { title: words.failedFallback, detail: state.failure.code }
  return (
    <main className="grid h-full place-items-center overflow-y-auto p-6">
      <div className="w-full max-w-(--measure)">
        <h1 className="sr-only">{words.failedFallback}</h1>
        <ErrorNote
          title={said.title}
          detail={said.detail}
          origin={state.failure.code}
          details={JSON.stringify(state.failure, null, 2)}
        >
          <Button look="primary" isBusy={retry.isPending} onClick={() => retry.mutate(undefined)}>
            {words.tryAgain}
          </Button>
        </ErrorNote>
        {retry.isError && <p className="mt-3 text-small text-ink-2">{words.retryFailed}</p>}
      </div>
    </main>
  )
}

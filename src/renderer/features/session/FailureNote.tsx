import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { SessionState } from '../../../shared/contract/session'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { asFailure, wordsOfFailure } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { words } from './words'

/** What failed in main, in words, and the way on. */
export function FailureNote({ state }: { state: Extract<SessionState, { phase: 'failed' }> }) {
  const retry = useMutation(queries.session.retry.mutationOptions())
  // Main may still be letting go of what failed when it has heard of the wish: it takes no second one before it has said
  // something new.
  const [tried, setTried] = useState<typeof state | null>(null)
  const failure = asFailure(state.failure)
  const said = failure ? wordsOfFailure(failure) : { title: words.failedFallback, detail: state.failure.code }
  return (
    <>
      <ErrorNote
        title={said.title}
        detail={said.detail}
        origin={state.failure.code}
        details={JSON.stringify(state.failure, null, 2)}
      >
        <Button
          look="primary"
          isBusy={tried === state && !retry.isError}
          onClick={() => {
            setTried(state)
            retry.mutate(undefined)
          }}
        >
          {words.tryAgain}
        </Button>
      </ErrorNote>
      {retry.isError && <p className="mt-3 text-small text-ink-2">{words.retryFailed}</p>}
    </>
  )
}

import { useState } from 'react'
import type { LiveRun } from '../../../shared/contract/chat'
import type { WithoutItem } from '../../../shared/domain/without'
import { hideFrom } from '../../state/messages'
import { useStreams } from '../../state/streams'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { rpc } from '../../wire/rpc'
import { insisting } from './use-sending'
import { focusVersion } from './use-versions'

/** Has a message answered again, the answer that stands there staying as another version; or goes on with that answer. */
export function useAnswering(threadId: string, answerId: string) {
  const [busy, setBusy] = useState<'again' | 'on' | null>(null)
  const [error, setError] = useState<ErrorInWords | null>(null)

  async function begin(what: 'again' | 'on', call: () => Promise<LiveRun>): Promise<void> {
    if (busy) return
    setBusy(what)
    setError(null)
    const turn = document.activeElement?.closest<HTMLElement>('[data-message-id]')
    const isWithin = turn?.dataset['messageId'] === answerId
    try {
      const run = await call()
      if (what === 'again') hideFrom(threadId, answerId)
      useStreams.getState().begin(threadId, run)
      // Who asked from within the answer goes on from the one that takes its place.
      if (isWithin && what === 'again') focusVersion(run.message.id)
    } catch (cause) {
      setError(wordsOf(cause))
    } finally {
      setBusy(null)
    }
  }

  function goOn(): void {
    const runId = crypto.randomUUID()
    void begin('on', () => insisting(() => rpc.chat.continue({ threadId, answerId, runId })))
  }
  return {
    answerAgain: (without: readonly WithoutItem[] = []) =>
      void begin('again', () => rpc.chat.answerAgain({ threadId, answerId, without: [...without] })),
    goOn,
    busy,
    error,
  }
}

/** Ends a run; what arrived is kept. Gives the words of what went wrong, if it did. */
export async function stopRun(runId: string): Promise<ErrorInWords | undefined> {
  try {
    await rpc.chat.stop({ runId })
    return undefined
  } catch (error) {
    return wordsOf(error)
  }
}

import { useState } from 'react'
import { hideFrom } from '../../state/messages'
import { useStreams } from '../../state/streams'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { rpc } from '../../wire/rpc'

/** Has a message answered again; the answer that stands there stays stored, as a sibling. */
export function useAnswerAgain(threadId: string, answerId: string) {
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorInWords | null>(null)

  async function answerAgain(): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      const run = await rpc.chat.answerAgain({ threadId, answerId })
      hideFrom(threadId, answerId)
      useStreams.getState().begin(threadId, run)
    } catch (cause) {
      setError(wordsOf(cause))
    } finally {
      setBusy(false)
    }
  }
  return { answerAgain: () => void answerAgain(), isBusy, error }
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

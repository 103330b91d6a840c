import { useState } from 'react'
import type { Decision } from '../../../../shared/contract/tools'
import { readMessagesAgain } from '../../../state/messages'
import { wordsOf } from '../../../wire/failure'
import type { ErrorInWords } from '../../../wire/failure'
import { rpc } from '../../../wire/rpc'

/** Says the owner's word on one call. What becomes of it comes with the events of the thread. */
export function useDeciding(threadId: string, answerId: string, toolCallId: string) {
  const [busy, setBusy] = useState<string | null>(null)
  const [error, setError] = useState<ErrorInWords | null>(null)

  /** @param what names the button that waits */
  async function say(what: string, call: () => Promise<unknown>): Promise<void> {
    if (busy !== null) return
    setBusy(what)
    setError(null)
    try {
      await call()
    } catch (cause) {
      setError(wordsOf(cause))
      // Another window may have decided.
      void readMessagesAgain(threadId)
    } finally {
      setBusy(null)
    }
  }

  return {
    decide: (what: string, decision: Decision) =>
      void say(what, () => rpc.tools.decide({ threadId, answerId, toolCallId, decision })),
    stop: (runId: string) => void say('stop', () => rpc.chat.stop({ runId })),
    busy,
    error,
  }
}

import { useEffect } from 'react'
import type { LiveRun, Message } from '../../../shared/contract/chat'
import { announce } from '../../lib/announcer'
import { cutSentences } from '../../lib/sentences'
import { storedMessage } from '../../state/messages'
import { useStreams } from '../../state/streams'
import { textOfMessage } from './parts'
import { words } from './words'

/** Says the answer that is being written to a screen reader: that it begins, each sentence as it is whole, the end. */
export function useAnnouncedAnswer(threadId: string, speaker: string): void {
  useEffect(() => {
    let runId: string | null = null
    let answerId = ''
    let text = ''
    let said = 0

    function follow(): void {
      const run = useStreams.getState().runs[threadId] ?? null
      if (runId !== null && run?.runId !== runId) {
        const stored = storedMessage(threadId, answerId)
        // Its last words may have come in one with its end: what was stored has them.
        const whole = stored ? textOfMessage(stored) : text
        announce([...cutSentences(whole, said, true).sentences, endingOf(stored)].join(' '))
        runId = null
      }
      if (run === null) return
      text = textOfMessage(run.message)
      if (runId === null) {
        runId = run.runId
        answerId = run.message.id
        // What stood there before one looked can be read; only what comes is said.
        said = isNew(run) ? 0 : text.length
        announce(words.heard.answering(speaker))
      }
      const cut = cutSentences(text, said, false)
      said = cut.end
      announce(cut.sentences.join(' '))
    }

    follow()
    return useStreams.subscribe(follow)
  }, [threadId, speaker])
}

function isNew(run: LiveRun): boolean {
  return Date.now() - Date.parse(run.message.createdAt) < 2_000
}

// A failure is an alert and says itself.
function endingOf(stored: Message | undefined): string {
  const status = stored?.status
  if (status === 'failed') return ''
  // It waits for its owner; the card says for what.
  if (status === 'streaming') return ''
  return status === 'stopped' ? words.heard.stopped : words.heard.complete
}

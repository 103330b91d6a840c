// The same question once more without something: another version of the answer, beside this one.
import { useState } from 'react'
import type { Message } from '../../../../../shared/contract/chat'
import type { WithoutItem } from '../../../../../shared/domain/without'
import { announce } from '../../../../lib/announcer'
import { useRunId } from '../../../../state/streams'
import type { ErrorInWords } from '../../../../wire/failure'
import { useAnswering } from '../../use-answering'
import { withoutOfAnswer } from '../memory-of-answer'
import { words } from './words'

export function useWhatIf(message: Message) {
  const { answerAgain, error } = useAnswering(message.threadId, message.id)
  const [isTooEarly, setTooEarly] = useState(false)
  const isAnswering = useRunId(message.threadId) !== null

  function tryWithout(item: WithoutItem): void {
    setTooEarly(isAnswering)
    if (isAnswering) return
    announce(words.heard.whatIf)
    // What this answer was given without already stays out.
    answerAgain([...withoutOfAnswer(message), item])
  }

  const tooEarly: ErrorInWords = { title: words.isAnswering, detail: '' }
  return { tryWithout, error: isTooEarly && isAnswering ? tooEarly : error }
}

// Counts the words that come after a moment. A growing text is counted once and not again from its beginning.
import type { Message } from '../../../shared/contract/chat'
import { textOfMessage } from './parts'

export interface WordCounter {
  /** Words that have come since the counter was made. @param messages those at the end, oldest first */
  count(messages: readonly (Message | null)[]): number
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

export function wordCounter(known: readonly (Message | null)[]): WordCounter {
  const lastSeq = Math.max(-1, ...known.map((message) => message?.seq ?? -1))
  /** How much of a message has been counted, or was there before. */
  const seen = new Map<string, number>()
  for (const message of known) if (message) seen.set(message.id, textOfMessage(message).length)
  let sum = 0

  return {
    count(messages) {
      for (const message of messages) {
        if (!message || message.seq < lastSeq) continue
        const text = textOfMessage(message)
        const from = seen.get(message.id) ?? 0
        // A word that is not whole is counted when it is.
        const until = message.status === 'streaming' ? Math.max(from, text.search(/\S*$/)) : text.length
        if (until <= from) continue
        seen.set(message.id, until)
        for (const part of segmenter.segment(text.slice(from, until))) if (part.isWordLike) sum += 1
      }
      return sum
    },
  }
}

// The conversation as it fits into the model's window, beside everything else that has to.
import type { MastraDBMessage } from '@mastra/core/agent'
import { KithError } from '../../../shared/errors'
import { fitHistory } from './fit-history'
import type { Dropped } from './window-use'
import { roomIn } from './window-of'
import type { ContextWindow } from './window-of'
import { tokensOfMessage } from './tokens-of-message'

export interface Fitted {
  messages: MastraDBMessage[]
  /** Null when everything had room. */
  dropped: Dropped | null
}

interface Conversation {
  /** Oldest first, the question last. */
  messages: readonly MastraDBMessage[]
  /** There are earlier ones that were not read. */
  hasEarlier: boolean
  model: string
  /** Of a message with everything it shows. */
  tokensOf?: (message: MastraDBMessage) => number
}

/**
 * @param besides tokens of what else is in the prompt.
 * Throws QUESTION_TOO_LARGE when the model is known to have no room for the question itself: then nothing is sent.
 */
export function conversationInWindow(
  { messages, hasEarlier, model, tokensOf = tokensOfMessage }: Conversation,
  window: ContextWindow,
  besides: number,
): Fitted {
  const room = roomIn(window) - besides
  const question = messages.at(-1)
  const tokens = question ? tokensOf(question) : 0
  // Where nobody knows how much the model takes, it is asked all the same, with nothing beside the question.
  if (tokens > room && window.size !== null) {
    throw new KithError('QUESTION_TOO_LARGE', { model, tokens, room: Math.max(0, room) })
  }
  const { kept, dropped } = fitHistory(messages, tokensOf, room)
  if (dropped.length === 0 && !hasEarlier) return { messages: kept, dropped: null }
  const fromMessageId = kept[0]?.id ?? null
  return { messages: kept, dropped: { messages: dropped.length, isMore: hasEarlier, fromMessageId } }
}

// Fitting a conversation into a prompt takes two looks: before memory is asked nobody knows what it will bring, and what is
// recalled depends on which messages are there already.
import type { MastraDBMessage } from '@mastra/core/agent'
import { estimateTokenCount } from 'tokenx'
import type { Message } from '../../../shared/contract/chat'
import { filesOf } from '../attachments/gather'
import type { Gathered } from '../attachments/gather'
import { renderNotes } from '../notes-in-prompt'
import type { Prompt } from '../prepare-prompt'
import type { Remembered } from '../recall/remember'
import { conversationInWindow } from './conversation-in-window'
import type { Fitted } from './conversation-in-window'
import { tokensOfMessage } from './tokens-of-message'
import { roomForRecall, roomIn } from './window-of'
import type { ContextWindow } from './window-of'

/** For notes and tools, until they are known; of what there is room for at most a tenth. */
const SUPPOSED = 3_000

export interface FitForPrompt {
  /** What will probably have room. */
  roughly(): MastraDBMessage[]
  /** What has. */
  exactly(tokensOfTools: number, remembered: Pick<Remembered, 'notes' | 'recalled'> | null): Fitted
}

interface FitOptions {
  window: ContextWindow
  model: string
  partial: Message | null
  /** Files, by the marks that stand for them in the messages. */
  attachments: Gathered
}

export function fitForPrompt(
  prompt: Pick<Prompt, 'messages' | 'hasEarlier' | 'instructions' | 'remembers'>,
  { window, model, partial, attachments }: FitOptions,
): FitForPrompt {
  const tokensOf = (message: MastraDBMessage) =>
    filesOf(message, attachments).reduce((sum, { tokens }) => sum + tokens, tokensOfMessage(message))
  const conversation = { messages: prompt.messages, hasEarlier: prompt.hasEarlier, model, tokensOf }
  const always = estimateTokenCount(prompt.instructions) + (partial ? tokensOfMessage(partial) : 0)
  const supposed = Math.min(SUPPOSED, Math.floor(roomIn(window) / 10))
  return {
    roughly: () =>
      conversationInWindow(conversation, window, always + (prompt.remembers ? supposed + roomForRecall(window) : 0))
        .messages,
    exactly(tokensOfTools, remembered) {
      const brought = remembered
        ? estimateTokenCount(renderNotes(remembered.notes)) + estimateTokenCount(remembered.recalled)
        : 0
      return conversationInWindow(conversation, window, always + tokensOfTools + brought)
    },
  }
}

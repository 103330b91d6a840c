// Fitting a conversation into a prompt takes two looks: before memory is asked nobody knows what it will bring, and what is
// recalled depends on which messages are there already.
import type { MastraDBMessage } from '@mastra/core/agent'
import { estimateTokenCount } from 'tokenx'
import type { Message } from '../../../shared/contract/chat'
import type { RecallAmount } from '../../../shared/domain/persona-settings'
import { filesOf } from '../attachments/gather'
import type { Gathered } from '../attachments/gather'
import { renderNotes } from '../notes-in-prompt'
import type { Prompt } from '../prepare-prompt'
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
  /** Everything, when it has room whatever will be recalled; else null. */
  anyway(tokensOfTools: number, notes: string | null): Fitted | null
  /** What has. `notes` is null in a thread that remembers nothing. */
  exactly(tokensOfTools: number, notes: string | null, recalled: string): Fitted
}

interface FitOptions {
  window: ContextWindow
  /** How much of what comes to mind there is to be room for. */
  recall?: RecallAmount | undefined
  model: string
  partial: Message | null
  /** Files, by the marks that stand for them in the messages. */
  attachments: Gathered
}

export function fitForPrompt(
  prompt: Pick<Prompt, 'messages' | 'hasEarlier' | 'instructions' | 'remembers'>,
  { window, recall, model, partial, attachments }: FitOptions,
): FitForPrompt {
  const tokensOf = (message: MastraDBMessage) =>
    filesOf(message, attachments).reduce((sum, { tokens }) => sum + tokens, tokensOfMessage(message))
  const conversation = { messages: prompt.messages, hasEarlier: prompt.hasEarlier, model, tokensOf }
  const always = estimateTokenCount(prompt.instructions) + (partial ? tokensOfMessage(partial) : 0)
  const supposed = Math.min(SUPPOSED, Math.floor(roomIn(window) / 10))
  return {
    roughly: () =>
      conversationInWindow(
        conversation,
        window,
        always + (prompt.remembers ? supposed + roomForRecall(window, recall) : 0),
      ).messages,
    anyway(tokensOfTools, notes) {
      // What frames it is not in its budget.
      const most = always + tokensOfTools + tokensOfNotes(notes) + 2 * roomForRecall(window, recall)
      const all = prompt.messages.reduce((sum, message) => sum + tokensOf(message), most)
      return prompt.hasEarlier || all > roomIn(window) ? null : { messages: [...prompt.messages], dropped: null }
    },
    exactly(tokensOfTools, notes, recalled) {
      const brought = tokensOfNotes(notes) + estimateTokenCount(recalled)
      return conversationInWindow(conversation, window, always + tokensOfTools + brought)
    },
  }
}

function tokensOfNotes(notes: string | null): number {
  return notes === null ? 0 : estimateTokenCount(renderNotes(notes))
}

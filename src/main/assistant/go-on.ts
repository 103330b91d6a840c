// How a model is asked to go on with an answer that ended early.
import type { MastraDBMessage } from '@mastra/core/agent'
import type { Message } from '../../shared/contract/chat'
import { toPromptMessages } from './prompt-messages'

/** Said to the model and never stored: the person has said nothing. */
export const GO_ON =
  'Your answer above was cut off. Go on exactly where it ends, in the middle of the word or line if need be, and repeat nothing of it. Say nothing about this. When it needs nothing more, say nothing.'

/** The conversation, what was answered so far, and the wish to go on. */
export function goOnFrom(conversation: MastraDBMessage[], partial: Message): MastraDBMessage[] {
  const said = toPromptMessages([partial])
  // What brought nothing a model could go on with is answered from the beginning.
  if (said.length === 0) return conversation
  const last = conversation.at(-1)?.createdAt.getTime() ?? Date.now()
  const wish: MastraDBMessage = {
    id: crypto.randomUUID(),
    role: 'user',
    createdAt: new Date(),
    content: { format: 2, parts: [{ type: 'text', text: GO_ON }] },
  }
  return [
    ...conversation,
    ...[...said, wish].map((message, index) => ({ ...message, createdAt: new Date(last + 1 + index) })),
  ]
}

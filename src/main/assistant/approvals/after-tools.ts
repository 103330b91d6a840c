// What a model is given when its owner has decided: the conversation, and the answer so far, which ends with what came back.
import type { MastraDBMessage } from '@mastra/core/agent'
import type { Message } from '../../../shared/contract/chat'
import { toPromptMessages } from '../prompt-messages'

export function afterTools(conversation: MastraDBMessage[], answer: Message): MastraDBMessage[] {
  const last = conversation.at(-1)?.createdAt.getTime() ?? Date.now()
  return [
    ...conversation,
    ...toPromptMessages([answer]).map((message, index) => ({ ...message, createdAt: new Date(last + 1 + index) })),
  ]
}

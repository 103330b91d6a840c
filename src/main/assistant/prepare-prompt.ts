import type { MastraDBMessage } from '@mastra/core/agent'
import type { Message } from '../../shared/contract/chat'
import { textOfContent } from '../../shared/domain/message'
import { makeResourceKey } from '../../shared/domain/resource-key'
import { KithError } from '../../shared/errors'
import type { Call } from '../database/call'
import { readHistory } from './context-window/read-history'
import { remembers } from './thread-memory'
import { toPromptMessages } from './prompt-messages'

export const WITHOUT_PERSONA = `You are an assistant in Kith, an app on one person's own computer. They can read and correct everything you remember about them.

Answer plainly and briefly, and say when you are not sure.`

export interface Prompt {
  personaId: string | null
  resourceKey: string
  instructions: string
  /** As far back as there may be room for. */
  messages: MastraDBMessage[]
  hasEarlier: boolean
  /** False: nothing is recalled here, and nothing proposed. */
  remembers: boolean
  /** What the person says now. */
  question: string
  /** Where a message stands in the thread. */
  seqOf: (messageId: string) => number | undefined
}

/**
 * Everything the model is given but what the persona remembers, see `remember`.
 * Throws NOT_FOUND when the thread or its persona is gone.
 */
export async function preparePrompt(
  call: Call,
  { userId, threadId, answerSeq, room }: { userId: string; threadId: string; answerSeq: number; room: number },
): Promise<Prompt> {
  const [[thread], personas, { messages, hasEarlier }] = await Promise.all([
    call('ai_get_thread', { thread_id: threadId }),
    // One that was put away still answers in its threads, as itself.
    call('ai_list_personas', { include_archived: true }),
    readHistory(call, { threadId, beforeSeq: answerSeq, room }),
  ])
  if (!thread) throw new KithError('NOT_FOUND', { kind: 'thread' })
  const personaId = thread.persona_id
  const persona = personas.find(({ id }) => id === personaId)
  if (personaId !== null && !persona) throw new KithError('NOT_FOUND', { kind: 'persona' })
  return {
    personaId,
    resourceKey: makeResourceKey(userId, personaId),
    instructions: persona ? instructionsOf(persona) : WITHOUT_PERSONA,
    messages: toPromptMessages(messages),
    hasEarlier,
    remembers: remembers(thread.metadata),
    question: textOf(messages.findLast(({ role }) => role === 'user')),
    seqOf: (messageId) => messages.find(({ id }) => id === messageId)?.seq,
  }
}

/** One without instructions knows its name at least. */
export function instructionsOf({ name, instructions }: { name: string; instructions: string }): string {
  return instructions.trim() || `You are ${name}.`
}

function textOf(message: Message | undefined): string {
  return message ? textOfContent(message.content) : ''
}

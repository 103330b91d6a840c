import type { MastraDBMessage } from '@mastra/core/agent'
import type { Message } from '../../shared/contract/chat'
import { textOfContent } from '../../shared/domain/message'
import { makeResourceKey } from '../../shared/domain/resource-key'
import { KithError } from '../../shared/errors'
import type { Call } from '../database/call'
import { remembers } from './thread-memory'
import { toPromptMessages } from './prompt-messages'
import { toMessage } from './to-message'

/** How much of the path a model is given. */
const LONGEST_HISTORY = 100

const WITHOUT_PERSONA = `You are an assistant in Kith, an app on one person's own computer. They can read and correct everything you remember about them.

Answer plainly and briefly, and say when you are not sure.`

export interface Prompt {
  personaId: string | null
  resourceKey: string
  instructions: string
  messages: MastraDBMessage[]
  /** False: nothing is recalled here, and nothing proposed. */
  remembers: boolean
  /** What the person says now. */
  question: string
  /** From here on the thread is in the prompt. */
  fromSeq: number
}

/**
 * Everything the model is given but what the persona remembers, see `remember`.
 * Throws NOT_FOUND when the thread or its persona is gone.
 */
export async function preparePrompt(call: Call, userId: string, threadId: string, answerSeq: number): Promise<Prompt> {
  const [[thread], personas, path] = await Promise.all([
    call('ai_get_thread', { thread_id: threadId }),
    // One that was put away still answers in its threads, as itself.
    call('ai_list_personas', { include_archived: true }),
    call('ai_list_path', { thread_id: threadId, max_rows: LONGEST_HISTORY, before_seq: answerSeq }),
  ])
  if (!thread) throw new KithError('NOT_FOUND', { kind: 'thread' })
  const personaId = thread.persona_id
  const persona = personas.find(({ id }) => id === personaId)
  if (personaId !== null && !persona) throw new KithError('NOT_FOUND', { kind: 'persona' })
  const messages = path.map(toMessage)
  return {
    personaId,
    resourceKey: makeResourceKey(userId, personaId),
    instructions: persona ? persona.instructions.trim() || `You are ${persona.name}.` : WITHOUT_PERSONA,
    messages: toPromptMessages(messages),
    remembers: remembers(thread.metadata),
    question: textOf(messages.findLast(({ role }) => role === 'user')),
    fromSeq: messages[0]?.seq ?? answerSeq,
  }
}

function textOf(message: Message | undefined): string {
  return message ? textOfContent(message.content) : ''
}

import type { MastraDBMessage } from '@mastra/core/agent'
import type { Message } from '../../shared/contract/chat'
import { textOfContent } from '../../shared/domain/message'
import { KithError } from '../../shared/errors'
import type { Call } from '../database/call'
import type { Database } from '../database/database.types'
import { PAGE, readHistory } from './context-window/read-history'
import { remembers } from './thread-memory'
import { toPromptMessages } from './prompt-messages'
import type { WithoutItem } from '../../shared/domain/without'
import { gatherTraces } from './what-if/gather-traces'
import type { Traces } from './what-if/gather-traces'
import { allWithheld, historyWithout, notesWithout } from './what-if/leave-out'
import type { Withheld } from './what-if/leave-out'

export const WITHOUT_PERSONA = `You are an assistant in Kith, an app on one person's own computer. They can read and correct everything you remember about them.

Answer plainly and briefly, and say when you are not sure.`

type Rows = Database['public']['CompositeTypes']

export interface Prompt {
  thread: Rows['ai_stored_thread']
  personaId: string | null
  persona: Rows['ai_prompt']['persona']
  instructions: string
  /** As far back as there may be room for. */
  messages: MastraDBMessage[]
  hasEarlier: boolean
  /** Of the persona; null when there are none. */
  notes: Rows['ai_working_memory_view'] | null
  /** False: it is given no notes, nothing is recalled here, and nothing proposed. */
  remembers: boolean
  /** What the person says now. */
  question: string
  /** What its owner wants left out, and what of it would have been in this prompt. */
  traces: Traces
  withheld: Withheld[]
  /** Where a message stands in the thread. */
  seqOf: (messageId: string) => number | undefined
}

interface PromptFor {
  threadId: string
  questionId: string
  /** What comes before it is the conversation. */
  answerSeq: number
  /** Tokens. */
  room: number
  without: readonly WithoutItem[]
}

/**
 * Everything the model is given but what the persona remembers, see `remember`.
 * Throws NOT_FOUND when the thread or its persona is gone.
 */
export async function preparePrompt(
  call: Call,
  { threadId, questionId, answerSeq, room, without }: PromptFor,
): Promise<Prompt> {
  const [opened] = await call('ai_open_prompt', { thread_id: threadId, before_seq: answerSeq, max_rows: PAGE })
  if (!opened?.thread) throw new KithError('NOT_FOUND', { kind: 'thread' })
  const { thread, persona_id: personaId, persona, notes } = opened
  if (personaId !== null && !persona) throw new KithError('NOT_FOUND', { kind: 'persona' })
  const [history, traces] = await Promise.all([
    readHistory(call, { threadId, newest: opened.messages ?? [], room }),
    gatherTraces(call, without, notes),
  ])
  const { messages, hasEarlier } = history
  const said = historyWithout(messages, traces, questionId)
  const known = notesWithout(notes, traces)
  return {
    thread,
    personaId,
    persona,
    instructions: persona ? instructionsOf(persona) : WITHOUT_PERSONA,
    messages: toPromptMessages(said.messages),
    hasEarlier,
    notes: known.notes,
    remembers: remembers(thread.metadata),
    traces,
    withheld: allWithheld(traces, said.withheld, known.withheld),
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

// Tools within one run: what they are, what is heard from them, and what waits for its owner's word.
import type { MessageContent } from '../../../shared/domain/message'
import type { AskedCall } from '../../../shared/domain/approval'
import { isQuotation } from '../../../shared/domain/quotation'
import type { AnswerChunk } from '../answer-chunk'
import type { Question, Surroundings } from '../answer-question'
import { carryOut } from '../approvals/carry-out'
import { createOpenCalls } from '../approvals/open-calls'
import type { Prompt } from '../prepare-prompt'
import { saidByThePerson } from './own-words'
import type { Toolbox } from './toolbox'

export interface ToolsOfRun {
  /** Null: there are none but those of memory. */
  box: Toolbox | null
  /** Names of servers that could not be used. */
  missing: string[]
  /** Passes on what arrives. */
  hear(chunk: AnswerChunk): void
  /** Does what was approved in this answer. */
  carryOut(content: MessageContent): Promise<void>
  waiting(): AskedCall[]
  /** What a page or a tool said is nobody's memory, however it asks. */
  mayPropose(line: string): boolean
}

export async function toolsOfRun(
  around: Surroundings,
  question: Pick<Question, 'runId' | 'threadId' | 'messageId' | 'resumed' | 'signal'>,
  { personaId, persona, messages, remembers }: Pick<Prompt, 'personaId' | 'persona' | 'messages' | 'remembers'>,
  take: (chunk: AnswerChunk) => void,
): Promise<ToolsOfRun> {
  const { runId, signal, resumed } = question
  const said = messages.filter(({ role }) => role === 'user').map(textOf)
  const propose = remembers ? (content: string) => proposeMemory(around, question, personaId, content) : null
  const box =
    (await around.tools?.forRun({ personaId, persona, said, propose, isAllowed: resumed !== null, signal })) ?? null
  const open = createOpenCalls(box, runId)
  let hasHeardOthers = messages.some(({ content }) => content.parts.some(isOfOthers))

  function hear(chunk: AnswerChunk): void {
    open.note(chunk)
    if (chunk.type === 'tool-result' && isQuotation(chunk.payload.result)) hasHeardOthers = true
    take(chunk)
  }

  return {
    box,
    missing: (box?.missing ?? []).map(({ name }) => name),
    hear,
    carryOut: async (content) => void (box && (await carryOut(content, box, hear, runId, signal))),
    waiting: open.waiting,
    mayPropose: (line) => !hasHeardOthers || saidByThePerson(line, said),
  }
}

function isOfOthers(part: object): boolean {
  const { toolInvocation } = part as { toolInvocation?: { result?: unknown } }
  return isQuotation(toolInvocation?.result)
}

function textOf({ content }: { content: { parts: readonly object[] } }): string {
  return content.parts.map((part) => ('text' in part ? String(part.text) : '')).join('\n')
}

async function proposeMemory(
  { call, onChange }: Surroundings,
  { threadId, messageId }: Pick<Question, 'threadId' | 'messageId'>,
  personaId: string | null,
  content: string,
): Promise<boolean> {
  const proposals = await call('ai_propose_memory', {
    memory_id: crypto.randomUUID(),
    memory_type: 'fact',
    persona_id: personaId ?? undefined,
    content,
    source_thread_id: threadId,
    source_message_id: messageId,
  })
  if (proposals.length > 0) onChange({ kind: 'memories', personaId })
  return proposals.length > 0
}

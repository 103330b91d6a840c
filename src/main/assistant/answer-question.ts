// One question to a model: reads what it needs, streams, and says how it ended.
import { setImmediate as othersTurn } from 'node:timers/promises'
import type { Message } from '../../shared/contract/chat'
import type { AskedCall } from '../../shared/domain/approval'
import type { MessageContent } from '../../shared/domain/message'
import type { Change } from '../../shared/contract/session'
import { KithError } from '../../shared/errors'
import type { Call } from '../database/call'
import type { streamAnswer } from './agent'
import type { AnswerChunk } from './answer-chunk'
import { afterTools } from './approvals/after-tools'
import { createOpenCalls } from './approvals/open-calls'
import { useApproved } from './approvals/use-approved'
import type { ChosenModel } from './choose-model'
import { goOnFrom } from './go-on'
import { judgeEnding } from './judge-ending'
import type { Ending, StreamEnd } from './judge-ending'
import { preparePrompt } from './prepare-prompt'
import { toProviderError } from './providers/provider-error'
import { remember } from './recall/remember'
import type { RecallSummary } from './recall/remember'
import type { Receipt } from './receipts/receipt'
import { isForeign } from './tools/quote'
import { saidByThePerson } from './tools/own-words'
import type { Tools } from './tools/create-tools'

/** How much is taken before everybody else has a turn. */
const CHUNKS_IN_A_ROW = 100

/** What a run needs of the rest of Kith. */
export interface Surroundings {
  /** A run's own calls, once it has begun. */
  call: Call
  userId: string
  /** Loads what is expensive. */
  loadAgent: () => Promise<{ streamAnswer: typeof streamAnswer }>
  onChange: (change: Change) => void
  /** None: a model has those of memory only. */
  tools?: Tools
}

export interface Question {
  runId: string
  threadId: string
  /** The message to answer. */
  messageId: string
  /** Of the answer's row: what comes before it is the conversation. */
  answerSeq: number
  /** The answer so far, when it goes on. */
  partial: Message | null
  /** Its owner has decided what it waited for; model calls before that. */
  resumed: { steps: number } | null
  /** The model, or why there is none. */
  choice: ChosenModel | KithError
  /** Takes down what the answer is made of. */
  receipt: Receipt
  signal: AbortSignal
}

/** Takes what arrives. */
export interface Listener {
  /** Each chunk that may be part of the answer, in order, until the signal aborts. */
  take: (chunk: AnswerChunk) => void
  /** What the question brought to mind, before the model is asked. */
  recalled: (summary: RecallSummary) => void
  /** Mastra asks for what has arrived to be stored. */
  store: () => void
  hasParts: () => boolean
  /** These calls wait for their owner. */
  asks: (calls: AskedCall[]) => void
  content: () => MessageContent
}

/** Resolves with how the answer ended, failures included. Once the signal aborts, nobody listens to it any more. */
export async function answerQuestion(around: Surroundings, question: Question, listener: Listener): Promise<Ending> {
  const { choice } = question
  if (choice instanceof KithError) return { status: 'failed', failure: choice }
  try {
    return await stream(around, question, choice, listener)
  } catch (error) {
    return { status: 'failed', failure: toProviderError(error, choice.facts) }
  }
}

async function stream(
  around: Surroundings,
  question: Question,
  choice: ChosenModel,
  listener: Listener,
): Promise<Ending> {
  const { call, userId, loadAgent } = around
  const { runId, threadId, signal, receipt, resumed, partial } = question
  const [agent, prompt] = await Promise.all([loadAgent(), preparePrompt(call, userId, threadId, question.answerSeq)])
  const remembered = prompt.remembers
    ? await remember({
        call,
        personaId: prompt.personaId,
        question: prompt.question,
        present: { threadId, fromSeq: prompt.fromSeq },
        isPresent: wordsOf(prompt.messages),
        receipt,
        signal,
      })
    : null
  if (!remembered) receipt.off()
  if (remembered && (remembered.summary.used > 0 || remembered.summary.failed)) listener.recalled(remembered.summary)
  const said = prompt.messages.filter(({ role }) => role === 'user').map(textOfPrompt)
  const toolbox =
    (await around.tools?.forRun({
      personaId: prompt.personaId,
      said,
      propose: prompt.remembers ? (content) => proposeMemory(around, question, prompt.personaId, content) : null,
      signal,
    })) ?? null
  const open = createOpenCalls(toolbox, runId)
  let hasHeardOthers = JSON.stringify(prompt.messages).includes('<quoted>')
  const take = (chunk: AnswerChunk) => {
    open.note(chunk)
    if (chunk.type === 'tool-result' && isForeign(chunk.payload.result)) hasHeardOthers = true
    listener.take(chunk)
  }
  if (resumed && toolbox) await useApproved(listener.content(), toolbox, take, runId, signal)
  const answer = await agent.streamAnswer({
    call,
    userId,
    runId,
    threadId,
    signal,
    model: choice.model,
    resourceKey: prompt.resourceKey,
    instructions: prompt.instructions,
    remembered,
    receipt,
    messages: !partial
      ? prompt.messages
      : resumed
        ? afterTools(prompt.messages, { ...partial, content: listener.content() })
        : goOnFrom(prompt.messages, partial),
    toolbox,
    stepsBefore: resumed?.steps ?? 0,
    // What a page or a tool said is nobody's memory, however it asks.
    propose: async (line) =>
      hasHeardOthers && !saidByThePerson(line, said) ? false : propose(around, question, prompt.personaId, line),
    onSave: listener.store,
  })
  const end = await listen(answer.chunks, { ...listener, take }, signal)
  // The stream carries copies of errors; Mastra keeps the error itself, with its causes.
  const ending = judgeEnding({ ...end, error: answer.error() ?? end.error }, choice.facts)
  if (ending.status !== 'complete' || open.waiting().length === 0) return ending
  listener.asks(open.waiting())
  return { ...ending, status: 'waiting' }
}

async function listen(
  chunks: ReadableStream<AnswerChunk>,
  listener: Listener,
  signal: AbortSignal,
): Promise<StreamEnd> {
  const end: StreamEnd = { finish: undefined, error: undefined, tripwire: undefined, hasParts: false }
  const reader = chunks.getReader()
  // Not every model and tool hears the signal. The answer has its end by then, so how this goes is of no interest.
  const letGo = () => void reader.cancel().catch(() => {})
  if (signal.aborted) letGo()
  signal.addEventListener('abort', letGo, { once: true })
  let taken = 0
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const chunk = read.value
    taken += 1
    // What is there already comes without a pause: the writer's timer and everybody who watches need one.
    if (taken % CHUNKS_IN_A_ROW === 0) await othersTurn()
    if (signal.aborted) break
    if (chunk.type === 'finish') end.finish = chunk.payload
    else if (chunk.type === 'error') end.error = chunk.payload.error
    else if (chunk.type === 'tripwire') end.tripwire = chunk.payload.reason
    else listener.take(chunk)
  }
  return { ...end, hasParts: listener.hasParts() }
}

/** Whether a text is among them, as a whole. */
function wordsOf(messages: readonly { content: { parts: readonly object[] } }[]): (text: string) => boolean {
  const present = new Set(
    messages.flatMap(({ content }) => content.parts.map((part) => ('text' in part ? String(part.text).trim() : ''))),
  )
  return (text) => present.has(text.trim())
}

function textOfPrompt({ content }: { content: { parts: readonly object[] } }): string {
  return content.parts.map((part) => ('text' in part ? String(part.text) : '')).join('\n')
}

async function proposeMemory(
  { call, onChange }: Surroundings,
  { threadId, messageId }: Question,
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

async function propose(
  { call, onChange }: Surroundings,
  { threadId, messageId }: Question,
  personaId: string | null,
  line: string,
): Promise<boolean> {
  const proposals = await call('ai_propose_memory', {
    memory_id: crypto.randomUUID(),
    persona_id: personaId ?? undefined,
    content: line,
    source_thread_id: threadId,
    source_message_id: messageId,
  })
  if (proposals.length > 0) onChange({ kind: 'memories', personaId })
  return proposals.length > 0
}

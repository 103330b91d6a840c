// One question to a model: reads what it needs, streams, and says how it ended.
import { setImmediate as othersTurn } from 'node:timers/promises'
import type { Message, WindowUse } from '../../shared/contract/chat'
import type { AskedCall } from '../../shared/domain/approval'
import type { MessageContent } from '../../shared/domain/message'
import type { WithoutItem } from '../../shared/domain/without'
import type { Change } from '../../shared/contract/session'
import { KithError } from '../../shared/errors'
import type { AnswerPhase } from '../../shared/domain/start-phases'
import type { Call } from '../database/call'
import type { streamAnswer } from './agent'
import type { AnswerChunk } from './answer-chunk'
import { afterTools } from './approvals/after-tools'
import { filesOf, gatherAttachments } from './attachments/gather'
import { refusedImages } from './attachments/refused-images'
import { unknownTakes } from './attachments/takes'
import type { ChosenModel } from './choose-model'
import { fitForPrompt } from './context-window/fit-for-prompt'
import type { EmbedQuestion } from './embeddings/question-vectors'
import { goOnFrom } from './go-on'
import { judgeEnding } from './judge-ending'
import type { Ending, StreamEnd } from './judge-ending'
import { preparePrompt } from './prepare-prompt'
import { createPatientModel } from './providers/patient-model'
import type { PatientModelParts, Shown } from './providers/patient-model'
import { handOver } from './providers/hand-over'
import { toProviderError } from './providers/provider-error'
import { roomForRecall, roomIn, unknownWindow } from './context-window/window-of'
import { windowUse } from './context-window/window-use'
import { remember } from './recall/remember'
import type { Remembered, RecallSummary } from './recall/remember'
import type { Receipt } from './receipts/receipt'
import type { Tools } from './tools/create-tools'
import { toolsOfRun } from './tools/tools-of-run'
import type { Log } from './refused-receipt'

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
  log: Log
  /** So that memory finds what is meant; by words alone without it. */
  embedQuestion?: EmbedQuestion
  /** Is told how far an answer has got. */
  onPhase?: (phase: AnswerPhase) => void
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
  /** What it is given without, because its owner asks what it would be then. */
  without: readonly WithoutItem[]
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
  /** The tools of these servers could not be used. */
  without: (servers: string[]) => void
  /** The provider is busy; null: it is asked again now. */
  waiting: PatientModelParts['onWaiting']
  /** Another model answers. */
  instead: (chosen: ChosenModel) => Promise<void>
  /** A prompt leaves: how full the window is. */
  window: (use: WindowUse) => void
  /** Mastra asks for what has arrived to be stored. */
  store: () => void
  hasParts: () => boolean
  /** These calls wait for their owner. */
  asks: (calls: AskedCall[]) => void
  content: () => MessageContent
}

/** Resolves with how the answer ended, failures included. Once the signal aborts, nobody listens to it any more. */
export async function answerQuestion(around: Surroundings, question: Question, listener: Listener): Promise<Ending> {
  if (question.choice instanceof KithError) return { status: 'failed', failure: question.choice }
  for (let choice = question.choice; ;) {
    const screen: { shown: Shown } = { shown: 'nothing' }
    const ending = await attempt(around, question, choice, listener, screen)
    const isOver = !ending.failure || screen.shown !== 'nothing' || question.signal.aborted
    const next = isOver || !ending.failure ? null : await handOver(choice, ending.failure)
    if (!next) return ending
    // All anew: another model may take less, and then it is given less.
    choice = next
    question.receipt.anew()
    await listener.instead(next)
  }
}

async function attempt(...[around, question, choice, listener, screen]: Parameters<typeof stream>): Promise<Ending> {
  try {
    return await stream(around, question, choice, listener, screen)
  } catch (error) {
    return { status: 'failed', failure: toProviderError(error, choice.facts) }
  }
}

async function stream(
  around: Surroundings,
  question: Question,
  choice: ChosenModel,
  listener: Listener,
  screen: { shown: Shown },
): Promise<Ending> {
  const { call, userId, loadAgent } = around
  const { runId, threadId, messageId: questionId, answerSeq, without, signal, receipt, resumed } = question
  const window = (await choice.toldWindow?.()) ?? choice.window ?? unknownWindow
  const [agent, prompt] = await Promise.all([
    loadAgent(),
    preparePrompt(call, { threadId, questionId, answerSeq, room: roomIn(window), without }),
  ])
  around.onPhase?.('prompt')
  receipt.withhold(prompt.withheld)
  const tools = await toolsOfRun(around, question, prompt, listener.take)
  if (tools.missing.length > 0) listener.without(tools.missing)
  // Before anything is fitted into the prompt: what comes back is a part of it.
  if (resumed) await tools.carryOut(listener.content())
  const partial = question.partial && { ...question.partial, ...(resumed && { content: listener.content() }) }
  const takes = async () => (await choice.takes?.()) ?? unknownTakes
  const attachments = await gatherAttachments({ call, messages: prompt.messages, takes, signal })
  const fit = fitForPrompt(prompt, { window, recall: choice.recall, model: choice.facts.model, partial, attachments })
  // What has no room in the prompt can be recalled like anything else.
  const first = fit.roughly()
  const remembered = prompt.remembers
    ? remember({
        call,
        personaId: prompt.personaId,
        notes: prompt.notes,
        question: prompt.question,
        present: { threadId, fromSeq: prompt.seqOf(first[0]?.id ?? '') ?? answerSeq },
        isPresent: wordsOf(first),
        traces: prompt.traces,
        budget: roomForRecall(window, choice.recall),
        receipt,
        log: around.log,
        signal,
        embedQuestion: around.embedQuestion,
      })
    : null
  if (!remembered) receipt.off()
  // Mastra sets itself up meanwhile.
  const recalled = remembered ? recalledFor(listener, remembered) : Promise.resolve('')
  const answer = await agent.streamAnswer({
    call,
    userId,
    runId,
    signal,
    model: createPatientModel({ choice, shown: () => screen.shown, onWaiting: listener.waiting }),
    thread: prompt.thread,
    instructions: prompt.instructions,
    remembered: remembered && { ...remembered, recalled },
    receipt,
    attachments,
    notesTemplate: choice.notesTemplate ?? '',
    async messages(tokensOfTools) {
      const notes = remembered?.notes ?? null
      const { messages, dropped } =
        fit.anyway(tokensOfTools, notes) ?? fit.exactly(tokensOfTools, notes, await recalled)
      if (dropped) receipt.dropped(dropped)
      receipt.attached(messages.flatMap((message) => filesOf(message, attachments)))
      receipt.onSent((share) => {
        around.onPhase?.('sent')
        listener.window(windowUse(share, { model: choice.facts.model, window, dropped }))
      })
      if (!partial) return messages
      return resumed ? afterTools(messages, partial) : goOnFrom(messages, partial)
    },
    toolbox: tools.box,
    stepsBefore: resumed?.steps ?? 0,
    propose: async (line) => tools.mayPropose(line) && propose(around, question, prompt.personaId, line),
    onSave: listener.store,
  })
  const take = (chunk: AnswerChunk) => {
    screen.shown = shownWith(chunk, screen.shown)
    if (screen.shown === 'words') around.onPhase?.('first-word')
    tools.hear(chunk)
  }
  const end = await listen(answer.chunks, { ...listener, take }, signal)
  // The stream carries copies of errors; Mastra keeps the error itself, with its causes.
  const ending = refusedImages(
    judgeEnding({ ...end, error: answer.error() ?? end.error }, choice.facts),
    attachments,
    choice.facts,
  )
  const waiting = tools.waiting()
  if (ending.status !== 'complete' || waiting.length === 0) return ending
  listener.asks(waiting)
  return { ...ending, status: 'waiting' }
}

/** What stands before the question. Who watches is told of it before the model is asked. */
function recalledFor(listener: Listener, { looking }: Remembered): Promise<string> {
  const recalled = looking.then(({ recalled: text, summary }) => {
    if (summary.used > 0 || summary.failed || summary.byWords) listener.recalled(summary)
    return text
  })
  // After a stop nobody may be waiting for it any more.
  recalled.catch(() => {})
  return recalled
}

function shownWith({ type }: AnswerChunk, before: Shown): Shown {
  if (type === 'text-delta' || type === 'reasoning-delta') return 'words'
  return before === 'nothing' && type === 'tool-call' ? 'tools' : before
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

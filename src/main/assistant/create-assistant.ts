// What the rest of Kith sees of the assistant.
import type { ChatEvent, LiveRun, Message } from '../../shared/contract/chat'
import { withoutIn } from '../../shared/domain/without'
import type { WithoutItem } from '../../shared/domain/without'
import { KithError } from '../../shared/errors'
import type { Call } from '../database/call'
import type { Json } from '../database/database.types'
import { createApprovals } from './approvals/approvals'
import type { Approvals } from './approvals/approvals'
import { contentWith, vaultOf } from './attachments/attach'
import type { Chosen } from './attachments/attach'
import { createUploads } from './attachments/uploads'
import type { Uploads } from './attachments/uploads'
import { callsInTime, runsInTime } from './calls-in-time'
import { derivedId } from './derived-id'
import { createExtractions } from './extraction/extractions'
import type { ExtractionsParts } from './extraction/extractions'
import { findQuestion } from './find-question'
import { loadAgent } from './load-agent'
import { refuseTooLong } from './refuse-too-long'
import { createRuns } from './runs'
import type { RunsParts } from './runs'
import { memoryMetadata } from './thread-memory'
import { createTitles } from './titles'
import { createWaiting } from './waiting'
import type { Waiting } from './waiting'

export type AssistantParts = Omit<RunsParts, 'loadAgent' | 'onFinished'> &
  Partial<Pick<ExtractionsParts, 'acceptedKinds' | 'quiet'>>

export interface Assistant {
  /**
   * Stores the message, then answers it in the background. Safe to repeat with the same ids.
   * Throws MESSAGE_TOO_LONG, RUN_IN_PROGRESS, and what the database throws; then nothing is stored.
   */
  send(input: {
    threadId: string
    personaId: string | null
    messageId: string
    /** Can be empty when there are attachments. */
    text: string
    /** Files that are stored, see `uploads`. */
    attachments?: readonly Chosen[]
    /** Of a thread that begins with this message. */
    remembers?: boolean
    /** The earlier message this one is another version of; it stays, with what followed it. */
    replaces?: string | undefined
    /** Stores it with the rights of whoever asks, which may be fewer than the account's. */
    as?: Call | undefined
  }): Promise<{ user: Message; run: LiveRun }>
  /**
   * Answers the message before `answerId` again, beside the answer that is there; without some of what that was given, to see
   * what it would be then. Throws NOT_FOUND, RUN_IN_PROGRESS.
   */
  answerAgain(input: {
    threadId: string
    answerId: string
    without?: readonly WithoutItem[]
    /** As with `send`. */
    as?: Call | undefined
  }): Promise<LiveRun>
  /**
   * Goes on with the last answer, which was stopped or has failed; what it says stays. Repeatable with the same `runId`.
   * Throws NOT_FOUND, INVALID, RUN_IN_PROGRESS.
   */
  continueAnswer(input: { threadId: string; answerId: string; runId: string }): Promise<LiveRun>
  /** Shows another version of a message. Throws NOT_FOUND, and RUN_IN_PROGRESS: what is being written stays on screen. */
  select(input: { threadId: string; messageId: string }): Promise<void>
  /** Files on their way into a message. */
  uploads: Uploads
  /** What is said when the answer that is being written is there. */
  waiting: Omit<Waiting, 'goOn' | 'settle'>
  /** The owner's word on a call that waits. Throws CONFLICT, INVALID, NOT_FOUND. */
  decide: Approvals['decide']
  /** Why a call that waits would not be done if it were allowed; null when it would. */
  problemWith: Approvals['problemWith']
  /** Ends a run and keeps what arrived. Resolves when that is stored; a run that is over is fine. */
  stop(runId: string): Promise<void>
  /** Ends whatever run is on in a thread, as `stop` does. */
  stopThread(threadId: string): Promise<void>
  /**
   * Before something is forgotten: throws RUN_IN_PROGRESS while this thread, or for null any, is being answered, and lets go
   * of what is being made of what was said.
   */
  beforeForgetting(threadId: string | null): Promise<void>
  /** A snapshot, then events, until the signal or the reader ends it. The run goes on without watchers. */
  watch(threadId: string, signal: AbortSignal | undefined): AsyncIterableIterator<ChatEvent>
  /** Clears up after a crash, before anything else: how many answers had been cut off. Their half is kept. */
  recover(): Promise<number>
  /** Loads what the first run would otherwise have to wait for. Never rejects: that run meets the same failure. */
  warm(): Promise<void>
  /** Resolves when no answer is being written, those that begin meanwhile and those to messages that wait included. */
  whenIdle(): Promise<void>
  /** The database can be reached again: stores the answers that could not be stored, before anybody reads them. */
  catchUp(): Promise<void>
  /**
   * Stops every run, as one that is cut off. Resolves with whether every end is stored; what is not, is stored by `catchUp`, or
   * when the database takes it again.
   */
  interrupt(): Promise<boolean>
  /** Stops every run, storing what arrived. */
  close(): Promise<void>
}

export function createAssistant(parts: AssistantParts): Assistant {
  const { device, log, onChange } = parts
  const call = callsInTime(parts.call)
  const forRun = runsInTime(parts.forRun)
  const inTime = { ...parts, call, forRun }
  const made = createRuns({ ...inTime, loadAgent, onFinished })
  const runs: typeof made = {
    ...made,
    start(request) {
      extractions.makeWay()
      return made.start(request)
    },
  }
  const extractions = createExtractions({ acceptedKinds: () => [], ...inTime, runs: made })
  const waiting = createWaiting({ call, runs, log })
  const approvals = parts.tools ? createApprovals({ call, tools: parts.tools, runs }) : null
  const titles = createTitles({ call, forRun, onChange, log })

  function onFinished(end: Parameters<RunsParts['onFinished']>[0]): void {
    const { threadId, answer, choice } = end
    // An answer that only tries something out leaves nothing behind but itself.
    if (withoutIn(answer.content).length === 0) extractions.afterRun(end)
    if (answer.status !== 'complete') return
    waiting.goOn(threadId)
    if (!(choice instanceof KithError)) void titles.afterAnswer(threadId, choice)
  }

  return {
    async send({ threadId, personaId, messageId, text, attachments = [], replaces, remembers = true, as }) {
      const storing = as ? callsInTime(as) : call
      refuseTooLong(text)
      // Before the run, which reads it; a thread that is there already keeps its own.
      if (!remembers) await beginUnremembered(storing, threadId, personaId)
      const { user, run } = await runs.start({
        threadId,
        runId: derivedId('run', messageId),
        answerId: derivedId('answer', messageId),
        as: storing,
        message: {
          id: messageId,
          personaId,
          content: async () =>
            (await contentWith(storing, text, attachments, () =>
              vaultOf(storing, threadId, personaId),
            )) as unknown as Json,
          replaces,
        },
      })
      if (!user) throw new KithError('NOT_FOUND', { kind: 'message' })
      return { user, run }
    },

    async answerAgain({ threadId, answerId, without = [], as }) {
      const storing = as ? callsInTime(as) : call
      const parentMessageId = await findQuestion(storing, threadId, answerId)
      const ids = { runId: crypto.randomUUID(), answerId: crypto.randomUUID() }
      const { run } = await runs.start({ threadId, ...ids, parentMessageId, without, as: storing })
      return run
    },

    async continueAnswer({ threadId, answerId, runId }) {
      const continuedQuestionId = await findQuestion(call, threadId, answerId)
      const { run } = await runs.start({ threadId, runId, answerId, continuedQuestionId })
      return run
    },

    async select({ threadId, messageId }) {
      const runId = runs.runOf(threadId)
      if (runId !== null) throw new KithError('RUN_IN_PROGRESS', { runId })
      await call('ai_select_sibling', { message_id: messageId })
      runs.tell(threadId, { type: 'pathChanged' })
      onChange({ kind: 'threads', threadId })
    },

    waiting,
    uploads: createUploads(call),
    async decide(input) {
      if (!approvals) throw new KithError('NOT_FOUND', { kind: 'tool' })
      return approvals.decide(input)
    },
    problemWith: async (input) => approvals?.problemWith(input) ?? null,
    async stop(runId) {
      if (approvals && !runs.isRunning(runId)) await approvals.stop(runId)
      else await runs.stop(runId)
    },
    stopThread: runs.stopThread,
    async beforeForgetting(threadId) {
      const runId = threadId === null ? runs.anyRun() : runs.runOf(threadId)
      if (runId !== null) throw new KithError('RUN_IN_PROGRESS', { runId })
      await extractions.drop()
    },
    watch: runs.watch,
    async recover() {
      const interrupted = await call('ai_interrupt_runs', { device })
      await approvals?.expire().catch((error: unknown) => log('what waits could not be looked through', String(error)))
      return interrupted
    },
    async warm() {
      await loadAgent().catch(() => {})
    },
    async whenIdle() {
      // What waits for an answer begins another one.
      do await runs.whenIdle()
      while (await waiting.settle())
    },
    catchUp: runs.catchUp,
    interrupt: runs.interrupt,
    close() {
      titles.close()
      extractions.close()
      return runs.close()
    },
  }
}

async function beginUnremembered(call: Call, threadId: string, personaId: string | null): Promise<void> {
  if ((await call('ai_get_thread', { thread_id: threadId })).length > 0) return
  await call('ai_save_thread', {
    thread_id: threadId,
    persona_id: personaId ?? undefined,
    metadata: memoryMetadata(false),
  })
}

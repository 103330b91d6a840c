// What the rest of Kith sees of the assistant.
import type { ChatEvent, LiveRun, Message } from '../../shared/contract/chat'
import { contentOfText } from '../../shared/domain/message'
import { MESSAGE_LENGTH_LIMIT, toStorableText } from '../../shared/domain/stored-text'
import { KithError } from '../../shared/errors'
import type { Call } from '../database/call'
import type { Json } from '../database/database.types'
import { derivedId } from './derived-id'
import { findQuestion } from './find-question'
import { loadAgent } from './load-agent'
import { createRuns } from './runs'
import type { RunsParts } from './runs'
import { memoryMetadata } from './thread-memory'

export type AssistantParts = Omit<RunsParts, 'loadAgent'>

export interface Assistant {
  /**
   * Stores the message, then answers it in the background. Safe to repeat with the same ids.
   * Throws MESSAGE_TOO_LONG, RUN_IN_PROGRESS, and what the database throws; then nothing is stored.
   */
  send(input: {
    threadId: string
    personaId: string | null
    messageId: string
    text: string
    /** Of a thread that begins with this message. */
    remembers?: boolean
  }): Promise<{
    user: Message
    run: LiveRun
  }>
  /** Answers the message before `answerId` again, beside the answer that is there. Throws NOT_FOUND, RUN_IN_PROGRESS. */
  answerAgain(input: { threadId: string; answerId: string }): Promise<LiveRun>
  /** Ends a run and keeps what arrived. Resolves when that is stored; a run that is over is fine. */
  stop(runId: string): Promise<void>
  /** Ends whatever run is on in a thread, as `stop` does. */
  stopThread(threadId: string): Promise<void>
  /** A snapshot, then events, until the signal or the reader ends it. The run goes on without watchers. */
  watch(threadId: string, signal: AbortSignal | undefined): AsyncIterableIterator<ChatEvent>
  /** Clears up after a crash, before anything else: how many answers had been cut off. Their half is kept. */
  recover(): Promise<number>
  /** Loads what the first run would otherwise have to wait for. Never rejects: that run meets the same failure. */
  warm(): Promise<void>
  /** Resolves when no answer is being written, those that begin meanwhile included. */
  whenIdle(): Promise<void>
  /** The database can be reached again: stores the answers that could not be stored, before anybody reads them. */
  catchUp(): Promise<void>
  /** Stops every run, storing what arrived. */
  close(): Promise<void>
}

export function createAssistant(parts: AssistantParts): Assistant {
  const { call, device } = parts
  const runs = createRuns({ ...parts, loadAgent })
  return {
    async send({ threadId, personaId, messageId, text, remembers = true }) {
      const { length } = text
      if (length > MESSAGE_LENGTH_LIMIT)
        throw new KithError('MESSAGE_TOO_LONG', { length, limit: MESSAGE_LENGTH_LIMIT })
      // Before the run, which reads it; a thread that is there already keeps its own.
      if (!remembers) await beginUnremembered(call, threadId, personaId)
      const { user, run } = await runs.start({
        threadId,
        runId: derivedId('run', messageId),
        answerId: derivedId('answer', messageId),
        message: { id: messageId, personaId, content: contentOfText(toStorableText(text)) as unknown as Json },
      })
      if (!user) throw new KithError('NOT_FOUND', { kind: 'message' })
      return { user, run }
    },

    async answerAgain({ threadId, answerId }) {
      const parentMessageId = await findQuestion(call, threadId, answerId)
      const ids = { runId: crypto.randomUUID(), answerId: crypto.randomUUID() }
      const { run } = await runs.start({ threadId, ...ids, parentMessageId })
      return run
    },

    stop: runs.stop,
    stopThread: runs.stopThread,
    watch: runs.watch,
    recover: () => call('ai_interrupt_runs', { device }),
    async warm() {
      await loadAgent().catch(() => {})
    },
    whenIdle: runs.whenIdle,
    catchUp: runs.catchUp,
    close: runs.close,
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

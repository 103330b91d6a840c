// What the person says while an answer is being written: it is stored, waits where everybody sees it, and is said when
// that answer is whole. After another answer, a failure or a stop it goes out only when its owner says so. The database
// decides who says it, or takes it back: this may not be the only device.
import type { ChatEvent, WaitingMessage } from '../../shared/contract/chat'
import { attachmentsOf } from '../../shared/domain/attachment'
import { textOfContent } from '../../shared/domain/message'
import { KithError } from '../../shared/errors'
import type { Call } from '../database/call'
import type { Database, Json } from '../database/database.types'
import { contentWith, vaultOf } from './attachments/attach'
import type { Chosen } from './attachments/attach'
import { derivedId } from './derived-id'
import { toKithError } from './error-part'
import type { Log } from './refused-receipt'
import { refuseTooLong } from './refuse-too-long'
import type { Runs } from './runs'
import { toContent } from './to-message'

type WaitingRow = Database['public']['CompositeTypes']['ai_waiting_view']

export interface Waiting {
  /** In the order it was written. */
  list(threadId: string): Promise<WaitingMessage[]>
  /** Stores it. Should the thread have been answered meanwhile, it is said at once. Safe to repeat with the same id. */
  add(input: { threadId: string; messageId: string; text: string; attachments?: readonly Chosen[] }): Promise<void>
  /** Stops what is being written and says it. Throws NOT_FOUND when it does not wait any more. */
  sendNow(input: { threadId: string; messageId: string }): Promise<void>
  /** Throws NOT_FOUND when it does not wait any more. */
  takeBack(input: { threadId: string; messageId: string }): Promise<void>
  /** An answer is over: says what comes next, if the answer is whole. In the background. */
  goOn(threadId: string): void
  /** Waits until nothing is being done about any of them. Whether there was anything. */
  settle(): Promise<boolean>
}

export interface WaitingParts {
  call: Call
  runs: Pick<Runs, 'start' | 'stopThread' | 'runOf' | 'tell'>
  log: Log
}

export function createWaiting({ call, runs, log }: WaitingParts): Waiting {
  /** The last work on the messages of a thread. */
  const turns = new Map<string, Promise<void>>()

  /** One after the other: what is being taken back is not said at the same time. */
  function inTurn<T>(threadId: string, work: () => Promise<T>): Promise<T> {
    const done = (turns.get(threadId) ?? Promise.resolve()).then(work)
    const turn = done.then(
      () => {},
      () => {},
    )
    turns.set(threadId, turn)
    void turn.then(() => {
      if (turns.get(threadId) === turn) turns.delete(threadId)
    })
    return done
  }

  const rowsOf = (threadId: string) => call('ai_list_waiting', { thread_id: threadId })
  const tellChange = (threadId: string) => runs.tell(threadId, { type: 'waitingChanged' } satisfies ChatEvent)

  async function lastOf(threadId: string) {
    const [last] = await call('ai_list_path', { thread_id: threadId, max_rows: 1 })
    return last?.role === 'assistant' ? last : null
  }

  /** @param othersFollow those behind it wait for its answer, instead of for their owner. */
  async function say(threadId: string, { message_id }: WaitingRow, othersFollow: boolean): Promise<void> {
    const id = message_id ?? ''
    const ids = { runId: derivedId('run', id), answerId: derivedId('answer', id) }
    try {
      await runs.start({ threadId, ...ids, waitingId: id, othersFollow })
    } catch (error) {
      // Somebody else may have said it, or taken it back: then everybody looks again.
      runs.tell(threadId, { type: 'pathChanged' })
      throw error
    } finally {
      tellChange(threadId)
    }
  }

  async function sayNext(threadId: string): Promise<void> {
    if (runs.runOf(threadId) !== null) return
    const rows = await rowsOf(threadId)
    if (rows.length === 0) return
    const last = await lastOf(threadId)
    const next = rows.find(({ waits_for }) => waits_for !== null && waits_for === last?.parent_message_id)
    if (next && last?.status === 'complete') await say(threadId, next, true)
  }

  function goOn(threadId: string): void {
    // When it fails, it waits on, where its owner sees it and can send it.
    inTurn(threadId, () => sayNext(threadId)).catch((error: unknown) =>
      log('a message that waited could not be sent', toKithError(error).code),
    )
  }

  return {
    list: async (threadId) => (await rowsOf(threadId)).map(toWaitingMessage),

    async add({ threadId, messageId, text, attachments = [] }) {
      refuseTooLong(text)
      const content = (await contentWith(call, text, attachments, () =>
        vaultOf(call, threadId, null),
      )) as unknown as Json
      await inTurn(threadId, () =>
        call('ai_wait_with_message', { thread_id: threadId, message_id: messageId, content }),
      )
      tellChange(threadId)
      goOn(threadId)
    },

    sendNow: ({ threadId, messageId }) =>
      inTurn(threadId, async () => {
        const row = (await rowsOf(threadId)).find(({ message_id }) => message_id === messageId)
        if (!row) throw notFound()
        const isAwaited = runs.runOf(threadId) !== null && (await lastOf(threadId))?.parent_message_id === row.waits_for
        await runs.stopThread(threadId)
        await say(threadId, row, isAwaited)
      }),

    takeBack: ({ threadId, messageId }) =>
      inTurn(threadId, async () => {
        const rows = await call('ai_take_back_message', { message_id: messageId })
        tellChange(threadId)
        if (rows.length === 0) throw notFound()
      }),

    async settle() {
      const pending = [...turns.values()]
      await Promise.all(pending)
      return pending.length > 0
    },

    goOn,
  }
}

function toWaitingMessage({ message_id, thread_id, content, created_at, waits_for }: WaitingRow): WaitingMessage {
  if (!message_id || !thread_id || !created_at) {
    throw new KithError('DATABASE_FAILED', { reason: 'It returned a message that is not whole.' })
  }
  const said = toContent(content)
  return {
    id: message_id,
    threadId: thread_id,
    text: textOfContent(said),
    attachments: attachmentsOf(said),
    createdAt: new Date(created_at).toISOString(),
    waitsFor: waits_for,
  }
}

function notFound(): KithError {
  return new KithError('NOT_FOUND', { kind: 'message' })
}

// The only one who writes an answer to the database: one call at a time, always the newest state.
import type { MessageContent, MessageStatus } from '../../shared/domain/message'
import type { Failure } from '../../shared/errors'
import { timeLimit } from '../../shared/time-limit'
import type { Call } from '../database/call'
import type { Json } from '../database/database.types'
import { finishAnswer } from './finish-answer'
import type { Finishing } from './finish-answer'
import type { Log } from './refused-receipt'
import { CALL_TIMEOUT_MS, retryDelay } from './retry'

/** Shown text waits at most this long before it is on its way to the database; the rest of the second is the way. */
export const STORE_EVERY_MS = 750

export interface FinalAnswer {
  content: MessageContent
  /** `waiting`: for its owner's word; the run is not over. */
  status: Exclude<MessageStatus, 'streaming'> | 'waiting'
  usage?: Json
  failure?: Failure
  /** What it was made of, item by item. */
  receipt?: Json
  /** What it cost; null when nobody knows. */
  cost?: Json
}

export interface AnswerWriter {
  /** Remembers the newest state, which must be storable, and stores it soon; at once at a boundary. Never throws. */
  keep(content: MessageContent, atBoundary: boolean): void
  /** Stores the end, and goes on trying. Nothing can be kept after it. */
  finish(answer: FinalAnswer): Finishing
}

/** @param before what the answer says already, as it is stored. */
export function createAnswerWriter(
  call: Call,
  runId: string,
  messageId: string,
  log: Log,
  before: MessageContent = { format: 2, parts: [] },
): AnswerWriter {
  /** What is not stored yet. Null when the database has everything. */
  let newest: MessageContent | null = null
  /** What certainly is stored. */
  let stored = before
  let writing: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  // By a clock that nobody sets: when the computer's jumps back an hour, nothing waits an hour.
  let dueAt = Infinity
  let lastStart = -Infinity
  let failures = 0
  let isUrgent = false
  let ended = false

  function schedule(at: number): void {
    if (writing || ended || (timer && dueAt <= at)) return
    clearTimeout(timer)
    dueAt = at
    timer = setTimeout(write, Math.max(0, at - performance.now()))
  }

  function write(): void {
    timer = undefined
    dueAt = Infinity
    const content = newest
    if (!content) return
    newest = null
    isUrgent = false
    lastStart = performance.now()
    writing = save(content).finally(() => {
      writing = null
      if (newest) schedule(nextWrite())
    })
  }

  function nextWrite(): number {
    if (failures > 0) return lastStart + retryDelay(failures)
    return isUrgent ? performance.now() : lastStart + STORE_EVERY_MS
  }

  async function save(content: MessageContent): Promise<void> {
    try {
      const signal = timeLimit(CALL_TIMEOUT_MS)
      const isOpen = await call(
        'ai_save_answer',
        { message_id: messageId, content: content as unknown as Json },
        { signal },
      )
      failures = 0
      if (isOpen) stored = content
      // Somebody ended this answer; `finish` hears what became of it.
      else ended = true
    } catch {
      // The text is still here: it goes with the next write, or the end says that it could not be stored.
      failures += 1
      newest ??= content
    }
  }

  return {
    keep(content, atBoundary) {
      if (ended) return
      newest = content
      isUrgent ||= atBoundary
      schedule(nextWrite())
    },
    finish(answer) {
      ended = true
      clearTimeout(timer)
      const before = writing ?? Promise.resolve()
      return finishAnswer({ call, runId, messageId, answer, before, stored: () => stored, log })
    },
  }
}

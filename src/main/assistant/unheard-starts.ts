// Runs that may have begun in the database without anybody here knowing: the call was made and its answer never came. Such a
// run would be carried on by nobody, and hold its thread until Kith is started anew. It is ended as one that was cut off.
import { KithError } from '../../shared/errors'
import type { Call } from '../database/call'
import type { Json } from '../database/database.types'
import { toKithError, withFailure } from './error-part'
import type { Log } from './refused-receipt'
import { CALL_TIMEOUT_MS } from './retry'
import { toMessage } from './to-message'

/** Whoever sent it may send it again, and then it begins. */
const SETTLED_AFTER_MS = 15_000

interface Start {
  threadId: string
  runId: string
  answerId: string
}

export interface UnheardStarts {
  /** Makes the call, once more if nobody knows what became of it. Throws what it throws then. */
  heard<T>(start: Start, begin: () => Promise<T>): Promise<T>
  /** Before another run begins in this thread. Throws what the database throws. */
  settle(threadId: string, runId: string): Promise<void>
  close(): void
}

/** @param onSettled a run was there, and is over now */
export function createUnheardStarts(call: Call, onSettled: (threadId: string) => void, log: Log): UnheardStarts {
  const unheard = new Map<string, Start & { timer: NodeJS.Timeout }>()

  function forget(threadId: string): void {
    clearTimeout(unheard.get(threadId)?.timer)
    unheard.delete(threadId)
  }

  function remember(start: Start): void {
    forget(start.threadId)
    const later = () =>
      end(start).catch((error: unknown) => {
        log('a run that may have begun could not be ended', toKithError(error).code)
        if (unheard.get(start.threadId)?.runId === start.runId) remember(start)
      })
    unheard.set(start.threadId, { ...start, timer: setTimeout(() => void later(), SETTLED_AFTER_MS).unref() })
  }

  async function end({ threadId, runId, answerId }: Start): Promise<void> {
    const signal = AbortSignal.timeout(CALL_TIMEOUT_MS)
    const [row] = await call('ai_messages_by_id', { message_ids: [answerId] }, { signal })
    // Not begun, or over, or sent again meanwhile: there is nothing to end.
    if (row?.status === 'streaming' && unheard.get(threadId)?.runId === runId) {
      const failure = new KithError('RUN_INTERRUPTED', {})
      const content = withFailure(toMessage(row).content, failure) as unknown as Json
      const over = { run_id: runId, message_id: answerId, content, status: 'failed', failure: failure.toFailure() }
      // It may be another run of this answer that is on, then there is none of this one.
      await call('ai_finish_answer', over, { signal }).catch((error: unknown) => {
        if (toKithError(error).code !== 'NOT_FOUND') throw error
      })
    }
    if (unheard.get(threadId)?.runId === runId) forget(threadId)
    if (row) onSettled(threadId)
  }

  return {
    async heard(start, begin) {
      forget(start.threadId)
      try {
        return await begin().catch((error: unknown) => {
          if (!isUnheard(error)) throw error
          // Repeated with the same ids it changes nothing that was done.
          return begin()
        })
      } catch (error) {
        if (isUnheard(error)) remember(start)
        throw error
      }
    },
    async settle(threadId, runId) {
      const start = unheard.get(threadId)
      if (start && start.runId !== runId) await end(start)
    },
    close() {
      // The next start of Kith ends what is left.
      for (const threadId of unheard.keys()) forget(threadId)
    },
  }
}

function isUnheard(error: unknown): boolean {
  return toKithError(error).code === 'DATABASE_FAILED'
}

// Runs that may have begun in the database without anybody here knowing: the call was made and its answer never came. Such a
// run would be carried on by nobody, and hold its thread until Kith is started anew. It is ended as one that was cut off; one
// that had waited for its owner's word waits for it again.
import { KithError } from '../../shared/errors'
import type { Call } from '../database/call'
import type { Json } from '../database/database.types'
import { toKithError, withFailure } from './error-part'
import type { Log } from './refused-receipt'
import { toMessage } from './to-message'
import type { MessageRow } from './to-message'

/** Whoever sent it may send it again, and then it begins. */
const SETTLED_AFTER_MS = 15_000

interface Start {
  threadId: string
  runId: string
  answerId: string
  /** It had waited for its owner's word. */
  resumedQuestionId?: string
}

export interface UnheardStarts {
  /** Makes the call, once more if nobody knows what became of it. Throws what it throws then. */
  heard<T>(start: Start, begin: () => Promise<T>): Promise<T>
  /** Before another run begins in this thread. Throws what the database throws. */
  settle(threadId: string, runId: string): Promise<void>
  /** Before this run is ended, or waits no longer. Throws what the database throws. */
  settleRun(runId: string): Promise<void>
  close(): void
}

interface Parts {
  call: Call
  device: string
  /** A run was there, and is over now, or waits again. */
  onSettled: (threadId: string) => void
  log: Log
}

export function createUnheardStarts({ call, device, onSettled, log }: Parts): UnheardStarts {
  const unheard = new Map<string, Start & { timer: NodeJS.Timeout }>()
  /** What is being made good: before that is done, the same must not begin once more. */
  const ending = new Map<string, Promise<void>>()

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

  function end(start: Start): Promise<void> {
    const present = ending.get(start.threadId)
    if (present) return present
    const ended = makeGood(start).finally(() => ending.delete(start.threadId))
    ending.set(start.threadId, ended)
    return ended
  }

  async function makeGood(start: Start): Promise<void> {
    const { threadId, runId, answerId } = start
    const [row] = await call('ai_messages_by_id', { message_ids: [answerId] })
    // Not begun, or over: there is nothing to end.
    if (row?.status === 'streaming') await (start.resumedQuestionId === undefined ? cutOff : waitAgain)(start, row)
    if (unheard.get(threadId)?.runId === runId) forget(threadId)
    if (row) onSettled(threadId)
  }

  async function cutOff({ runId, answerId }: Start, row: MessageRow): Promise<void> {
    const failure = new KithError('RUN_INTERRUPTED', {})
    const content = withFailure(toMessage(row).content, failure) as unknown as Json
    const over = { run_id: runId, message_id: answerId, content, status: 'failed', failure: failure.toFailure() }
    // It may be another run of this answer that is on, then there is none of this one.
    await call('ai_finish_answer', over).catch((error: unknown) => {
      if (toKithError(error).code !== 'NOT_FOUND') throw error
    })
  }

  /** Nothing of what it asks for was done. */
  async function waitAgain({ runId }: Start, row: MessageRow): Promise<void> {
    const [run] = await call('ai_get_run', { run_id: runId })
    // On another computer somebody decided, and was heard.
    if (run?.status !== 'running' || run.device !== device) return
    await call('ai_suspend_run', { run_id: runId, content: toMessage(row).content as unknown as Json })
  }

  return {
    async heard(start, begin) {
      await ending.get(start.threadId)?.catch(() => {})
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
    async settleRun(runId) {
      const start = [...unheard.values()].find((one) => one.runId === runId)
      if (start) await end(start)
    },
    close() {
      // The next start of Kith ends what is left.
      for (const threadId of unheard.keys()) forget(threadId)
    },
  }
}

function isUnheard(error: unknown): boolean {
  const { code } = toKithError(error)
  return code === 'DATABASE_FAILED' || code === 'DATABASE_UNREACHABLE'
}

// Storing the end of an answer. It is tried until it works: nothing else frees the thread for the next message.
import type { MessageContent } from '../../shared/domain/message'
import { KithError } from '../../shared/errors'
import { timeLimit } from '../../shared/time-limit'
import type { Call } from '../database/call'
import type { Json } from '../database/database.types'
import type { FinalAnswer } from './answer-writer'
import { toKithError, withFailure } from './error-part'
import { logReceiptRefusal, withoutReceipt } from './refused-receipt'
import type { Log } from './refused-receipt'
import { CALL_TIMEOUT_MS, isLasting, retryDelay } from './retry'
import type { MessageRow } from './to-message'

/** After this many attempts, some four seconds, the person is told; the attempts go on. */
const TELL_AFTER_ATTEMPTS = 5

export interface Finishing {
  /** What to tell the person: the stored row, or ANSWER_NOT_STORED. Never rejects. */
  told: Promise<{ row: MessageRow } | { error: KithError<'ANSWER_NOT_STORED'> }>
  /** Resolves when no more attempts are made: with the row if the whole answer is stored in the end. Never rejects. */
  settled: Promise<MessageRow | null>
  /** Makes the next attempt now. Resolves with null when the run is over, else with why this attempt failed. */
  tryNow(): Promise<KithError | null>
  /** Makes no attempt after the present one. */
  giveUp(): void
}

interface FinishingParts {
  call: Call
  runId: string
  messageId: string
  answer: FinalAnswer
  /** The write before this one. */
  before: Promise<void>
  /** The newest state that is certainly stored. */
  stored: () => MessageContent
  log: Log
}

export function finishAnswer({ call, runId, messageId, answer, before, stored, log }: FinishingParts): Finishing {
  const told = Promise.withResolvers<Awaited<Finishing['told']>>()
  let attempt = Promise.withResolvers<KithError | null>()
  let wake = () => {}
  let isGivenUp = false

  async function attemptUntilDone(): Promise<MessageRow | null> {
    await before
    /** The whole answer, or what the database took of it before. */
    let wanted = answer
    /** Why the wanted answer is stored without its receipt. */
    let refusal: KithError | null = null
    for (let failures = 1; ; failures += 1) {
      const outcome = await store(refusal ? withoutReceipt(wanted, refusal) : wanted)
      if ('row' in outcome) {
        if (refusal) logReceiptRefusal(log, refusal)
        told.resolve(outcome)
        // A shorter answer in the database must not replace the whole one on screen.
        return wanted === answer ? outcome.row : null
      }
      const { error } = outcome
      const lasting = isLasting(error)
      const hasReceipt = wanted.receipt !== undefined && !refusal
      if (lasting && hasReceipt && error.code !== 'NOT_FOUND' && !isGivenUp) {
        // It may be the receipt that is refused, and what an answer was made of must not cost the answer.
        refusal = error
        continue
      }
      if (lasting || isGivenUp || failures >= TELL_AFTER_ATTEMPTS) told.resolve({ error: notStored(error) })
      if (isGivenUp || error.code === 'NOT_FOUND' || (lasting && wanted !== answer)) return null
      if (lasting) {
        // The database takes this content never, but what it took before, with the reason why the rest is missing.
        const failure = notStored(error)
        const { receipt } = answer
        wanted = { content: withFailure(stored(), failure), status: 'failed', failure: failure.toFailure(), receipt }
        refusal = null
        continue
      }
      attempt.resolve(error)
      attempt = Promise.withResolvers()
      await pause(retryDelay(failures))
      if (isGivenUp) return null
    }
  }

  async function store({
    content,
    status,
    usage,
    failure,
    receipt,
    cost,
  }: FinalAnswer): Promise<{ row: MessageRow } | { error: KithError }> {
    try {
      const signal = timeLimit(CALL_TIMEOUT_MS)
      if (status === 'waiting') {
        const waiting = { run_id: runId, content: content as unknown as Json, receipt }
        const [row] = await call('ai_suspend_run', waiting, { signal })
        return row ? { row } : { error: new KithError('NOT_FOUND', { kind: 'message' }) }
      }
      const [row] = await call(
        'ai_finish_answer',
        {
          run_id: runId,
          message_id: messageId,
          content: content as unknown as Json,
          status,
          usage,
          failure,
          receipt,
          cost: cost ?? undefined,
        },
        { signal },
      )
      return row ? { row } : { error: new KithError('NOT_FOUND', { kind: 'message' }) }
    } catch (error) {
      return { error: toKithError(error) }
    }
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  const settled = attemptUntilDone().finally(() => {
    told.resolve({ error: new KithError('ANSWER_NOT_STORED', { reason: 'Kith was closed.' }) })
    attempt.resolve(null)
  })

  return {
    told: told.promise,
    settled,
    tryNow() {
      wake()
      return attempt.promise
    },
    giveUp() {
      isGivenUp = true
      wake()
    },
  }
}

function notStored(cause: KithError): KithError<'ANSWER_NOT_STORED'> {
  const reason = 'reason' in cause.data && cause.data.reason ? cause.data.reason : cause.code
  return new KithError('ANSWER_NOT_STORED', { reason }, { cause })
}

// One answer from its first chunk to the stored row. It belongs to main: nobody has to watch it.
import type { ChatEvent, LiveRun, Message, RunProgress } from '../../shared/contract/chat'
import type { MessageContent } from '../../shared/domain/message'
import { withoutIn } from '../../shared/domain/without'
import { KithError } from '../../shared/errors'
import { timeLimit } from '../../shared/time-limit'
import type { Json } from '../database/database.types'
import { answerQuestion } from './answer-question'
import type { Surroundings } from './answer-question'
import { createAnswerParts } from './answer-parts'
import { createAnswerWriter } from './answer-writer'
import type { FinalAnswer } from './answer-writer'
import type { ChosenModel } from './choose-model'
import { toKithError, withFailure } from './error-part'
import type { Finishing } from './finish-answer'
import type { Ending } from './judge-ending'
import { takeHalf, usageOf, withHalf } from './approvals/first-half'
import type { Half } from './approvals/first-half'
import { corrected } from './context-window/window-use'
import { costOf, costOfBoth } from './prices/cost'
import { createReceipt } from './receipts/receipt'
import type { Receipt, ReceiptCounts } from './receipts/receipt'
import { toMessage } from './to-message'

export interface RunParts extends Surroundings {
  runId: string
  /** The message that is answered. */
  questionId: string
  /** The answer as it was made: `streaming`, and empty unless it goes on. */
  answer: Message
  /** Its owner has decided what it waited for. */
  isResumed: boolean
  /** The model, or why there is none. */
  choice: ChosenModel | KithError
  tell: (event: ChatEvent) => void
  /** Another model answers than the one that was chosen. */
  onInstead: (chosen: ChosenModel) => void
}

export interface Run {
  runId: string
  /** What has arrived so far. */
  live(): LiveRun
  /** Ends the answer and keeps what arrived. With a failure when it is not the person who wants it. */
  stop(why?: KithError): void
  /** Resolves when the end is stored, or when whoever watches was told that it could not be. Never rejects. */
  over: Promise<void>
  /** The storing of the end, which may go on after `over`. */
  finishing: Promise<Finishing>
}

/** Starts answering at once, in the background. */
export function startRun(parts: RunParts): Run {
  const { runId, answer, choice, tell } = parts
  const { content: before, half } = takeHalf(answer.content)
  const content = createAnswerParts(
    { ...keptOf(before), ...(choice instanceof KithError ? {} : namesOf(choice)) },
    before.parts,
  )
  const writer = createAnswerWriter(parts.call, runId, answer.id, parts.log, before)
  const stopping = new AbortController()
  const receipt = createReceipt(half)
  // What was decided is stored before any of it is done.
  // So is what it is given without: should it be cut off, it goes on like that.
  if (parts.isResumed || withoutIn(before).length > 0) writer.keep(content.content(), true)
  let answering = choice
  // Who goes on may be another than the one who began.
  if (parts.isResumed && !(choice instanceof KithError)) void nameModel(parts, choice)
  let progress: RunProgress = { waiting: null, window: null }

  function goesOn(some: Partial<RunProgress>): void {
    progress = { ...progress, ...some }
    tell({ type: 'progress', runId, progress })
  }

  const asked = answerQuestion(
    parts,
    {
      runId,
      choice,
      threadId: answer.threadId,
      messageId: parts.questionId,
      answerSeq: answer.seq,
      without: withoutIn(before),
      receipt,
      partial: before.parts.length > 0 ? { ...answer, content: before } : null,
      resumed: parts.isResumed ? half : null,
      signal: stopping.signal,
    },
    {
      take(chunk) {
        const events = content.accept(chunk)
        if (events.length > 0 || content.atBoundary()) writer.keep(content.content(), content.atBoundary())
        for (const event of events) tell({ ...event, runId })
      },
      recalled(summary) {
        for (const event of content.recalled(summary)) tell({ ...event, runId })
      },
      without(servers) {
        for (const event of content.without(servers)) tell({ ...event, runId })
      },
      waiting: (wait) =>
        goesOn({ waiting: wait && { ...wait, retryAt: new Date(Date.now() + wait.seconds * 1000).toISOString() } }),
      async instead(chosen) {
        answering = chosen
        content.note(namesOf(chosen))
        parts.onInstead(chosen)
        await nameModel(parts, chosen)
      },
      window: (window) => goesOn({ window }),
      store: () => writer.keep(content.content(), true),
      hasParts: () => content.hasBegun(),
      content: content.content,
      asks(calls) {
        for (const event of content.asks(calls)) tell({ ...event, runId })
      },
    },
  )
  const stopped = new Promise<Ending>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve(endingBecause(stopping.signal.reason)), { once: true })
  })

  const ended = Promise.race([asked, stopped]).then((ending) => {
    // What still arrives is too late, and a model that goes on costs money.
    stopping.abort()
    const final = finalAnswer(content.content(), ending, { receipt, half, answering, window: progress.window })
    return { final, finishing: writer.finish(final) }
  })

  const over = ended.then(async ({ final, finishing }) => {
    const end = await finishing.told
    if ('row' in end) return tellEnd(toMessage(end.row))
    tellEnd({ ...answer, status: 'failed', content: withFailure(final.content, end.error) })
    // Should the database come back, the whole answer is stored after all.
    void finishing.settled.then((row) => row && tellEnd(toMessage(row)))
  })

  function tellEnd(message: Message): void {
    tell({ type: 'finished', runId, message })
    parts.onChange({ kind: 'threads', threadId: answer.threadId })
  }

  return {
    runId,
    live: () => ({ runId, message: { ...answer, content: content.content() }, progress }),
    stop: (why) => stopping.abort(why),
    over,
    finishing: ended.then(({ finishing }) => finishing),
  }
}

function endingBecause(reason: unknown): Ending {
  return reason instanceof KithError ? { status: 'failed', failure: reason } : { status: 'stopped' }
}

/** Of what stands beside an answer: what still holds when it goes on. */
function keptOf({ metadata }: MessageContent): Record<string, unknown> {
  const { memory, without } = (metadata ?? {}) as { memory?: unknown; without?: unknown }
  return { ...(memory !== undefined && { memory }), ...(without !== undefined && { without }) }
}

function namesOf({ facts, insteadOf }: ChosenModel): Record<string, unknown> {
  return { provider: facts.provider, modelId: facts.model, ...(insteadOf && { insteadOf }) }
}

/** The run's row names who answers. That it could not be said costs no answer. */
async function nameModel({ call, runId, log }: RunParts, { facts }: ChosenModel): Promise<void> {
  try {
    await call('ai_name_run_model', { run_id: runId, model: { ...facts } }, { signal: timeLimit(5_000) })
  } catch (error) {
    log('a run names another model than the one that answers', toKithError(error).code)
  }
}

/** Of an answer that goes on: of all its runs. */
function memoryOf({ metadata }: MessageContent, now: ReceiptCounts | 'off'): ReceiptCounts | 'off' {
  const before = (metadata as { memory?: ReceiptCounts | 'off' } | undefined)?.memory
  if (before === undefined || before === 'off') return now
  if (now === 'off') return before
  const messages = before.messages === undefined ? null : before.messages + (now.messages ?? 0)
  return {
    used: before.used + now.used,
    ...(messages !== null && { messages }),
    leftOut: before.leftOut + now.leftOut,
  }
}

interface Taken {
  receipt: Receipt
  half: Half
  answering: ChosenModel | KithError
  window: RunProgress['window']
}

function finalAnswer(
  arrived: MessageContent,
  ending: Ending,
  { receipt, half, answering, window }: Taken,
): FinalAnswer {
  const { status, failure, finishReason } = ending
  const inputTokens = inputTokensOf(ending.usage)
  const usage = usageOf(half.usage, ending.usage)
  const price = answering instanceof KithError ? null : (answering.price ?? null)
  const ofThis = costOf(ending.usage, price)
  const ofBoth = () => (ending.usage === undefined ? half.cost : costOfBoth(half.cost, ofThis))
  const cost = (half.steps === 0 ? ofThis : ofBoth()) as Json
  const metadata = {
    ...(arrived['metadata'] as object),
    ...(finishReason !== undefined && { finishReason }),
    ...(window && { window: corrected(window, receipt.lastPrompt(inputTokens)) }),
    memory: memoryOf(arrived, receipt.counts()),
  }
  const whole = { ...arrived, metadata }
  const content =
    status === 'waiting' ? withHalf(whole, { ...receipt.half(), ...(usage !== undefined && { usage }), cost }) : whole
  return {
    status,
    content: failure ? withFailure(content, failure) : content,
    ...(usage !== undefined && { usage }),
    ...(failure && { failure: failure.toFailure() }),
    cost,
    receipt: receipt.rows(inputTokens) as unknown as Json,
  }
}

function inputTokensOf(usage: Json | undefined): number | undefined {
  const tokens = (usage as { inputTokens?: unknown } | null | undefined)?.inputTokens
  return typeof tokens === 'number' ? tokens : undefined
}

// Makes what vectors are missing, one request at a time, while nobody waits for an answer. What is missing the database
// knows alone, so that this can end at any moment and go on at any other.
import type { EmbeddingsView } from '../../../shared/contract/embeddings'
import { KithError } from '../../../shared/errors'
import type { Call } from '../../database/call'
import type { BackfillText } from '../../store/backfill-embeddings'
import type { Log } from '../refused-receipt'
import { isLasting, isMaybeOfOneText, waitAfter } from './failures'
import { pause, unlessAborted } from './pace'
import type { Pace } from './pace'
import type { ReachableEmbedder } from './reach-embedder'

/** Why nothing is made, and until when; null: until somebody changes something. */
export interface Hold {
  failure: KithError
  until: number | null
}

export interface VectorWork {
  hold(): Hold | null
  isWorking(): boolean
  progress(): EmbeddingsView['progress']
  /** What the model did not take, by id. */
  skipped: ReadonlyMap<string, BackfillText>
  /** There may be something to do. */
  wake(): void
  /** Ends what is being done and begins again, without what it was held by. */
  restart(): void
  /** The model is another one: what is known is of no use. */
  forget(): void
  /** Resolves when nothing is sent or stored any more. */
  close(): Promise<void>
}

interface WorkParts {
  call: Call
  /** The present model; null: none, or nothing is to be done. Rejects when it cannot be reached. */
  reach: () => Promise<ReachableEmbedder> | null
  /** Resolves when no answer is being written. */
  untilIdle: () => Promise<void>
  /** Something of this is new. */
  onChange: () => void
  log: Log
  pace: Pace
  closing: AbortSignal
}

/** Embedded to find out whether a text is the reason, or the provider. */
export const TEST_SENTENCE = 'The harbour is quiet this morning.'

export function createVectorWork(parts: WorkParts): VectorWork {
  const { call, reach, untilIdle, onChange, log, pace, closing } = parts
  let progress: EmbeddingsView['progress'] = null
  let hold: Hold | null = null
  let failures = 0
  let isWorking = false
  let isWanted = false
  /** One text at a time, because one of them may be why all failed. */
  let isCareful = false
  const skipped = new Map<string, BackfillText>()
  /** One that failed while others did not. Once may have been chance. */
  let suspect: string | null = null
  let round = new AbortController()
  let bell = Promise.withResolvers<void>()
  let alarm: NodeJS.Timeout | undefined

  async function live(): Promise<void> {
    while (!closing.aborted) {
      const embedder = isWanted && hold === null ? reach() : null
      if (embedder) await workOnce(embedder)
      else {
        await bell.promise
        bell = Promise.withResolvers()
      }
    }
  }

  async function workOnce(reached: Promise<ReachableEmbedder>): Promise<void> {
    isWanted = false
    round = new AbortController()
    const signal = AbortSignal.any([closing, round.signal])
    let sent: readonly BackfillText[] = []
    try {
      const embedder = await reached
      const outcome = await fill(embedder, signal, (texts) => (sent = texts))
      if (signal.aborted) return
      if (outcome.status === 'failed') await failed(embedder, embedder.toError(outcome.error), sent, signal)
      else failures = 0
    } catch (error) {
      if (!signal.aborted) holdBy(error)
    } finally {
      isWorking = false
      if (!signal.aborted) onChange()
    }
  }

  async function fill(
    { documents }: ReachableEmbedder,
    signal: AbortSignal,
    onSent: (texts: readonly BackfillText[]) => void,
  ) {
    // It brings Mastra's errors along.
    const { backfillEmbeddings } = await import('../../store/backfill-embeddings')
    const isAlone = isCareful
    isCareful = false
    let before = 0
    let pages = 0
    return backfillEmbeddings({
      call,
      embedder: documents,
      pageSize: isAlone ? 1 : pace.page,
      skip: new Set(skipped.keys()),
      signal,
      async beforePage() {
        if (pages > 0) await pause(pace.between, signal)
        await unlessAborted(untilIdle(), signal)
      },
      onCoverage(coverage) {
        const sum = (column: 'total' | 'embedded') => coverage.reduce((all, row) => all + (row[column] ?? 0), 0)
        before = sum('embedded')
        progress = { total: sum('total'), embedded: before }
        onChange()
      },
      onPage(texts) {
        pages += 1
        isWorking = true
        onSent(texts)
        onChange()
      },
      onRefused: (text) => void skipped.set(text.id, text),
      onProgress({ embedded }) {
        onSent([])
        failures = 0
        if (progress) progress = { ...progress, embedded: before + embedded }
        onChange()
        // It was none of these after all: with as many as usual again.
        if (isAlone && pages >= pace.page) restartRound()
      },
    })
  }

  function restartRound(): void {
    isWanted = true
    round.abort()
    bell.resolve()
  }

  async function failed(
    embedder: ReachableEmbedder,
    failure: KithError,
    sent: readonly BackfillText[],
    signal: AbortSignal,
  ): Promise<void> {
    const [text] = sent
    if (text && isMaybeOfOneText(failure)) {
      if (sent.length === 1 && (await takesOthers(embedder, signal))) {
        if (suspect === text.id) skipped.set(text.id, text)
        isCareful = suspect !== text.id
        suspect = text.id
        isWanted = true
        return
      }
      isCareful = failures > 0
    }
    if (!signal.aborted) holdBy(failure)
  }

  async function takesOthers({ documents }: ReachableEmbedder, signal: AbortSignal): Promise<boolean> {
    try {
      await pause(pace.between, signal)
      await documents.doEmbed({ values: [TEST_SENTENCE], abortSignal: signal })
      return true
    } catch {
      return false
    }
  }

  function holdBy(error: unknown): void {
    const failure =
      error instanceof KithError ? error : new KithError('DATABASE_FAILED', { reason: String(error) }, { cause: error })
    failures += 1
    isWanted = true
    const wait = waitAfter(failure, failures, pace)
    hold = { failure, until: isLasting(failure) ? null : Date.now() + wait }
    if (hold.until !== null) {
      alarm = setTimeout(() => {
        hold = null
        bell.resolve()
      }, wait)
      alarm.unref()
    }
    // Once: it may be tried for days.
    if (failures === 1) log('vectors could not be made', failure.code)
  }

  const lived = live()

  return {
    hold: () => hold,
    isWorking: () => isWorking,
    progress: () => progress,
    skipped,
    wake() {
      isWanted = true
      bell.resolve()
    },
    restart() {
      clearTimeout(alarm)
      hold = null
      failures = 0
      isWorking = false
      restartRound()
    },
    forget() {
      progress = null
      isCareful = false
      suspect = null
      skipped.clear()
    },
    async close() {
      clearTimeout(alarm)
      bell.resolve()
      await lived
    },
  }
}

// Finding what is meant: which model makes vectors, of what, and how far it is.
import type {
  EmbedderChoice,
  EmbeddingsEstimate,
  EmbeddingsView,
  EmbeddingWork,
} from '../../../shared/contract/embeddings'
import { KithError } from '../../../shared/errors'
import type { Call } from '../../database/call'
import type { Settings } from '../../settings'
import type { ProviderOptions } from '../providers'
import type { Log } from '../refused-receipt'
import { createBroadcast } from './broadcast'
import { estimate } from './estimate'
import type { ChosenEmbedder } from './name-of'
import { usualPace } from './pace'
import type { Pace } from './pace'
import { createQuestionVectors } from './question-vectors'
import type { EmbedQuestion } from './question-vectors'
import type { ReachableEmbedder } from './reach-embedder'
import { createVectorWork, TEST_SENTENCE } from './vector-work'

export interface Embeddings {
  /** For recall, see `createQuestionVectors`. */
  question: EmbedQuestion
  /** How it stands at once, then whenever that changes, until the signal or `close`. */
  watch(signal: AbortSignal | undefined): AsyncIterable<EmbeddingsView>
  /** Embeds one sentence. Throws as a model does. */
  test(choice: EmbedderChoice): Promise<{ dimensions: number; milliseconds: number }>
  estimate(choice: EmbedderChoice): Promise<EmbeddingsEstimate>
  /** Something may have been said or kept: it gets its vector when it is quiet. */
  nudge(): void
  /** The settings have changed. */
  follow(): void
  /** Tries again now, whatever it was held by. */
  resume(): void
  /** Sends nothing any more. Resolves when nothing is being stored either. */
  close(): Promise<void>
}

export interface EmbeddingsParts {
  call: Call
  settings: Pick<Settings, 'connection' | 'embedder' | 'view'>
  /** Resolves when no answer is being written. */
  untilIdle: () => Promise<void>
  /** False while the database can only be read. */
  canStore?: () => boolean
  log: Log
  pace?: Partial<Pace>
  options?: ProviderOptions
}

/** How much of a text names it, and how many are named. */
const BEGINNING = 80
const MOST_NAMED = 50
/** Milliseconds until a test says that nothing comes; a model may have to be loaded first. */
const TEST_PATIENCE = 60_000

export function createEmbeddings(parts: EmbeddingsParts): Embeddings {
  const { call, settings, untilIdle, canStore = () => true, log, options = {} } = parts
  const pace = { ...usualPace, ...parts.pace }
  const closing = new AbortController()
  const broadcast = createBroadcast<EmbeddingsView>()
  let setting = settings.embedder()
  let known = modelNow()
  let reached: Promise<ReachableEmbedder> | null = null
  let quiet: NodeJS.Timeout | undefined

  const work = createVectorWork({
    call,
    untilIdle,
    log,
    pace,
    closing: closing.signal,
    reach: () => (setting.isPaused || !canStore() ? null : reach()),
    onChange: tell,
  })
  const questions = createQuestionVectors({
    ...pace,
    closing: closing.signal,
    reach: () => (work.hold()?.until === null && setting.choice.kind !== 'none' ? heldBack() : reach()),
  })

  /** All that a model is known by. */
  function modelNow(): string {
    const { choice } = settings.embedder()
    if (choice.kind === 'none') return 'none'
    const provider = settings.view().providers.find(({ id }) => id === choice.providerId)
    return JSON.stringify([choice, provider?.kind, provider?.baseUrl])
  }

  function reach(): Promise<ReachableEmbedder> | null {
    if (setting.choice.kind === 'none') return null
    if (reached) return reached
    const reaching = reachWith(setting.choice)
    reached = reaching
    // The vault may give the key another time.
    reaching.catch(() => reached === reaching && (reached = null))
    return reaching
  }

  async function reachWith(choice: ChosenEmbedder, more = options): Promise<ReachableEmbedder> {
    const { reachEmbedder } = await import('./reach-embedder')
    return reachEmbedder(choice, settings, more)
  }

  /** With a key that is wrong no question is sent either. */
  async function heldBack(): Promise<never> {
    throw work.hold()?.failure ?? new Error('held back')
  }

  function workView(): EmbeddingWork {
    if (setting.choice.kind === 'none') return { state: 'off' }
    if (setting.isPaused) return { state: 'paused' }
    const hold = work.hold()
    if (hold === null) return { state: work.isWorking() ? 'working' : 'done' }
    const failure = hold.failure.toFailure()
    if (hold.until === null) return { state: 'stopped', failure }
    return { state: 'waiting', until: new Date(hold.until).toISOString(), failure }
  }

  function view(): EmbeddingsView {
    const named = [...work.skipped.values()].slice(0, MOST_NAMED)
    return {
      choice: setting.choice,
      work: workView(),
      progress: work.progress(),
      skipped: named.map(({ kind, id, said }) => ({
        kind,
        id,
        beginning: said.trim().slice(0, BEGINNING).toWellFormed(),
      })),
    }
  }

  function tell(): void {
    broadcast.tell(view())
  }

  /** When it is quiet: at a start other things come first. */
  function nudge(): void {
    clearTimeout(quiet)
    quiet = setTimeout(() => work.wake(), pace.settle)
    quiet.unref()
  }
  nudge()

  return {
    question: questions.embedQuestion,
    watch: (signal) => broadcast.watch(view(), signal),

    async test(choice) {
      if (choice.kind === 'none') throw new KithError('INVALID', { reason: 'There is no model to test.' })
      const patience = { firstByte: TEST_PATIENCE, ...options.patience }
      const embedder = await reachWith(choice, { ...options, patience })
      const start = performance.now()
      try {
        await embedder.questions.doEmbed({ values: [TEST_SENTENCE], abortSignal: closing.signal })
      } catch (error) {
        throw embedder.toError(error)
      }
      return { dimensions: embedder.lengthSeen() ?? 0, milliseconds: Math.round(performance.now() - start) }
    },

    estimate: (choice) => estimate(call, settings, choice),

    nudge,

    follow() {
      const now = settings.embedder()
      const next = modelNow()
      const isOther = next !== known
      // A key may have been replaced by a better one.
      reached = null
      if (!isOther && now.isPaused === setting.isPaused && work.hold() === null) return
      setting = now
      known = next
      if (isOther) {
        work.forget()
        questions.forget()
      }
      work.restart()
      tell()
    },

    resume() {
      reached = null
      work.restart()
      tell()
    },

    async close() {
      clearTimeout(quiet)
      closing.abort()
      broadcast.close()
      await work.close()
    },
  }
}

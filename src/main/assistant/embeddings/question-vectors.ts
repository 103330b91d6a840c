// What is asked, as a vector, before memory is looked into. An answer waits for it, so it has little time: after that, and
// when it fails, memory finds by words alone.
import { toVectorText } from '../../store/pooled-vector'
import type { ReachableEmbedder } from './reach-embedder'

export interface QuestionVector {
  /** As the database reads it. */
  embedding: string
  /** What it may be compared with. */
  model: string
}

/** Null: no model is chosen. `missing`: one is, and there is no vector. Rejects with the signal's reason only. */
export type EmbedQuestion = (
  text: string,
  signal: AbortSignal,
) => Promise<QuestionVector | { missing: 'late' | 'failed' } | null>

interface QuestionParts {
  /** The present model, null when there is none. Rejects when it cannot be reached. */
  reach: () => Promise<ReachableEmbedder> | null
  /** Milliseconds an answer waits. */
  patience: number
  /** Milliseconds nobody is asked after that had been in vain. */
  rest: number
  closing: AbortSignal
}

/** The same is asked again when an answer is made anew, and by the model that looks once more. */
const MOST_KEPT = 100

export function createQuestionVectors({ reach, patience, rest, closing }: QuestionParts) {
  const kept = new Map<string, Promise<QuestionVector>>()
  let restsUntil = 0

  async function make(embedder: Promise<ReachableEmbedder>, text: string): Promise<QuestionVector> {
    const { questions, name } = await embedder
    const { embeddings } = await questions.doEmbed({ values: [text], abortSignal: closing })
    return { embedding: toVectorText(embeddings[0] ?? []), model: name }
  }

  /** It goes on when nobody waits any more: a model that had to be loaded first knows the next question in time. */
  function vectorOf(embedder: Promise<ReachableEmbedder>, text: string): Promise<QuestionVector> {
    const known = kept.get(text)
    if (known) return known
    const made = make(embedder, text)
    kept.set(text, made)
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break
      kept.delete(oldest)
    }
    made.then(
      () => (restsUntil = 0),
      () => kept.get(text) === made && kept.delete(text),
    )
    return made
  }

  const embedQuestion: EmbedQuestion = async (text, signal) => {
    const embedder = reach()
    if (!embedder) return null
    embedder.catch(() => {})
    if (performance.now() < restsUntil && !kept.has(text)) return { missing: 'late' }
    const late = Promise.withResolvers<{ missing: 'late' }>()
    const timer = setTimeout(() => late.resolve({ missing: 'late' }), patience)
    const aborted = Promise.withResolvers<never>()
    const abort = () => aborted.reject(signal.reason)
    signal.addEventListener('abort', abort)
    try {
      signal.throwIfAborted()
      const outcome = await Promise.race([
        vectorOf(embedder, text).catch(() => ({ missing: 'failed' as const })),
        late.promise,
        aborted.promise,
      ])
      if ('missing' in outcome) restsUntil = performance.now() + rest
      return outcome
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
    }
  }

  return {
    embedQuestion,
    /** The model is another one. */
    forget() {
      kept.clear()
      restsUntil = 0
    },
  }
}

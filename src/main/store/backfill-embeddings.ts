// Vectors for what has none of the current model: written while the model could not be reached, imported, or embedded by
// another model before. Where it stands is in the database, so that it can end at any time and go on at any other.
import type { Call } from '../database/call'
import type { Database } from '../database/database.types'
import { splitResourceKey } from '../../shared/domain/resource-key'
import type { createEmbedder } from './embedder'
import { toVectorText } from './pooled-vector'
import { duringVector, isOfOneText, refusedVector } from './vector-errors'

export interface BackfillOptions {
  call: Call
  /** Made by `createEmbedder`. Its `modelId` is the model. */
  embedder: ReturnType<typeof createEmbedder>
  /** One persona's; everything of the signed-in user unless given. */
  resourceId?: string
  /** How many texts are read, embedded and stored together; 50 unless given, at most 100. */
  pageSize?: number
  /** So that an answer somebody waits for is not kept waiting by the provider's limit. */
  textsPerMinute?: number
  signal?: AbortSignal
  /** Waited for before anything is read for the next page. */
  beforePage?: () => Promise<void>
  /** Ids of texts that are passed over. */
  skip?: ReadonlySet<string>
  /** What was counted at the beginning. */
  onCoverage?: (coverage: Coverage) => void
  /** Before a page is sent. */
  onPage?: (texts: readonly BackfillText[]) => void
  /** One that the model does not take. */
  onRefused?: (text: BackfillText) => void
  /** After every page. */
  onProgress?: (progress: BackfillProgress) => void
}

export interface BackfillText {
  kind: Kind
  id: string
  said: string
}

type Coverage = Database['public']['Functions']['ai_embedding_coverage']['Returns']

export interface BackfillProgress {
  embedded: number
  /** Texts that the model does not take. They stay without a vector, and are found by their words. */
  refused: number
  /** What had no vector when it began, and has none yet. */
  remaining: number
}

/** `complete`: whatever the model takes has a vector. Otherwise it goes on when it is called again. */
export type BackfillOutcome = BackfillProgress &
  ({ status: 'complete' | 'aborted' } | { status: 'failed'; error: unknown })

const USUAL_PAGE = 50
const LARGEST_PAGE = 100
/** What `ai_messages_to_embed` gives at once. */
const LARGEST_LOOKUP = 500
const MINUTE = 60_000

type Kind = 'message' | 'memory'

/** Never throws: what stopped it is in the outcome. Two at once do no harm but to the bill. */
export async function backfillEmbeddings(options: BackfillOptions): Promise<BackfillOutcome> {
  const progress: BackfillProgress = { embedded: 0, refused: 0, remaining: 0 }
  try {
    await backfill(options, progress)
    return { ...progress, status: 'complete' }
  } catch (error) {
    if (options.signal?.aborted) return { ...progress, status: 'aborted' }
    return { ...progress, status: 'failed', error }
  }
}

async function backfill(options: BackfillOptions, progress: BackfillProgress): Promise<void> {
  const { call, embedder, signal, onProgress } = options
  const page = Math.min(Math.max(1, Math.trunc(options.pageSize ?? USUAL_PAGE)), LARGEST_PAGE)
  const scope = scopeOf(options)
  const pause = paused(options.textsPerMinute, signal)
  const read = <T>(work: () => Promise<T>) => duringVector('BACKFILL', work)
  const abortable = signal ? { signal } : {}

  signal?.throwIfAborted()
  const coverage = await read(() => call('ai_embedding_coverage', scope, abortable))
  options.onCoverage?.(coverage)
  progress.remaining = coverage.reduce((sum, { missing }) => sum + (missing ?? 0), 0)

  for (const kind of ['message', 'memory'] satisfies Kind[]) {
    // What was tried and has no vector still: it would come first again for ever.
    const passed = new Set<string>(options.skip)
    for (;;) {
      await options.beforePage?.()
      signal?.throwIfAborted()
      const wanted = Math.min(page + passed.size, LARGEST_LOOKUP)
      const found = await read(() =>
        call(
          kind === 'message' ? 'ai_messages_to_embed' : 'ai_memories_to_embed',
          { ...scope, max_rows: wanted },
          abortable,
        ),
      )
      const texts = found.flatMap(({ id, said, text_hash: hash }) =>
        id !== null && said !== null && hash !== null && !passed.has(id) ? [{ id, said, hash }] : [],
      )
      const next = texts.slice(0, page)
      if (next.length === 0) {
        if (found.length < LARGEST_LOOKUP) break
        throw refusedVector(
          'BACKFILL',
          `${embedder.modelId} does not take the newest ${LARGEST_LOOKUP} texts without a vector`,
        )
      }
      await pause(next.length)
      for (const { id } of next) passed.add(id)
      options.onPage?.(next.map(({ id, said }) => ({ kind, id, said })))
      const { vectors, refusal } = await embedEach(
        options,
        next.map(({ said }) => said),
      )
      // Some providers call a wrong key a bad request: when they take nothing at all it is not the texts.
      const isNothingTaken = progress.embedded === 0 && vectors.every((vector) => vector === null)
      if (isNothingTaken && vectors.length > 2) throw refusal
      for (const [index, { id, said }] of next.entries()) {
        if (vectors[index] === null) options.onRefused?.({ kind, id, said })
      }
      const rows = next.flatMap(({ id, hash }, index) => {
        const vector = vectors[index]
        return vector ? [{ id, embedding: toVectorText(vector), model: embedder.modelId, text_hash: hash }] : []
      })
      const saved = rows.length === 0 ? 0 : await read(() => call('ai_save_embeddings', { kind, rows }, abortable))
      // One whose words have changed meanwhile is passed over, and waits for the next backfill.
      if (saved === rows.length) for (const { id } of rows) passed.delete(id)
      progress.embedded += saved
      progress.refused += next.length - rows.length
      progress.remaining = Math.max(0, progress.remaining - next.length)
      onProgress?.({ ...progress })
    }
  }
}

interface EmbeddedTexts {
  /** One for each text, null for those the model does not take. */
  vectors: (number[] | null)[]
  /** What it said of the last of these. */
  refusal?: unknown
}

/** What stops all texts is thrown. */
async function embedEach(options: BackfillOptions, texts: string[]): Promise<EmbeddedTexts> {
  const { embedder, signal } = options
  const abortable = signal ? { abortSignal: signal } : {}
  try {
    const { embeddings } = await embedder.doEmbed({ values: texts, ...abortable })
    return { vectors: embeddings }
  } catch (error) {
    if (!isAboutText(error)) throw error
    if (texts.length === 1) return { vectors: [null], refusal: error }
  }
  // One of them is the reason. The others are not to wait for it.
  const each: EmbeddedTexts = { vectors: [] }
  for (const text of texts) {
    const { vectors, refusal } = await embedEach(options, [text])
    each.vectors.push(...vectors)
    each.refusal = refusal ?? each.refusal
  }
  return each
}

/** As HTTP says it: bad, too large, not to be processed. A key that is wrong or a limit that is reached is about all. */
function isAboutText(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  if (isOfOneText(error)) return true
  if (!('statusCode' in error)) return false
  return error.statusCode === 400 || error.statusCode === 413 || error.statusCode === 422
}

function scopeOf({ embedder, resourceId }: BackfillOptions) {
  const owner = resourceId === undefined ? undefined : splitResourceKey(resourceId)
  if (owner === null) throw refusedVector('BACKFILL', `Resource ${resourceId} is not "<user>:<persona>"`)
  return { model: embedder.modelId, persona_id: owner?.personaId ?? undefined, all_personas: owner === undefined }
}

/** Waits until so many more texts may be sent. */
function paused(textsPerMinute: number | undefined, signal: AbortSignal | undefined) {
  if (textsPerMinute === undefined) return async () => {}
  if (!(textsPerMinute > 0)) throw refusedVector('BACKFILL', `${textsPerMinute} texts a minute are none`)
  let free = 0
  return async (texts: number): Promise<void> => {
    const now = Date.now()
    const start = Math.max(now, free)
    free = start + (texts / textsPerMinute) * MINUTE
    if (start > now) await waited(start - now, signal)
  }
}

function waited(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason as Error)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', stop, { once: true })
  })
}

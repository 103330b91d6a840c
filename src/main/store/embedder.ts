// An embedding model of the AI SDK as Mastra and the database take it. Mastra's memory speaks with specification v3 and
// sends texts of any length; the database keeps vectors of one length.
import type { MastraEmbeddingModel } from '@mastra/core/vector'
import { fitted, pieceBytesOf } from './embedder-models'
import { inBatches } from './in-batches'
import { DIMENSIONS, pooled } from './pooled-vector'
import { bytesOf, splitText } from './split-text'
import { ofOneText, refusedVector } from './vector-errors'

type EmbeddingModelV3 = Extract<MastraEmbeddingModel<string>, { specificationVersion: 'v3' }>
type CallOptions = Parameters<EmbeddingModelV3['doEmbed']>[0]
type Embedded = Awaited<ReturnType<EmbeddingModelV3['doEmbed']>>

/** What embedding models of the specifications v2, v3 and v4 have in common. */
export interface AnyEmbeddingModel {
  readonly specificationVersion: 'v2' | 'v3' | 'v4'
  readonly provider: string
  readonly modelId: string
  readonly maxEmbeddingsPerCall: PromiseLike<number | undefined> | number | undefined
  readonly supportsParallelCalls: PromiseLike<boolean> | boolean
  doEmbed(options: CallOptions): PromiseLike<{
    embeddings: number[][]
    usage?: { tokens: number } | undefined
    // Their types differ from one specification to the next; what is said goes through.
    providerMetadata?: object | undefined
    warnings?: unknown[]
  }>
}

export interface EmbedderOptions {
  /**
   * What the vectors are kept under; the model's own id unless said otherwise. Vectors of different names are never
   * compared, so a deployment that is called "production" should say which model it is.
   */
  name?: string
  /** How much text the model takes at once, in bytes of UTF-8. For known models it is known. */
  pieceBytes?: number
}

/** What a provider takes in one request besides a number of texts: 300,000 tokens for OpenAI. */
const LARGEST_REQUEST = 250_000
const LONGEST_NAME = 200

/**
 * Wraps an embedding model of any specification as v3. Every text becomes one vector of 1,536 numbers and of length 1,
 * long ones by the mean of their pieces. Nothing is asked of the model before there is something to embed.
 */
export function createEmbedder(model: AnyEmbeddingModel, options: EmbedderOptions = {}): EmbeddingModelV3 {
  const name = options.name ?? model.modelId
  if (name === '' || name.length > LONGEST_NAME) {
    throw refusedVector('EMBED', `The name of an embedding model has 1 to ${LONGEST_NAME} characters`)
  }
  const pieceBytes = options.pieceBytes ?? pieceBytesOf(name)
  if (!(pieceBytes >= 4)) throw refusedVector('EMBED', `Texts cannot be split into pieces of ${pieceBytes} bytes`)
  let lengthSeen: number | undefined

  function fit(vector: number[]): number[] {
    lengthSeen ??= vector.length
    if (vector.length !== lengthSeen) {
      throw refusedVector('EMBED', `${name} gave vectors of ${lengthSeen} numbers before and of ${vector.length} now`)
    }
    const fit = fitted(name, vector)
    if (fit) return fit
    throw refusedVector(
      'EMBED',
      `Vectors of ${name} have ${vector.length} numbers, the database keeps ${DIMENSIONS}, and nothing says that they can be shortened`,
    )
  }

  return {
    specificationVersion: 'v3',
    provider: model.provider,
    modelId: name,
    maxEmbeddingsPerCall: model.maxEmbeddingsPerCall,
    supportsParallelCalls: model.supportsParallelCalls,
    async doEmbed({ values, ...rest }) {
      const pieces = values.map((value) => splitText(value.toWellFormed(), pieceBytes))
      const largest = (await model.maxEmbeddingsPerCall) ?? Number.POSITIVE_INFINITY
      const requests = bySize(pieces.flat(), LARGEST_REQUEST).flatMap((batch) =>
        Number.isFinite(largest) ? inBatches(batch, Math.max(1, largest)) : [batch],
      )
      const vectors: number[][] = []
      const answer: Omit<Embedded, 'embeddings'> = { warnings: [] }
      for (const request of requests) {
        const { embeddings, usage, warnings, providerMetadata } = await model.doEmbed({ ...rest, values: request })
        if (embeddings.length !== request.length) {
          throw refusedVector('EMBED', `${name} gave ${embeddings.length} vectors for ${request.length} texts`)
        }
        vectors.push(...embeddings.map(fit))
        if (usage) answer.usage = { tokens: (answer.usage?.tokens ?? 0) + usage.tokens }
        if (providerMetadata) answer.providerMetadata = providerMetadata as NonNullable<Embedded['providerMetadata']>
        answer.warnings.push(...((warnings ?? []) as Embedded['warnings']))
      }
      let next = 0
      const embeddings = pieces.map((parts) => {
        const own = vectors.slice(next, (next += parts.length))
        const vector = pooled(own, parts.map(bytesOf))
        if (!vector) throw ofOneText(refusedVector('EMBED', `${name} gave a vector that points nowhere`))
        return vector
      })
      return { ...answer, embeddings }
    },
  }
}

/** Texts in order, in arrays of at most so many bytes, or of one text. */
function bySize(texts: string[], maxBytes: number): string[][] {
  const batches: string[][] = []
  let size = 0
  for (const text of texts) {
    const added = bytesOf(text)
    const current = batches.at(-1)
    if (current && size + added <= maxBytes) {
      current.push(text)
      size += added
    } else {
      batches.push([text])
      size = added
    }
  }
  return batches
}

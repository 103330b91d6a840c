// For tests: an embedding model that needs no network. Texts with words in common are near each other.
import { createHash } from 'node:crypto'
import type { AnyEmbeddingModel } from '../embedder'

export interface SmallEmbedder extends AnyEmbeddingModel {
  /** Every request so far. */
  requests: string[][]
  /** Thrown instead of an answer, while it is set. */
  failure: Error | undefined
}

export function smallEmbedder({ modelId = 'small', length = 1_536, largest = 2_048 } = {}): SmallEmbedder {
  const model: SmallEmbedder = {
    specificationVersion: 'v4',
    provider: 'test',
    modelId,
    maxEmbeddingsPerCall: largest,
    supportsParallelCalls: true,
    requests: [],
    failure: undefined,
    async doEmbed({ values }) {
      model.requests.push(values)
      if (model.failure) throw model.failure
      return {
        embeddings: values.map((text) => direction(modelId, text, length)),
        usage: { tokens: values.length },
        warnings: [],
      }
    },
  }
  return model
}

/** One number for each word, at a place that the word and the model say. */
function direction(modelId: string, text: string, length: number): number[] {
  const vector = Array.from({ length }, () => 0)
  for (const word of ['', ...(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])]) {
    const place = createHash('md5').update(`${modelId}:${word}`).digest().readUInt32LE() % length
    vector[place] = (vector[place] ?? 0) + (word === '' ? 0.1 : 1)
  }
  return vector
}

// What has to be known about embedding models, because no model says it of itself.
import { DIMENSIONS, padded } from './pooled-vector'

interface KnownModel {
  /** The end of its name in lower case, however a provider spells what comes before. */
  name: RegExp
  /** How much text it takes at once, in bytes: at most as many tokens. */
  pieceBytes: number
  /** Where it is written that the beginning of its vectors is a vector, and may be used alone. */
  shortenable?: string
}

// Read in November 2026, in copies of these pages and where somebody quotes them.
const models: KnownModel[] = [
  {
    // 8,191 tokens; 1,536 and 3,072 numbers. "Developers can shorten embeddings (i.e. remove some numbers from the end of
    // the sequence) without the embedding losing its concept-representing properties".
    name: /text-embedding-3-(small|large)$/,
    pieceBytes: 8_000,
    shortenable: 'https://platform.openai.com/docs/guides/embeddings#reducing-embedding-dimensions',
  },
  // 8,191 tokens; 1,536 numbers, and no `dimensions`: "only supported in text-embedding-3 and later models".
  { name: /text-embedding-ada-002$/, pieceBytes: 8_000 },
  {
    // 2,048 tokens; 3,072 numbers. Trained by Matryoshka Representation Learning; 768, 1,536 and 3,072 are recommended, and
    // for less than all "excessive values in the output embedding are truncated from the end" (`outputDimensionality` of
    // the Google Gen AI SDK). https://vercel.com/ai-gateway/models/gemini-embedding-001/faq says the same.
    name: /gemini-embedding-001$/,
    pieceBytes: 2_000,
    shortenable: 'https://ai.google.dev/gemini-api/docs/embeddings',
  },
  {
    // 32,768 tokens; 2,560 and 4,096 numbers. "Allows for flexible vector definitions across all dimensions", from 32 on.
    // That of 0.6B has 1,024, and needs no shortening.
    name: /qwen3-embedding[-:][48]b(-.+)?$/,
    pieceBytes: 8_000,
    shortenable: 'https://huggingface.co/Qwen/Qwen3-Embedding-4B-GGUF',
  },
]

/** Most of the others run on somebody's own computer and read 512 tokens; of what is longer they drop the end. */
const USUAL_PIECE = 2_000

export function pieceBytesOf(model: string): number {
  return knownModel(model)?.pieceBytes ?? USUAL_PIECE
}

/** Where it is documented that vectors of this model may be cut. */
export function sourceForShortening(model: string): string | undefined {
  return knownModel(model)?.shortenable
}

/**
 * A vector of a model with 1,536 numbers: zeros added, which changes no angle, or the end cut off where the model is
 * made for it. Null where it is not: half of such a vector says something else.
 */
export function fitted(model: string, vector: readonly number[]): number[] | null {
  if (vector.length <= DIMENSIONS) {
    return padded(vector)
  }
  return sourceForShortening(model) ? vector.slice(0, DIMENSIONS) : null
}

function knownModel(model: string): KnownModel | undefined {
  return models.find(({ name }) => name.test(model.toLowerCase()))
}

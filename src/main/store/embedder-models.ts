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

const models: KnownModel[] = [
  {
    // 8,192 tokens. "Using the API parameter `dimensions`", or by cutting and normalising it oneself.
    name: /text-embedding-3-(small|large)$/,
    pieceBytes: 8_000,
    shortenable: 'https://platform.openai.com/docs/guides/embeddings#reducing-embedding-dimensions',
  },
  { name: /text-embedding-ada-002$/, pieceBytes: 8_000 },
  {
    // 2,048 tokens. Trained by Matryoshka Representation Learning; 768, 1,536 and 3,072 are recommended.
    name: /gemini-embedding-001$/,
    pieceBytes: 2_000,
    shortenable: 'https://ai.google.dev/gemini-api/docs/embeddings#control-embedding-size',
  },
  {
    // 32,768 tokens. "MRL support", 32 to 2,560 and to 4,096 dimensions.
    name: /qwen3-embedding[-:][48]b(-.+)?$/,
    pieceBytes: 8_000,
    shortenable: 'https://huggingface.co/Qwen/Qwen3-Embedding-8B#qwen3-embedding-series-model-list',
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

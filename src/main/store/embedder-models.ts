// What has to be known about embedding models, because no model says it of itself.
import { DIMENSIONS, padded } from './pooled-vector'

interface KnownModel {
  /** The end of its name in lower case, however a provider spells what comes before. */
  name: RegExp
  /** How much text it takes at once, in bytes: at most as many tokens. */
  pieceBytes: number
  /** Where it is written that the beginning of its vectors is a vector, and may be used alone. */
  shortenable?: string
  /** Lengths its makers name besides its own; its API is asked for them by `dimensions`. */
  lengths?: readonly number[]
  /** What it was trained to read before a text that is looked for, and before what is asked. */
  prefixes?: Prefixes
}

/** What stands before a text, so that a model knows which side of a search it is on. */
export interface Prefixes {
  document: string
  query: string
}

const ASKED_IN_WORDS = 'Represent this sentence for searching relevant passages: '

// Read in November 2026, in copies of these pages and where somebody quotes them.
const models: KnownModel[] = [
  {
    // 8,191 tokens; 1,536 and 3,072 numbers. "Developers can shorten embeddings (i.e. remove some numbers from the end of
    // the sequence) without the embedding losing its concept-representing properties".
    name: /text-embedding-3-(small|large)$/,
    pieceBytes: 8_000,
    lengths: [512, 1_024, 1_536],
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
    lengths: [768, 1_536],
    shortenable: 'https://ai.google.dev/gemini-api/docs/embeddings',
  },
  {
    // 32,768 tokens; 2,560 and 4,096 numbers. "Allows for flexible vector definitions across all dimensions", from 32 on.
    // That of 0.6B has 1,024, and needs no shortening.
    name: /qwen3-embedding[-:][48]b(-.+)?$/,
    pieceBytes: 8_000,
    lengths: [512, 1_024, 1_536],
    shortenable: 'https://huggingface.co/Qwen/Qwen3-Embedding-4B-GGUF',
    prefixes: {
      document: '',
      query: 'Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:',
    },
  },
  // "The text prompt must include a task instruction prefix": https://huggingface.co/nomic-ai/nomic-embed-text-v1.5
  {
    name: /nomic-embed-text(-v[\d.]+)?(:.+)?$/,
    pieceBytes: 2_000,
    prefixes: { document: 'search_document: ', query: 'search_query: ' },
  },
  // "Each input text should start with "query: " or "passage: "": https://huggingface.co/intfloat/multilingual-e5-base
  {
    name: /(^|[/-])e5-(small|base|large)(-v2)?(:.+)?$/,
    pieceBytes: 1_900,
    prefixes: { document: 'passage: ', query: 'query: ' },
  },
  // https://huggingface.co/google/embeddinggemma-300m, "Prompt Instructions".
  {
    name: /embeddinggemma(-300m)?(:.+)?$/,
    pieceBytes: 2_000,
    prefixes: { document: 'title: none | text: ', query: 'task: search result | query: ' },
  },
  // Only questions have one. https://huggingface.co/mixedbread-ai/mxbai-embed-large-v1, and the cards of the others.
  {
    name: /(mxbai-embed-large(-v1)?|bge-(small|base|large)-en-v1\.5|snowflake-arctic-embed(-(xs|s|m|l))?(-v1\.5)?)(:.+)?$/,
    pieceBytes: 1_900,
    prefixes: { document: '', query: ASKED_IN_WORDS },
  },
  {
    name: /snowflake-arctic-embed(2|-[ml]-v2\.0)(:.+)?$/,
    pieceBytes: 2_000,
    prefixes: { document: '', query: 'query: ' },
  },
  // Ollama gives it 256 tokens, and refuses what is longer.
  { name: /all-minilm(:.+)?$/, pieceBytes: 800 },
]

/** Most of the others run on somebody's own computer and read 512 tokens; of what is longer they drop the end. */
const USUAL_PIECE = 2_000

export function pieceBytesOf(model: string): number {
  return knownModel(model)?.pieceBytes ?? USUAL_PIECE
}

/** What is to stand before texts of this model; nothing for most. */
export function prefixesOf(model: string): Prefixes {
  return knownModel(model)?.prefixes ?? { document: '', query: '' }
}

/** How long vectors of this model may be made, of what the database keeps; empty where there is no choice. */
export function lengthsOf(model: string): readonly number[] {
  return knownModel(model)?.lengths ?? []
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

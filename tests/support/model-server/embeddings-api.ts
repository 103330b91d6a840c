// /v1/embeddings, in floats or in base64 as OpenAI's own client asks for, and Ollama's /api/embed.
import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import { embed } from './embedding'
import type { HttpReply, NoReply } from './script'
import { sendHttp, sendJson, sendNothing } from './send'

const body = z.looseObject({
  model: z.string(),
  input: z.union([z.string(), z.array(z.string())]),
  dimensions: z.int().min(1).optional(),
  encoding_format: z.enum(['float', 'base64']).default('float'),
})

/** One request for vectors. */
export interface EmbeddingsRequest {
  api: 'openai' | 'ollama'
  /** 0 for the first request for vectors. */
  index: number
  model: string
  texts: readonly string[]
  /** What was asked for, if anything. */
  dimensions: number | undefined
}

/** Vectors, one for each text unless the test wants otherwise, or a failure. Null: what the texts mean. */
export type EmbeddingsScript = (
  request: EmbeddingsRequest,
) => Vectors | HttpReply | NoReply | null | Promise<Vectors | HttpReply | NoReply | null>
type Vectors = readonly (readonly (number | null)[])[]

export function readEmbeddingsRequest(api: EmbeddingsRequest['api'], json: unknown, index: number): EmbeddingsRequest {
  const { model, input, dimensions } = body.parse(json)
  return { api, index, model, texts: typeof input === 'string' ? [input] : input, dimensions }
}

export async function sendEmbeddings(
  response: ServerResponse,
  json: unknown,
  request: EmbeddingsRequest,
  script: EmbeddingsScript | null,
): Promise<void> {
  const { api, model, texts, dimensions = 1_536 } = request
  const said = (await script?.(request)) ?? null
  if (said !== null && 'status' in said) return sendHttp(response, said)
  if (said !== null && 'instead' in said) return sendNothing(response, said)
  const vectors = said ?? texts.map((text) => embed(text, dimensions))
  const tokens = texts.reduce((sum, text) => sum + Math.ceil(text.length / 4), 0)
  if (api === 'ollama') {
    return sendJson(response, { model, embeddings: vectors, total_duration: 1, prompt_eval_count: tokens })
  }
  const isPacked = body.parse(json).encoding_format === 'base64'
  sendJson(response, {
    object: 'list',
    model,
    data: vectors.map((vector, index) => ({
      object: 'embedding',
      index,
      embedding: isPacked ? toBase64(vector.map((value) => value ?? Number.NaN)) : vector,
    })),
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  })
}

function toBase64(vector: readonly number[]): string {
  return Buffer.from(Float32Array.from(vector).buffer).toString('base64')
}

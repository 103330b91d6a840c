// /v1/embeddings: floats, or base64 as OpenAI's own client asks for.
import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import { embed } from './embedding'
import { sendJson } from './send'

const body = z.looseObject({
  model: z.string(),
  input: z.union([z.string(), z.array(z.string())]),
  dimensions: z.int().min(1).default(1536),
  encoding_format: z.enum(['float', 'base64']).default('float'),
})

export function sendEmbeddings(response: ServerResponse, json: unknown): void {
  const { model, input, dimensions, encoding_format } = body.parse(json)
  const texts = typeof input === 'string' ? [input] : input
  const tokens = texts.reduce((sum, text) => sum + Math.ceil(text.length / 4), 0)
  sendJson(response, {
    object: 'list',
    model,
    data: texts.map((text, index) => {
      const vector = embed(text, dimensions)
      return { object: 'embedding', index, embedding: encoding_format === 'base64' ? toBase64(vector) : vector }
    }),
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  })
}

function toBase64(vector: readonly number[]): string {
  return Buffer.from(Float32Array.from(vector).buffer).toString('base64')
}

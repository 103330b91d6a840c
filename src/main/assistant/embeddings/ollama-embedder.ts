// Ollama's own way to vectors: `/v1/embeddings` of its knows no dimensions.
import { z } from 'zod'
import type { AnyEmbeddingModel } from '../../store'
import { parseJson } from '../providers/error-body'

interface OllamaModel {
  /** Base of its API, without a slash at its end. */
  root: string
  modelId: string
  dimensions: number | undefined
  key: string | null
  fetch: typeof globalThis.fetch
}

const answer = z.object({ embeddings: z.array(z.array(z.number())), prompt_eval_count: z.number().optional() })

export function createOllamaEmbedder({ root, modelId, dimensions, key, fetch }: OllamaModel): AnyEmbeddingModel {
  return {
    specificationVersion: 'v4',
    provider: 'ollama',
    modelId,
    maxEmbeddingsPerCall: 64,
    supportsParallelCalls: false,
    async doEmbed({ values, abortSignal }) {
      const response = await fetch(`${root}/api/embed`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
        body: JSON.stringify({ model: modelId, input: values, ...(dimensions && { dimensions }) }),
        ...(abortSignal && { signal: abortSignal }),
      })
      const body = parseJson(await response.text())
      if (!response.ok) throw failureOf(response, body)
      const read = answer.safeParse(body)
      // As the AI SDK calls it; what it was is read by its name.
      if (!read.success) throw Object.assign(new Error('not an answer'), { name: 'AI_InvalidResponseDataError' })
      const { embeddings, prompt_eval_count: tokens } = read.data
      return { embeddings, ...(tokens !== undefined && { usage: { tokens } }), warnings: [] }
    },
  }
}

/** In the shape of the AI SDK, by which failures are read. A server error about a text is one of that text. */
function failureOf(response: Response, data: unknown): Error {
  const isTooLong = JSON.stringify(data ?? '').includes('exceeds the context length')
  return Object.assign(new Error(`HTTP ${response.status}`), {
    name: 'AI_APICallError',
    statusCode: isTooLong ? 413 : response.status,
    responseHeaders: Object.fromEntries(response.headers),
    data,
  })
}

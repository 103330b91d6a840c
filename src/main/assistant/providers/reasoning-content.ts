// Models behind compatible endpoints think aloud in a field that is no part of OpenAI's API, each under its own name.
// The AI SDK hands on the raw chunks; what is thought is read out of them.
import { z } from 'zod'
import type { SdkModel } from './whole-or-failed'

type StreamPart = Awaited<ReturnType<SdkModel['doStream']>>['stream'] extends ReadableStream<infer Part> ? Part : never

const thought = z.string().nullish().catch(null)
const rawChunk = z.object({
  choices: z.array(z.object({ delta: z.object({ reasoning_content: thought, reasoning: thought }) })).min(1),
})

const id = 'thought'

/** The same model, with what it thinks as reasoning parts. */
export function withReasoningContent(model: SdkModel): SdkModel {
  return {
    specificationVersion: model.specificationVersion,
    provider: model.provider,
    modelId: model.modelId,
    supportedUrls: model.supportedUrls,
    doGenerate: (options) => model.doGenerate(options),
    async doStream(options) {
      const result = await model.doStream({ ...options, includeRawChunks: true })
      return { ...result, stream: result.stream.pipeThrough(readThoughts(options.includeRawChunks === true)) }
    },
  }
}

function readThoughts(keepsRaw: boolean): TransformStream<StreamPart, StreamPart> {
  let isThinking = false
  return new TransformStream({
    transform(part, controller) {
      if (part.type === 'raw') {
        const delta = thoughtIn(part.rawValue)
        if (delta !== '') {
          if (!isThinking) controller.enqueue({ type: 'reasoning-start', id })
          isThinking = true
          controller.enqueue({ type: 'reasoning-delta', id, delta })
        }
        if (keepsRaw) controller.enqueue(part)
        return
      }
      // An empty text comes with the thoughts; only what says something ends them.
      const says = part.type === 'text-delta' ? part.delta !== '' : part.type !== 'text-start' && !quiet.has(part.type)
      if (isThinking && says) {
        isThinking = false
        controller.enqueue({ type: 'reasoning-end', id })
      }
      controller.enqueue(part)
    },
  })
}

const quiet: ReadonlySet<StreamPart['type']> = new Set(['stream-start', 'response-metadata'])

function thoughtIn(rawValue: unknown): string {
  const delta = rawChunk.safeParse(rawValue).data?.choices[0]?.delta
  return delta?.reasoning_content ?? delta?.reasoning ?? ''
}

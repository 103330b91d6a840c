// A model that waits when its provider is busy, as long as nobody has read a word of the answer.
import { setTimeout as pause } from 'node:timers/promises'
import type { ChosenModel } from '../choose-model'
import { backOff } from './back-off'
import type { LanguageModel } from './create-language-model'
import { toProviderError } from './provider-error'

type CallOptions = Parameters<LanguageModel['doStream']>[0]
type StreamResult = Awaited<ReturnType<LanguageModel['doStream']>>
type StreamPart = StreamResult['stream'] extends ReadableStream<infer Part> ? Part : never

/** How far an answer has got on screen. */
export type Shown = 'nothing' | 'tools' | 'words'

export interface PatientModelParts {
  choice: ChosenModel
  shown: () => Shown
  /** The provider is busy and is asked again in so many seconds; null: it is asked now. */
  onWaiting: (waiting: { provider: string; seconds: number } | null) => void
}

/** Fails as the models themselves do: with KithErrors. What the persona wants of a model is told with every call. */
export function createPatientModel({ choice, shown, onWaiting }: PatientModelParts): LanguageModel {
  const { model, facts } = choice

  async function doStream(options: CallOptions): Promise<StreamResult> {
    for (let waits = 0; ;) {
      try {
        return await begin(model, withWishes(options, choice))
      } catch (error) {
        if (options.abortSignal?.aborted) throw error
        const failure = toProviderError(error, facts)
        const seconds = shown() === 'words' ? null : backOff(failure, waits)
        if (seconds === null) throw failure
        waits += 1
        await waited(seconds, options.abortSignal)
      }
    }
  }

  async function waited(seconds: number, signal: AbortSignal | undefined): Promise<void> {
    onWaiting({ provider: facts.provider, seconds })
    try {
      await pause(seconds * 1000, undefined, signal && { signal })
    } finally {
      onWaiting(null)
    }
  }

  return {
    specificationVersion: model.specificationVersion,
    provider: model.provider,
    modelId: model.modelId,
    supportedUrls: model.supportedUrls,
    doGenerate: (options) => model.doGenerate(withWishes(options, choice)),
    doStream,
  }
}

function withWishes(options: CallOptions, { wishes }: ChosenModel): CallOptions {
  if (!wishes) return options
  const { temperature, maxOutputTokens, reasoningEffort } = wishes
  return {
    ...options,
    ...(temperature !== undefined && { temperature }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    ...(reasoningEffort !== undefined && {
      providerOptions: {
        ...options.providerOptions,
        openai: { ...options.providerOptions?.['openai'], reasoningEffort },
      },
    }),
  }
}

/** The answer, once it has begun. What fails before that is thrown, wherever it was. */
async function begin(model: LanguageModel, options: CallOptions): Promise<StreamResult> {
  const result = await model.doStream(options)
  const reader = result.stream.getReader()
  const first: StreamPart[] = []
  for (;;) {
    const { done, value: part } = await reader.read()
    if (done) break
    if (part.type === 'error') {
      // How the rest of a failed stream goes is of no interest.
      reader.cancel().catch(() => {})
      throw part.error
    }
    first.push(part)
    if (hasBegun(part)) break
  }
  return { ...result, stream: goingOn(first, reader) }
}

function hasBegun(part: StreamPart): boolean {
  if (part.type === 'text-delta' || part.type === 'reasoning-delta') return part.delta !== ''
  return !beforehand.has(part.type)
}

const beforehand: ReadonlySet<StreamPart['type']> = new Set([
  'stream-start',
  'response-metadata',
  'raw',
  'text-start',
  'reasoning-start',
  'text-end',
  'reasoning-end',
])

function goingOn(first: StreamPart[], reader: ReadableStreamDefaultReader<StreamPart>): ReadableStream<StreamPart> {
  return new ReadableStream<StreamPart>(
    {
      async pull(controller) {
        const waiting = first.shift()
        if (waiting) return controller.enqueue(waiting)
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}

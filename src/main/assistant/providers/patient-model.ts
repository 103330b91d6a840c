// A model that waits when its provider is busy and hands over to another one when it cannot answer, as long as nobody has
// read anything of the answer.
import { setTimeout as pause } from 'node:timers/promises'
import type { KithError } from '../../../shared/errors'
import type { ChosenModel } from '../choose-model'
import { backOff } from './back-off'
import type { LanguageModel } from './create-language-model'
import { toProviderError } from './provider-error'
import { mayHandOver } from './may-hand-over'

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
  /** Another model answers from now on. */
  onInstead: (chosen: ChosenModel) => Promise<void>
}

/** Fails as the models themselves do: with KithErrors. What the persona wants of a model is told with every call. */
export function createPatientModel({ choice, shown, onWaiting, onInstead }: PatientModelParts): LanguageModel {
  let current = choice

  async function doStream(options: CallOptions): Promise<StreamResult> {
    for (let waits = 0; ;) {
      try {
        return await begin(current.model, withWishes(options, current))
      } catch (error) {
        if (options.abortSignal?.aborted) throw error
        const failure = toProviderError(error, current.facts)
        const seconds = shown() === 'words' ? null : backOff(failure, waits)
        if (seconds !== null) {
          waits += 1
          await waited(seconds, options.abortSignal)
          continue
        }
        const next = shown() === 'nothing' ? await handOver(current, failure) : null
        if (next === null) throw failure
        current = next
        waits = 0
        await onInstead(next)
      }
    }
  }

  async function waited(seconds: number, signal: AbortSignal | undefined): Promise<void> {
    onWaiting({ provider: current.facts.provider, seconds })
    try {
      await pause(seconds * 1000, undefined, signal && { signal })
    } finally {
      onWaiting(null)
    }
  }

  return {
    specificationVersion: choice.model.specificationVersion,
    provider: choice.model.provider,
    modelId: choice.model.modelId,
    supportedUrls: choice.model.supportedUrls,
    doGenerate: (options) => current.model.doGenerate(withWishes(options, current)),
    doStream,
  }
}

/** The model to answer instead; null when there is none, or when it would not help. */
export async function handOver(from: ChosenModel, failure: KithError): Promise<ChosenModel | null> {
  if (!from.fallback || !mayHandOver(failure)) return null
  const { provider, model } = from.facts
  const next = await from.fallback().catch(() => null)
  // One that cannot even be reached is no help: what is said is why the wanted one failed.
  return next && { ...next, insteadOf: { provider, model, failure: failure.toFailure() } }
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

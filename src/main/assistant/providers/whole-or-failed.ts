// A model whose answer is either whole or says that it is not. Without this a stream that is cut off counts as a step
// that wants to go on, and Mastra asks the same question again, and again.
import type { createOpenAI } from '@ai-sdk/openai'
import { KithError } from '../../../shared/errors'
import type { ProviderFacts } from './endpoint'
import { toProviderError } from './provider-error'

export type SdkModel = ReturnType<ReturnType<typeof createOpenAI>['chat']>
type CallOptions = Parameters<SdkModel['doStream']>[0]
type StreamResult = Awaited<ReturnType<SdkModel['doStream']>>
type StreamPart = StreamResult['stream'] extends ReadableStream<infer Part> ? Part : never

export interface WholeOrFailedOptions {
  facts: ProviderFacts
  key: string | null
  /** Sent with every call, below what the call itself brings. */
  providerOptions?: NonNullable<CallOptions['providerOptions']>
}

/**
 * The same model, with every failure a KithError: thrown by the call, or as an `error` part after which the stream
 * ends with the finish reason `error`. A stream that ends without its proper end is STREAM_BROKEN; nothing that comes
 * after a failure is passed on. Aborted calls end as they always do.
 */
export function wholeOrFailed(model: SdkModel, { facts, key, providerOptions }: WholeOrFailedOptions): SdkModel {
  const withDefaults = (options: CallOptions): CallOptions => ({
    ...options,
    providerOptions: { ...providerOptions, ...options.providerOptions, ...mergedOptions(providerOptions, options) },
  })

  async function call<T>(options: CallOptions, work: (options: CallOptions) => PromiseLike<T>): Promise<T> {
    try {
      return await work(withDefaults(options))
    } catch (error) {
      throw options.abortSignal?.aborted ? error : toProviderError(error, facts, key)
    }
  }

  return {
    specificationVersion: model.specificationVersion,
    provider: model.provider,
    modelId: model.modelId,
    supportedUrls: model.supportedUrls,
    doGenerate: (options) => call(options, (all) => model.doGenerate(all)),
    doStream: async (options) => {
      const result = await call(options, (all) => model.doStream(all))
      return { ...result, stream: endsProperly(result.stream, options) }
    },
  }

  function endsProperly(stream: ReadableStream<StreamPart>, { abortSignal }: CallOptions): ReadableStream<StreamPart> {
    const reader = stream.getReader()
    let finished = false

    return new ReadableStream<StreamPart>(
      {
        async pull(controller) {
          try {
            const { done, value: part } = await reader.read()
            if (done && finished) return controller.close()
            if (done || isCutOff(part)) {
              throw new KithError('STREAM_BROKEN', { provider: facts.provider, host: facts.host })
            }
            if (part.type === 'error') throw part.error
            finished ||= part.type === 'finish'
            controller.enqueue(part)
          } catch (error) {
            // Closes the connection; where it is dead already there is nothing to close.
            reader.cancel(error).catch(() => {})
            if (abortSignal?.aborted) return controller.error(error)
            controller.enqueue({ type: 'error', error: toProviderError(error, facts, key) })
            controller.enqueue(failedFinish)
            controller.close()
          }
        },
        cancel: (reason) => reader.cancel(reason),
      },
      { highWaterMark: 0 },
    )
  }
}

function isCutOff(part: StreamPart): boolean {
  return part.type === 'finish' && part.finishReason.unified === 'interrupted'
}

const nobodyKnows = { total: undefined }
const failedFinish: StreamPart = {
  type: 'finish',
  finishReason: { unified: 'error', raw: undefined },
  usage: {
    inputTokens: { ...nobodyKnows, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { ...nobodyKnows, text: undefined, reasoning: undefined },
  },
}

/** Options of the call win over the defaults, field by field. */
function mergedOptions(defaults: CallOptions['providerOptions'], options: CallOptions): CallOptions['providerOptions'] {
  return Object.fromEntries(
    Object.entries(defaults ?? {}).map(([name, fields]) => [name, { ...fields, ...options.providerOptions?.[name] }]),
  )
}

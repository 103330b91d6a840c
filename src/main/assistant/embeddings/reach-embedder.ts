// From the owner's choice to a model that makes vectors. Loaded with the first text: it brings Mastra's errors along.
import { KithError } from '../../../shared/errors'
import type { Settings } from '../../settings'
import { createEmbedder } from '../../store'
import type { AnyEmbeddingModel } from '../../store'
import { pieceBytesOf, prefixesOf } from '../../store/embedder-models'
import { checkKey } from '../providers/check-key'
import type { ProviderOptions } from '../providers'
import { endpointOf } from '../providers/endpoint'
import type { ProviderFacts } from '../providers/endpoint'
import { guardedFetch } from '../providers/guarded-fetch'
import { toProviderError } from '../providers/provider-error'
import { nameOf } from './name-of'
import type { ChosenEmbedder } from './name-of'
import { createOllamaEmbedder } from './ollama-embedder'

type Embedder = ReturnType<typeof createEmbedder>

export interface ReachableEmbedder {
  /** What vectors are kept under; those of different names are never compared. */
  name: string
  /** For texts that are to be found. */
  documents: Embedder
  /** For what is asked. */
  questions: Embedder
  /** How long the last vector was as the model made it; null before the first. */
  lengthSeen(): number | null
  /** Whatever it failed with, as an error a person can act on. */
  toError(error: unknown): KithError
}

/**
 * Nothing is sent yet. Throws NOT_FOUND, PROVIDER_KEY_MISSING, PROVIDER_KEY_REJECTED and PROVIDER_UNREACHABLE as
 * `createLanguageModel` does.
 */
export async function reachEmbedder(
  choice: ChosenEmbedder,
  settings: Pick<Settings, 'connection'>,
  options: ProviderOptions = {},
): Promise<ReachableEmbedder> {
  const { providerId, model: modelId, dimensions } = choice
  const { provider, key } = await settings.connection(providerId)
  const endpoint = endpointOf(provider)
  const facts: ProviderFacts = { provider: provider.name, host: endpoint.host, model: modelId }
  checkKey(provider.kind, key, facts)
  const fetch = guardedFetch({ endpoint, facts, key, ...options })
  const model =
    provider.kind === 'ollama'
      ? createOllamaEmbedder({ root: endpoint.root, modelId, dimensions, key, fetch })
      : await ofOpenAI({ baseURL: endpoint.baseUrl, modelId, dimensions, key, fetch })

  let seen: number | null = null
  /** Puts what the model was trained to read before each text, and looks at how long its vectors are. */
  function watched(prefix: string): AnyEmbeddingModel {
    return {
      ...model,
      async doEmbed({ values, ...rest }) {
        const answer = await model.doEmbed({ ...rest, values: values.map((value) => `${prefix}${value}`) })
        for (const { length } of answer.embeddings) {
          seen = length
          if (dimensions === undefined || length === dimensions) continue
          const reason = `It was asked for vectors of ${dimensions} numbers and gave ${length}.`
          throw new KithError('PROVIDER_REFUSED', { provider: provider.name, host: endpoint.host, reason })
        }
        return answer
      },
    }
  }
  const name = nameOf(choice, provider)
  const named = { name, pieceBytes: pieceBytesOf(modelId) }
  const prefixes = prefixesOf(modelId)
  return {
    name,
    documents: createEmbedder(watched(prefixes.document), named),
    questions: createEmbedder(watched(prefixes.query), named),
    lengthSeen: () => seen,
    toError: (error) => toError(error, facts, key),
  }
}

/** How the AI SDK wants to be told: everything it says of a model, and what it is asked besides texts. */
interface ModelOfProvider {
  baseURL: string
  modelId: string
  dimensions: number | undefined
  key: string | null
  fetch: typeof globalThis.fetch
}

async function ofOpenAI({ baseURL, modelId, dimensions, key, fetch }: ModelOfProvider): Promise<AnyEmbeddingModel> {
  const { createOpenAI } = await import('@ai-sdk/openai')
  // Never undefined: the SDK would then take OPENAI_API_KEY from the environment and send it to this address.
  const model = createOpenAI({ baseURL, apiKey: key ?? '', fetch }).embedding(modelId)
  return {
    specificationVersion: model.specificationVersion,
    provider: model.provider,
    modelId,
    maxEmbeddingsPerCall: model.maxEmbeddingsPerCall,
    supportsParallelCalls: false,
    // Not every endpoint knows `dimensions`, so that it is only sent to be different.
    doEmbed: (call) =>
      model.doEmbed(dimensions === undefined ? call : { ...call, providerOptions: { openai: { dimensions } } }),
  }
}

/** What the store refuses is said in its words: it speaks of numbers and texts, never of what they say. */
function toError(error: unknown, facts: ProviderFacts, key: string | null): KithError {
  const id = typeof error === 'object' && error !== null && 'id' in error ? String(error.id) : ''
  if (/_KITH_(EMBED|BACKFILL)_REFUSED$/.test(id) && (error as Error).cause === undefined) {
    const reason = `${(error as Error).message}.`
    return new KithError('PROVIDER_REFUSED', { provider: facts.provider, host: facts.host, reason })
  }
  return toProviderError(error, facts, key)
}

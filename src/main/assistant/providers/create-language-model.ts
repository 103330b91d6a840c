// From the owner's choice to a model Mastra's Agent can use.
import type { MastraLanguageModel } from '@mastra/core/agent'
import type { MastraModelConfig } from '@mastra/core/llm'
import type { ModelChoice } from '../../../shared/contract/settings'
import type { Settings } from '../../settings'
import { endpointOf } from './endpoint'
import type { ProviderFacts } from './endpoint'
import { guardedFetch } from './guarded-fetch'
import type { Patience } from './guarded-fetch'
import { checkKey } from './check-key'
import { withReasoningContent } from './reasoning-content'
import { wholeOrFailed } from './whole-or-failed'
import type { SdkModel } from './whole-or-failed'

/** The practice model is not a provider's and is not made here. */
export type ProviderChoice = Extract<ModelChoice, { kind: 'provider' }>

/** A model of the AI SDK's newest kind, as Mastra's agent takes it. */
export type LanguageModel = Exclude<Extract<MastraModelConfig, { specificationVersion: 'v4' }>, MastraLanguageModel>

export interface ReachableModel {
  model: LanguageModel
  facts: ProviderFacts
  isNear: boolean
}

export interface ProviderOptions {
  /** How long to wait; what is left out stays as it is for such an endpoint. */
  patience?: Partial<Patience>
  fetch?: typeof globalThis.fetch
}

/**
 * OpenAI is asked through its responses API, everything else through chat completions. Nothing is sent yet.
 * Throws NOT_FOUND, PROVIDER_KEY_MISSING, PROVIDER_KEY_REJECTED (a key no server could accept) and
 * PROVIDER_UNREACHABLE (not an address). The model itself fails with KithErrors only, see `wholeOrFailed`; do not let
 * Mastra retry them (`maxRetries` 0, its default).
 */
export async function createLanguageModel(
  choice: ProviderChoice,
  settings: Pick<Settings, 'connection'>,
  options: ProviderOptions = {},
): Promise<ReachableModel> {
  const { provider, key } = await settings.connection(choice.providerId)
  const endpoint = endpointOf(provider)
  const facts = { provider: provider.name, host: endpoint.host, model: choice.model }
  checkKey(provider.kind, key, facts)

  // Loaded with the first model, not with the app.
  const { createOpenAI } = await import('@ai-sdk/openai')
  const openai = createOpenAI({
    name: provider.kind,
    baseURL: endpoint.baseUrl,
    // Never undefined: the SDK would then take OPENAI_API_KEY from the environment and send it to this address.
    apiKey: key ?? '',
    fetch: guardedFetch({ endpoint, facts, key, ...options }),
  })
  if (provider.kind !== 'openai') {
    const model = wholeOrFailed(withReasoningContent(openai.chat(choice.model)), { facts, key })
    return { model: forAgent(model), facts, isNear: endpoint.isNear }
  }
  // Kith keeps the conversation; OpenAI need not. It would also be asked for stored parts that it deletes after a month.
  const providerOptions = { openai: { store: false } }
  const model = wholeOrFailed(openai.responses(choice.model), { facts, key, providerOptions })
  return { model: forAgent(model), facts, isNear: endpoint.isNear }
}

/** Mastra's types lack the finish reason `interrupted`. It never gets that far: see `wholeOrFailed`. */
function forAgent(model: SdkModel): LanguageModel {
  return model as LanguageModel
}

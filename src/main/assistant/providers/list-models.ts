// Asks a provider which models it has: the connection test, and what the owner chooses from.
import { z } from 'zod'
import type { ProviderDraft, ProviderKind } from '../../../shared/contract/settings'
import { KithError } from '../../../shared/errors'
import type { Settings } from '../../settings'
import { listedModels } from '../prices/listed-models'
import type { ModelFacts } from '../prices/price-list'
import { checkKey } from './check-key'
import type { ProviderOptions } from './create-language-model'
import { endpointOf } from './endpoint'
import { errorObjectIn, parseJson } from './error-body'
import { guardedFetch } from './guarded-fetch'
import { fromStatus } from './http-error'
import { toProviderError } from './provider-error'

/** What an endpoint has, and what it says of it. */
export interface ListedModels {
  host: string
  models: string[]
  facts: Record<string, ModelFacts>
}

const openAiList = z
  .object({ data: z.array(z.object({ id: z.string() })) })
  .transform(({ data }) => data.map(({ id }) => id))
const ollamaList = z
  .object({ models: z.array(z.object({ name: z.string() })) })
  .transform(({ models }) => models.map(({ name }) => name))

/**
 * Names of models, sorted, without repeats. OpenAI's own list is cleared of what cannot chat; any other is whole, for
 * a name says nothing there. Fails as a model does, except that a missing list is PROVIDER_REFUSED with advice.
 */
export async function listModels(
  draft: ProviderDraft,
  settings: Pick<Settings, 'draftConnection'>,
  options: ProviderOptions = {},
): Promise<ListedModels> {
  const { provider, key } = await settings.draftConnection(draft)
  const endpoint = endpointOf(provider)
  const facts = { provider: provider.name, host: endpoint.host, model: '' }
  checkKey(provider.kind, key, facts)
  const url = provider.kind === 'ollama' ? `${endpoint.root}/api/tags` : `${endpoint.baseUrl}/models`
  const patience = { firstByte: 30_000, idle: 30_000, ...options.patience }
  const fetch = guardedFetch({ endpoint, facts, key, ...options, patience })

  const body = await ask()
  const list = (provider.kind === 'ollama' ? ollamaList : openAiList).safeParse(body)
  if (!list.success) throw new KithError('STREAM_GARBLED', { provider: facts.provider, host: facts.host })
  const models = [...new Set(list.data)].filter((name) => canChat(provider.kind, name)).toSorted(byName)
  return { host: facts.host, models, facts: listedModels(body) }

  async function ask(): Promise<unknown> {
    let response: Response
    let text: string
    try {
      response = await fetch(url, {
        headers: { accept: 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
      })
      text = await response.text()
    } catch (error) {
      throw toProviderError(error, facts, key)
    }
    const json = parseJson(text)
    if (response.ok) return json
    const { status, headers } = response
    if (status === 404 || status === 405) {
      const reason = `There is no list of models at ${url}. ${advice(provider.kind, endpoint.baseUrl)}`
      throw new KithError('PROVIDER_REFUSED', { provider: facts.provider, host: facts.host, status, reason })
    }
    throw fromStatus({ status, error: errorObjectIn(json), headers: Object.fromEntries(headers) }, facts, key)
  }
}

function advice(kind: ProviderKind, baseUrl: string): string {
  return kind === 'compatible' && !baseUrl.endsWith('/v1')
    ? 'The address may need /v1 at its end.'
    : 'The address may be of another kind.'
}

/** Only what certainly cannot chat is left out: a wrong name in the list is a nuisance, a missing one is a wall. */
function canChat(kind: ProviderKind, name: string): boolean {
  return kind !== 'openai' || !notForChat.test(name)
}

const notForChat =
  /^(text-embedding|text-moderation|omni-moderation|whisper|tts-|dall-e|gpt-image|chatgpt-image|sora|davinci-|babbage-)|-(instruct|transcribe|tts|realtime)(-|$)/

function byName(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true, sensitivity: 'base' })
}

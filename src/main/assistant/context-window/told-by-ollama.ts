// How much an Ollama really gives a model. It cuts off what is longer at its beginning, without a word.
import type { ModelChoice } from '../../../shared/contract/settings'
import type { Settings } from '../../settings'
import { windowOf } from './window-of'
import type { ContextWindow } from './window-of'

/** Where nobody said how much: the least a current Ollama gives, which may have been told more in its own settings. */
const USUAL = 4_096

/** Null for any other provider, and when it does not say. Never rejects: why it cannot be reached is said when it is asked. */
export async function windowToldByOllama(
  choice: ModelChoice,
  settings: Pick<Settings, 'connection'>,
  maxOutputTokens: number | undefined,
): Promise<ContextWindow | null> {
  if (choice.kind === 'practice') return null
  try {
    const { provider, key } = await settings.connection(choice.providerId)
    if (provider.kind !== 'ollama') return null
    const { endpointOf, askOllama } = await import('../providers')
    const endpoint = endpointOf(provider)
    const told = await askOllama({
      endpoint,
      facts: { provider: provider.name, host: endpoint.host, model: choice.model },
      key,
    })
    if (!told) return null
    const { context, set } = told
    const isKnown = set !== null || (context !== null && context <= USUAL)
    const size = isKnown ? Math.min(set ?? Infinity, context ?? Infinity) : null
    return windowOf(size, { maxOutputTokens, isNear: true, careful: USUAL })
  } catch {
    return null
  }
}

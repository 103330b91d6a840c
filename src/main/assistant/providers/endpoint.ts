// Where a provider is reached, from what its owner typed, and what may be said about it.
import type { Provider } from '../../../shared/contract/settings'
import { KithError } from '../../../shared/errors'

/** For people and for errors. Holds no secret. */
export interface ProviderFacts {
  /** The name its owner gave it. */
  provider: string
  /** With the port when there is one. */
  host: string
  /** Empty where no model is meant, as in a list of models. */
  model: string
}

export interface Endpoint {
  /** Base of the OpenAI API, without a slash at its end. */
  baseUrl: string
  /** The same without Ollama's /v1: base of its own API. */
  root: string
  origin: string
  host: string
  /** On this computer or in this house: slow is normal there, models are loaded from disk first. */
  isNear: boolean
}

/**
 * Ollama's API lies under `/v1` of its root, whichever of the two was typed; OpenAI's own needs `/v1` too. Any other
 * address is used as typed, because only its owner knows where the API begins.
 * Throws PROVIDER_UNREACHABLE when it is not an http or https address.
 */
export function endpointOf({ kind, name, baseUrl }: Pick<Provider, 'kind' | 'name' | 'baseUrl'>): Endpoint {
  const url = URL.canParse(baseUrl.trim()) ? new URL(baseUrl.trim()) : null
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new KithError('PROVIDER_UNREACHABLE', {
      provider: name,
      reason: 'The address is not an http or https address.',
    })
  }
  const typed = url.origin + url.pathname.replace(/\/+$/, '')
  const root = kind === 'ollama' ? typed.replace(/\/(v1|api)$/, '') : typed
  const atTop = url.pathname === '/'
  return {
    baseUrl: kind === 'ollama' || (kind === 'openai' && atTop) ? `${root}/v1` : typed,
    root,
    origin: url.origin,
    host: url.host,
    isNear: kind === 'ollama' || isNearHost(url.hostname),
  }
}

function isNearHost(hostname: string): boolean {
  if (/^[\d.]+$/.test(hostname)) return /^(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(hostname)
  return hostname === 'localhost' || /^\[(::1|f[cd]|fe80:)/.test(hostname) || /\.(local|localhost)$/.test(hostname)
}

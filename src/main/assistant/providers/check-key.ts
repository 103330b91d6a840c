import type { ProviderKind } from '../../../shared/contract/settings'
import { KithError } from '../../../shared/errors'
import type { ProviderFacts } from './endpoint'

/**
 * Throws PROVIDER_KEY_MISSING where a key is needed and there is none, and PROVIDER_KEY_REJECTED for a key that cannot
 * stand in a header: the HTTP client would refuse it with an error that quotes it.
 */
export function checkKey(kind: ProviderKind, key: string | null, { provider, host }: ProviderFacts): void {
  if (key === null && kind === 'openai') throw new KithError('PROVIDER_KEY_MISSING', { provider, host })
  if (key !== null && !/^[\x21-\x7e]+$/.test(key)) throw new KithError('PROVIDER_KEY_REJECTED', { provider, host })
}

// Keys of providers in the vault. Each is stored together with the origin it was entered for.
import { z } from 'zod'
import type { Vault } from '../app/host'
import { openSealedSecrets } from './sealed-secrets'

const sealedKey = z.object({ origin: z.string(), key: z.string().min(1) })

export interface ProviderKeys {
  /** The key for this address, or null: none stored, or stored for another origin. Rejects as the vault does. */
  read(providerId: string, baseUrl: string): Promise<string | null>
  /** Changes the key (null takes it away), then runs `save`; puts the old key back when that fails. */
  change(providerId: string, next: { key: string; baseUrl: string } | null, save: () => Promise<void>): Promise<void>
}

export function openProviderKeys(vault: Vault): ProviderKeys {
  const secrets = openSealedSecrets(vault, 'provider', sealedKey)
  return {
    async read(providerId, baseUrl) {
      const sealed = await secrets.read(providerId)
      return sealed?.origin === originOf(baseUrl) ? sealed.key : null
    },
    change: (providerId, next, save) =>
      secrets.change(providerId, next && { origin: originOf(next.baseUrl), key: next.key }, save),
  }
}

/** Scheme, host and port; the text itself where it is no address at all, which then equals nothing else. */
export function originOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).origin : baseUrl
}

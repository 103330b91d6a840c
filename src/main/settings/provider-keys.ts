// Keys of providers in the vault. Each is stored together with the origin it was entered for, so that no later
// address, however it came into the settings file, gets a key that was meant for another.
import { z } from 'zod'
import type { Vault } from '../app/host'
import { KithError } from '../../shared/errors'

const sealedKey = z.object({ origin: z.string(), key: z.string().min(1) })

export interface ProviderKeys {
  /** The key for this address, or null: none stored, or stored for another origin. Rejects as the vault does. */
  read(providerId: string, baseUrl: string): Promise<string | null>
  /** Changes the key (null takes it away), then runs `save`; puts the old key back when that fails. */
  change(providerId: string, next: { key: string; baseUrl: string } | null, save: () => Promise<void>): Promise<void>
}

export function openProviderKeys(vault: Vault): ProviderKeys {
  async function put(name: string, value: string | null): Promise<void> {
    try {
      if (value === null) await vault.delete(name)
      else await vault.set(name, value)
    } catch (error) {
      throw new KithError('SETTINGS_NOT_SAVED', { reason: `${vault.location}: ${textOf(error, value)}` })
    }
  }

  return {
    async read(providerId, baseUrl) {
      const value = await vault.get(nameOf(providerId))
      const sealed = sealedKey.safeParse(value === null ? null : parseJson(value))
      return sealed.success && sealed.data.origin === originOf(baseUrl) ? sealed.data.key : null
    },

    async change(providerId, next, save) {
      const name = nameOf(providerId)
      // Only for putting it back. A key that cannot be read must not stop its owner from replacing it.
      const before = await vault.get(name).catch(() => null)
      await put(name, next && JSON.stringify({ origin: originOf(next.baseUrl), key: next.key }))
      try {
        await save()
      } catch (error) {
        await put(name, before)
        throw error
      }
    },
  }
}

/** Scheme, host and port; the text itself where it is no address at all, which then equals nothing else. */
export function originOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).origin : baseUrl
}

function nameOf(providerId: string): string {
  return `provider:${providerId}`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The vault's own words, without the secret should it have quoted it. */
function textOf(error: unknown, secret: string | null): string {
  const text = error instanceof Error ? error.message : String(error)
  return secret === null ? text : text.replaceAll(secret, '[key]')
}

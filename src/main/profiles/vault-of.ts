// Secrets of one profile. Those of the embedded one keep the names they always had.
import type { Vault } from '../app/host'
import { EMBEDDED_PROFILE } from '../../shared/domain/embedded-profile'

export function vaultOf(vault: Vault, profileId: string): Vault {
  if (profileId === EMBEDDED_PROFILE) return vault
  const named = (name: string) => `profile:${profileId}:${name}`
  return {
    kind: vault.kind,
    location: vault.location,
    get: (name) => vault.get(named(name)),
    set: (name, value) => vault.set(named(name), value),
    delete: (name) => vault.delete(named(name)),
  }
}

/** Where a profile's session lies in the vault of this installation. */
export const sessionName = (profileId: string) => `session:${profileId}`

// Where a profile keeps what belongs to it alone: a folder, and names in the vault.
import { EMBEDDED_PROFILE } from '../../shared/domain/embedded-profile'
import { openOutbox } from '../profiles/outbox'
import { sessionName, vaultOf } from '../profiles/vault-of'
import type { Profiles } from '../profiles/profiles'
import { forgetSecrets } from '../settings'
import type { Settings } from '../settings'
import type { Host } from './host'
import { sessionInVault } from './session-in-vault'

interface Parts {
  host: Pick<Host, 'vault'>
  profiles: Profiles
  settings: Pick<Settings, 'moveTo'>
}

export interface ProfilePlaces {
  /** From now on the settings are those of the profile that is open. Throws SETTINGS_NOT_SAVED. */
  moveSettings(): Promise<void>
  /** Ends with what another project has given out. Throws where the vault cannot be written. */
  forgetSession(id: string): Promise<void>
  /** Messages that wait there: of the account that is signed in, and of all. */
  waitingFor(id: string): Promise<{ waiting: number; waitingOfAll: number }>
  /** Takes its keys and its session out of the vault. */
  forget(id: string): Promise<void>
}

export function createProfilePlaces({ host, profiles, settings }: Parts): ProfilePlaces {
  const placeOf = async (id: string) => ({ folder: await profiles.folderOf(id), vault: vaultOf(host.vault, id) })
  const forgetSession = (id: string) => host.vault.delete(sessionName(id))
  return {
    forgetSession,
    async moveSettings(): Promise<void> {
      await settings.moveTo(await placeOf(profiles.present().id))
    },
    async waitingFor(id) {
      if (id === EMBEDDED_PROFILE) return { waiting: 0, waitingOfAll: 0 }
      const messages = (await openOutbox(await profiles.folderOf(id))).list()
      const account = messages.length > 0 ? await sessionInVault(host.vault, id).account() : null
      const own = messages.filter(({ userId }) => userId === account?.id)
      return { waiting: own.length, waitingOfAll: messages.length }
    },
    async forget(id: string): Promise<void> {
      await forgetSecrets(await placeOf(id))
      await forgetSession(id)
    },
  }
}

// The database of the profile that is to be open, wherever it lies.
import type { Work } from '../embedded/protocol'
import { refuseHeldFolder } from '../embedded/refuse-held-folder'
import type { Profiles } from '../profiles/profiles'
import type { Settings } from '../settings'
import type { SessionState } from '../../shared/contract/session'
import type { KithError } from '../../shared/errors'
import { databaseFolder, openEmbedded } from './open-embedded'
import type { EmbeddedDatabase, OpenEmbeddedOptions } from './open-embedded'
import type { RemoteDatabase } from './open-remote'

export type Opened = EmbeddedDatabase | RemoteDatabase

interface OpenPresentOptions extends Pick<
  OpenEmbeddedOptions,
  'host' | 'dataProcess' | 'beginning' | 'chosen' | 'onDailyBackup'
> {
  profiles: Pick<Profiles, 'present' | 'folderOf'>
  settings: Pick<Settings, 'localAccount'>
  become(state: SessionState): void
  /** It was open and cannot go on. */
  onLost(from: Opened, error: KithError): void
}

/** Throws what `openEmbedded` and `openRemote` throw. */
export async function openPresent(parts: OpenPresentOptions): Promise<Opened> {
  const { profiles, settings, become, onLost, ...options } = parts
  const onAccount = () => become({ phase: 'starting', step: 'account' })
  const profile = profiles.present()
  if (profile.kind === 'remote') {
    // What it takes is loaded for those who have one.
    const { openRemote } = await import('./open-remote')
    const folder = await profiles.folderOf(profile.id)
    return openRemote({ profile, folder, vault: options.host.vault, onAccount })
  }
  const account = settings.localAccount()
  const opening = openEmbedded({
    ...options,
    chosen: options.chosen ?? (account ? { account } : undefined),
    onWork: (work) => become({ phase: 'starting', step: stepOf(work) }),
    onAccount,
    async onLost(error) {
      onLost(await opening, error)
    },
  })
  return opening
}

/** Throws DATABASE_BUSY where another Kith has it. Nothing is opened for that. */
export async function refuseHeldPresent(parts: Pick<OpenPresentOptions, 'host' | 'profiles'>): Promise<void> {
  const { kind, id } = parts.profiles.present()
  await refuseHeldFolder(kind === 'remote' ? await parts.profiles.folderOf(id) : databaseFolder(parts.host))
}

function stepOf(work: Work | null): Extract<SessionState, { phase: 'starting' }>['step'] {
  return work === 'restoring' || work === 'backing-up' || work === 'migrating' ? work : 'database'
}

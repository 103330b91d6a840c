// Going from one profile to another, for the windows.
import { EMBEDDED_PROFILE } from '../../shared/domain/embedded-profile'
import type { Profiles } from '../profiles/profiles'
import type { Lifecycle } from './lifecycle-type'
import type { ProfilePlaces } from './profile-places'

interface Parts {
  profiles: Profiles
  places: Pick<ProfilePlaces, 'forget'>
  hasFailed(): boolean
  /** Everything anew, as another database's. How that went is in the state. */
  reopen(): Promise<void>
  tellAgain(): Promise<void>
  wish(fulfil: () => Promise<void>): Promise<void>
}

type ProfileCalls = Pick<Lifecycle, 'openProfile' | 'removeProfile' | 'profileChanged'>

export function profilesHere({ profiles, places, hasFailed, reopen, tellAgain, wish }: Parts): ProfileCalls {
  const isPresent = (id: string) => profiles.present().id === id

  async function openProfile(id: string): Promise<void> {
    if (isPresent(id) && !hasFailed()) return
    await profiles.choose(id)
    await reopen()
  }

  return {
    openProfile: (id) => wish(() => openProfile(id)),
    removeProfile: (id) =>
      wish(async () => {
        const { kind } = profiles.all().find((one) => one.id === id) ?? {}
        if (kind === 'remote' && isPresent(id)) await openProfile(EMBEDDED_PROFILE)
        if (kind === 'remote') await places.forget(id)
        await profiles.remove(id)
      }),
    async profileChanged(id, isElsewhere) {
      if (isPresent(id)) await (isElsewhere ? wish(reopen) : tellAgain())
    },
  }
}

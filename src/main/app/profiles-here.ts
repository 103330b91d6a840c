// Going from one profile to another, and changing where one lies, for the windows.
import type { ProfileDraft } from '../../shared/contract/profiles'
import { EMBEDDED_PROFILE } from '../../shared/domain/embedded-profile'
import { KithError } from '../../shared/errors'
import type { Profiles } from '../profiles/profiles'
import type { Lifecycle } from './lifecycle-type'
import type { ProfilePlaces } from './profile-places'

interface Parts {
  profiles: Profiles
  places: Pick<ProfilePlaces, 'forget' | 'forgetSession' | 'waitingFor'>
  hasFailed(): boolean
  /**
   * Everything anew, as another database's. How that went is in the state.
   * @param between what is done while nothing is open
   */
  reopen(between?: () => Promise<void>): Promise<void>
  tellAgain(): Promise<void>
  wish(fulfil: () => Promise<void>): Promise<void>
}

type ProfileCalls = Pick<Lifecycle, 'openProfile' | 'removeProfile' | 'saveProfile' | 'waitingFor'>

export function profilesHere({ profiles, places, hasFailed, reopen, tellAgain, wish }: Parts): ProfileCalls {
  const isPresent = (id: string) => profiles.present().id === id

  async function openProfile(id: string): Promise<void> {
    if (isPresent(id) && !hasFailed()) return
    await profiles.choose(id)
    await reopen()
  }

  /** The session is the old project's: the new one is never shown it. */
  async function move(draft: ProfileDraft): Promise<void> {
    const { id } = draft
    requireNothingWaits(await places.waitingFor(id))
    const save = async () => {
      await places.forgetSession(id)
      await profiles.save(draft)
    }
    if (!isPresent(id)) return save()
    let trouble: { error: unknown } | null = null
    // Not before it is closed: a client that is open writes its session again.
    await reopen(() => save().catch((error: unknown) => void (trouble = { error })))
    if (trouble) throw (trouble as { error: unknown }).error
  }

  return {
    async saveProfile(draft) {
      if (profiles.moves(draft)) return wish(() => move(draft))
      const before = profiles.all().find(({ id }) => id === draft.id)
      const { id, publishableKey } = await profiles.save(draft)
      if (isPresent(id)) await (before?.publishableKey === publishableKey ? tellAgain() : wish(() => reopen()))
    },
    waitingFor: places.waitingFor,
    openProfile: (id) => wish(() => openProfile(id)),
    removeProfile: (id) =>
      wish(async () => {
        const { kind } = profiles.all().find((one) => one.id === id) ?? {}
        if (kind === 'remote' && isPresent(id)) await openProfile(EMBEDDED_PROFILE)
        if (kind === 'remote') await places.forget(id)
        await profiles.remove(id)
      }),
  }
}

/** What was written for one project is not sent to another. Throws CONFLICT. */
function requireNothingWaits({ waitingOfAll }: { waitingOfAll: number }): void {
  if (waitingOfAll === 0) return
  throw new KithError('CONFLICT', {
    reason:
      'Messages still wait for the project at the present address. Have them sent or take them back first, or add the new address as a profile of its own.',
  })
}

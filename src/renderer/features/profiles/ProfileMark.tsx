import { useSession } from '../../state/session'
import { ProfileDot } from './ProfileDot'
import { nameOf } from './use-profiles'
import { words } from './words'

/** Says where one writes: in a project, and in which. Nothing, in the database on this computer. */
export function ProfileMark() {
  const profile = useSession(({ ready }) => ready?.profile)
  if (profile?.kind !== 'remote') return null
  const name = nameOf(profile)
  return (
    <span
      data-accent={profile.colour}
      data-profile-mark=""
      title={words.openIs(name)}
      className="flex h-6 min-w-0 flex-none items-center gap-1.5 rounded-full bg-(--accent-soft) px-2.5 text-small text-ink"
    >
      <ProfileDot colour={profile.colour} />
      <span className="sr-only">{words.openIs('')}</span>
      <span className="max-w-36 truncate">{name}</span>
    </span>
  )
}

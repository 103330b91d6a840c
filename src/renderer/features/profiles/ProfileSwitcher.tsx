import { useMutation } from '@tanstack/react-query'
import { useOpen } from '../../state/open'
import { useSession } from '../../state/session'
import { leavingForms } from '../../state/unsaved'
import { ChevronDownIcon } from '../../ui/icons'
import { Menu, MenuChoice, MenuChoices, MenuContent, MenuItem, MenuRule, MenuTrigger } from '../../ui/Menu'
import { queries } from '../../wire/rpc'
import { ProfileDot } from './ProfileDot'
import { nameOf, useProfiles } from './use-profiles'
import { words } from './words'

/** Which profile is open, and the way to the others. Not there while there is only one. */
export function ProfileSwitcher() {
  const { data } = useProfiles()
  const open = useMutation(queries.profiles.open.mutationOptions())
  const openSettings = useOpen(({ openSettings: show }) => show)
  const shown = useSession(({ ready }) => ready?.profile)
  const profile = data?.profiles.find(({ id }) => id === data.openId) ?? shown
  if (!profile || (profile.kind === 'embedded' && (data?.profiles.length ?? 1) < 2)) return null
  const name = nameOf(profile)
  return (
    <Menu>
      <MenuTrigger asChild>
        <button
          type="button"
          aria-label={words.openIs(name)}
          data-accent={profile.colour}
          data-profile={profile.id}
          className={`mb-1 flex h-(--row) flex-none items-center gap-2.5 rounded-m px-2.5 text-start text-ui hover:bg-hover ${
            profile.kind === 'remote' ? 'bg-(--accent-soft) font-strong text-ink' : 'text-ink-2'
          }`}
        >
          <span className="grid size-4 flex-none place-items-center">
            <ProfileDot colour={profile.colour} />
          </span>
          <span className="min-w-0 flex-1 truncate">{name}</span>
          <ChevronDownIcon />
        </button>
      </MenuTrigger>
      <MenuContent align="start">
        <MenuChoices value={profile.id} onValueChange={(id) => leavingForms(() => open.mutate({ id }))}>
          {data?.profiles.map((one) => (
            <MenuChoice key={one.id} value={one.id}>
              <ProfileDot colour={one.colour} />
              <span className="min-w-0 truncate">{nameOf(one)}</span>
            </MenuChoice>
          ))}
        </MenuChoices>
        <MenuRule />
        <MenuItem onSelect={() => openSettings({ kind: 'profiles' })}>{words.manage}</MenuItem>
      </MenuContent>
    </Menu>
  )
}

import { useMutation } from '@tanstack/react-query'
import { leavingForms } from '../../state/unsaved'
import { Button } from '../../ui/Button'
import { queries } from '../../wire/rpc'
import { nameOf, useProfiles } from './use-profiles'
import { words } from './words'

/** The way out of a profile that cannot be opened, or in which nobody is signed in. */
export function OtherProfiles() {
  const { data } = useProfiles()
  const open = useMutation(queries.profiles.open.mutationOptions())
  const others = data?.profiles.filter(({ id }) => id !== data.openId) ?? []
  return (
    <div className="flex flex-wrap gap-1.5">
      {others.map((profile) => (
        <Button
          key={profile.id}
          isBusy={open.isPending}
          onClick={() => leavingForms(() => open.mutate({ id: profile.id }))}
        >
          {words.leave(nameOf(profile))}
        </Button>
      ))}
    </div>
  )
}

import { useMutation } from '@tanstack/react-query'
import type { ListedProfile } from '../../../shared/contract/profiles'
import { Button } from '../../ui/Button'
import { EditableRow } from '../../ui/EditableRow'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { ProfileDot } from './ProfileDot'
import { hostOf, nameOf, showProfiles } from './use-profiles'
import { words } from './words'

interface ProfileRowProps {
  profile: ListedProfile
  isOpen: boolean
  onEdit(): void
}

export function ProfileRow({ profile, isOpen, onEdit }: ProfileRowProps) {
  const open = useMutation(queries.profiles.open.mutationOptions())
  const remove = useMutation(queries.profiles.remove.mutationOptions({ onSuccess: showProfiles }))
  const { id, kind, url, waiting, waitingOfAll, isOfThisStart } = profile
  const name = nameOf(profile)
  const fact = [
    isOfThisStart ? words.ofThisStart : kind === 'embedded' ? words.here : hostOf(url ?? ''),
    waiting > 0 && words.waiting(waiting),
  ]
  return (
    <EditableRow
      name={name}
      fact={fact.filter(Boolean).join(' · ')}
      edit={words.edit}
      remove={kind === 'remote' && !isOfThisStart ? words.remove : null}
      question={{
        title: words.removeTitle(name),
        detail: waitingOfAll > 0 ? `${words.removeDetail} ${words.removeWaiting(waitingOfAll)}` : words.removeDetail,
        keep: words.keep,
      }}
      isRemoving={remove.isPending}
      error={remove.error ? wordsOf(remove.error) : open.error ? wordsOf(open.error) : null}
      onEdit={isOfThisStart ? null : onEdit}
      onRemove={() => remove.mutate({ id })}
      mark={<ProfileDot colour={profile.colour} />}
      actions={
        isOpen ? (
          <span className="px-2 text-small text-ink-3">{words.isOpen}</span>
        ) : (
          <Button
            size="small"
            look="bare"
            aria-label={`${words.open} ${name}`}
            isBusy={open.isPending}
            onClick={() => open.mutate({ id })}
          >
            {words.open}
          </Button>
        )
      }
    />
  )
}

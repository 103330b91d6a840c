import { useState } from 'react'
import type { ListedProfile } from '../../../shared/contract/profiles'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { PlusIcon } from '../../ui/icons'
import { wordsOf } from '../../wire/failure'
import { ProfileForm } from './ProfileForm'
import { ProfileRow } from './ProfileRow'
import { useProfiles } from './use-profiles'
import { words } from './words'

type Edited = Omit<ListedProfile, 'waiting' | 'waitingOfAll' | 'isOfThisStart'>

/** All profiles, and the form that adds and changes them. */
export function ProfilesSettings() {
  const { data, error, refetch } = useProfiles()
  const [edited, setEdited] = useState<Edited | null>(null)
  const isNew = edited !== null && !data?.profiles.some(({ id }) => id === edited.id)
  return (
    <div className="flex flex-col gap-4">
      <div className="ps-36 max-narrow:ps-0">
        <p className="text-ui text-ink-2">{words.detail}</p>
        {error && (
          <div className="mt-3">
            <ErrorNote {...wordsOf(error)}>
              <Button onClick={() => void refetch()}>{words.tryAgain}</Button>
            </ErrorNote>
          </div>
        )}
        <ul className="mt-2 flex flex-col">
          {data?.profiles.map((profile) =>
            profile.id === edited?.id ? null : (
              <ProfileRow
                key={profile.id}
                profile={profile}
                isOpen={profile.id === data.openId}
                onEdit={() => setEdited(profile)}
              />
            ),
          )}
        </ul>
        {!edited && (
          <Button size="small" className="mt-3" onClick={() => setEdited(newProject())}>
            <PlusIcon />
            {words.add}
          </Button>
        )}
      </div>
      {edited && <ProfileForm key={edited.id} initial={edited} isNew={isNew} onDone={() => setEdited(null)} />}
    </div>
  )
}

function newProject(): Edited {
  return { id: crypto.randomUUID(), kind: 'remote', name: '', colour: 'lagoon', url: '', publishableKey: '' }
}

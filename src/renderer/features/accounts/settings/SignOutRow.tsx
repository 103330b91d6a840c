import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../../ui/Button'
import { ConfirmDialog } from '../../../ui/ConfirmDialog'
import { ErrorNote } from '../../../ui/ErrorNote'
import { FormRow } from '../../../ui/Field'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { words } from '../words'

/** Ends the session here, or all of them. An anonymous account would be lost with it, so it is asked about. */
export function SignOutRow({ isAnonymous }: { isAnonymous: boolean }) {
  const signOut = useMutation(queries.accounts.signOut.mutationOptions())
  const [asked, setAsked] = useState<'here' | 'everywhere' | null>(null)

  const wish = (where: 'here' | 'everywhere') => () => (isAnonymous ? setAsked(where) : signOut.mutate({ where }))
  return (
    <FormRow label={words.account.signOut}>
      <p className="pt-[7px] text-ui text-ink-2 max-narrow:pt-0">{words.account.signOutDetail}</p>
      <div className="mt-2 flex flex-wrap gap-1.5">
        <Button size="small" isBusy={signOut.isPending} onClick={wish('here')}>
          {words.account.signOutHere}
        </Button>
        <Button size="small" look="bare" isBusy={signOut.isPending} onClick={wish('everywhere')}>
          {words.account.signOutEverywhere}
        </Button>
      </div>
      {signOut.error && (
        <div className="mt-3">
          <ErrorNote {...wordsOf(signOut.error)} />
        </div>
      )}
      <ConfirmDialog
        isOpen={asked !== null}
        title={words.account.anonymousTitle}
        detail={words.account.anonymousDetail}
        keep={words.account.stay}
        act={words.account.signOut}
        onKeep={() => setAsked(null)}
        onAct={() => {
          if (asked) signOut.mutate({ where: asked })
          setAsked(null)
        }}
      />
    </FormRow>
  )
}

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useAccounts } from '../../state/accounts'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { ErrorNote } from '../../ui/ErrorNote'
import { Form, FormRow } from '../../ui/Field'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { PasswordField } from './settings/PasswordField'
import { words } from './words'

/** Whoever came in by the link of a forgotten password chooses a new one, or does so later. */
export function NewPassword() {
  const isWanted = useAccounts((state) => state.wantsNewPassword)
  const [password, setPassword] = useState('')
  const change = useMutation(queries.accounts.changePassword.mutationOptions())
  const later = useMutation(queries.accounts.cancel.mutationOptions())
  return (
    <Dialog
      title={words.setPassword.title}
      close={words.setPassword.later}
      isOpen={isWanted}
      onClose={() => later.mutate(undefined)}
    >
      <div className="overflow-y-auto px-8 pb-7 max-narrow:px-5">
        <p className="pb-5 text-ui text-ink-2">{words.setPassword.detail}</p>
        <Form
          aria-label={words.setPassword.title}
          onSubmit={(event) => {
            event.preventDefault()
            if (!change.isPending) change.mutate({ password })
          }}
        >
          <PasswordField label={words.newPassword} value={password} isNew takesFocus onChange={setPassword} />
          <FormRow label="">
            {change.error && (
              <div className="pb-4">
                <ErrorNote {...wordsOf(change.error)} />
              </div>
            )}
            <div className="flex flex-wrap gap-1.5">
              <Button look="primary" type="submit" isBusy={change.isPending}>
                {words.setPassword.act}
              </Button>
              <Button look="bare" onClick={() => later.mutate(undefined)}>
                {words.setPassword.later}
              </Button>
            </div>
          </FormRow>
        </Form>
      </div>
    </Dialog>
  )
}

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '../../ui/Dialog'
import { queries } from '../../wire/rpc'
import { PasswordField } from './PasswordField'
import { SmallForm } from './SmallForm'
import { words } from './words'

/** Whoever came in by the link of a forgotten password chooses a new one, or does so later. */
export function NewPassword() {
  const [password, setPassword] = useState('')
  const change = useMutation(queries.accounts.changePassword.mutationOptions())
  const later = useMutation(queries.accounts.cancel.mutationOptions())
  const putOff = () => later.mutate(undefined)
  return (
    <Dialog title={words.setPassword.title} close={words.setPassword.later} isOpen onClose={putOff}>
      <div className="overflow-y-auto px-8 pb-7 max-narrow:px-5">
        <p className="pb-5 text-ui text-ink-2">{words.setPassword.detail}</p>
        <SmallForm
          act={words.setPassword.act}
          title={words.setPassword.title}
          isBusy={change.isPending}
          error={change.error}
          cancel={words.setPassword.later}
          onCancel={putOff}
          onSubmit={() => change.mutate({ password })}
        >
          <PasswordField label={words.newPassword} value={password} isNew takesFocus onChange={setPassword} />
        </SmallForm>
      </div>
    </Dialog>
  )
}

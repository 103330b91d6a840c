import { useState } from 'react'
import { TextField } from '../../../ui/Field'
import { rpc } from '../../../wire/rpc'
import { words } from '../words'
import { PasswordField } from '../PasswordField'
import { SmallForm } from '../SmallForm'
import { useAccountChange } from './use-account-change'

/** One more account of this computer. It is made, and not opened. */
export function AddAccount({ onDone }: { onDone(said: string | null): void }) {
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const create = useAccountChange(rpc.accounts.local.create, () => {
    onDone(words.local.added(name.trim()))
    return words.local.added(name.trim())
  })
  return (
    <SmallForm
      act={words.local.addAct}
      isBusy={create.isBusy}
      error={create.error}
      onCancel={() => onDone(null)}
      onSubmit={() => create.change({ name, ...(password && { password }) })}
    >
      <TextField
        label={words.name}
        required
        maxLength={200}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the form is what was asked for
        autoFocus
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <PasswordField
        label={words.password}
        value={password}
        isNew
        isOptional
        hint={words.optional}
        onChange={setPassword}
      />
    </SmallForm>
  )
}

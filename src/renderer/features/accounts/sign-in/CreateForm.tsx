import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { TextField } from '../../../ui/Field'
import { queries } from '../../../wire/rpc'
import { PasswordField } from '../PasswordField'
import { SmallForm } from '../SmallForm'
import { words } from '../words'
import { EmailField } from './EmailField'

/** A new account on the server. */
export function CreateForm({ email, onEmail }: { email: string; onEmail(email: string): void }) {
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const create = useMutation(queries.accounts.signUp.mutationOptions())
  return (
    <SmallForm
      act={words.create.act}
      title={words.create.title}
      isBusy={create.isPending}
      error={create.error}
      onSubmit={() => create.mutate({ email, password, ...(name.trim() && { name }) })}
    >
      <EmailField email={email} onEmail={onEmail} takesFocus />
      <PasswordField label={words.password} value={password} isNew onChange={setPassword} />
      <TextField
        label={words.name}
        name="name"
        autoComplete="name"
        maxLength={200}
        value={name}
        hint={words.optional}
        onChange={(event) => setName(event.target.value)}
      />
    </SmallForm>
  )
}

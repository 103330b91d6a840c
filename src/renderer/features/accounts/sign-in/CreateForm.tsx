import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Form, FormRow, TextField } from '../../../ui/Field'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { words } from '../words'
import { EmailField } from './EmailField'

/** A new account on the server. */
export function CreateForm({ email, onEmail }: { email: string; onEmail(email: string): void }) {
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const create = useMutation(queries.accounts.signUp.mutationOptions())
  return (
    <Form
      aria-label={words.create.title}
      onSubmit={(event) => {
        event.preventDefault()
        if (!create.isPending) create.mutate({ email, password, ...(name.trim() && { name }) })
      }}
    >
      <EmailField email={email} onEmail={onEmail} takesFocus />
      <TextField
        label={words.password}
        type="password"
        name="password"
        required
        dir="ltr"
        autoComplete="new-password"
        maxLength={200}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <TextField
        label={words.name}
        name="name"
        autoComplete="name"
        maxLength={200}
        value={name}
        hint={words.optional}
        onChange={(event) => setName(event.target.value)}
      />
      <FormRow label="">
        {create.error && (
          <div className="pb-4">
            <ErrorNote {...wordsOf(create.error)} />
          </div>
        )}
        <Button look="primary" type="submit" isBusy={create.isPending}>
          {words.create.act}
        </Button>
      </FormRow>
    </Form>
  )
}

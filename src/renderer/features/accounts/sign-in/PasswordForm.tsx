import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Form, FormRow, TextField } from '../../../ui/Field'
import { TextLink } from '../../../ui/TextLink'
import { failureOf, wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { words } from '../words'
import { EmailField } from './EmailField'

interface PasswordFormProps {
  email: string
  onEmail(email: string): void
  onForgotten(): void
}

/** An address and a password. */
export function PasswordForm({ email, onEmail, onForgotten }: PasswordFormProps) {
  const [password, setPassword] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const signIn = useMutation(queries.accounts.signIn.mutationOptions())
  const resend = useMutation(queries.accounts.resend.mutationOptions())
  const failure = failureOf(signIn.error)
  const isRefused = failure?.code === 'CREDENTIALS_REFUSED'

  // Each refusal is an error of its own.
  const refusal = isRefused ? signIn.error : null
  useEffect(() => {
    if (!refusal) return
    field.current?.focus()
    field.current?.select()
  }, [refusal])

  return (
    <Form
      aria-label={words.signIn.signIn}
      onSubmit={(event) => {
        event.preventDefault()
        if (!signIn.isPending) signIn.mutate({ email, password })
      }}
    >
      <EmailField email={email} onEmail={onEmail} takesFocus={email === ''} />
      <TextField
        ref={field}
        label={words.password}
        type="password"
        name="password"
        required
        dir="ltr"
        autoComplete="current-password"
        maxLength={200}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        hint={<TextLink onClick={onForgotten}>{words.signIn.forgotten}</TextLink>}
      />
      <FormRow label="">
        {signIn.error && (
          <div className="pb-4">
            <ErrorNote {...wordsOf(signIn.error)}>
              {failure?.code === 'ADDRESS_NOT_CONFIRMED' && (
                <Button isBusy={resend.isPending} onClick={() => resend.mutate({ email })}>
                  {words.signIn.sendAgain}
                </Button>
              )}
            </ErrorNote>
          </div>
        )}
        {resend.error && (
          <div className="pb-4">
            <ErrorNote {...wordsOf(resend.error)} />
          </div>
        )}
        <Button look="primary" type="submit" isBusy={signIn.isPending}>
          {words.signIn.signIn}
        </Button>
      </FormRow>
    </Form>
  )
}

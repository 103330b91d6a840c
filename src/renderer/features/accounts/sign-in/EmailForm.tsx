import { useMutation } from '@tanstack/react-query'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Form, FormRow } from '../../../ui/Field'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { words } from '../words'
import { EmailField } from './EmailField'

interface EmailFormProps {
  /** A link that signs in, or one to set a new password. */
  mode: 'link' | 'forgotten'
  email: string
  onEmail(email: string): void
}

/** An address that a link is sent to. */
export function EmailForm({ mode, email, onEmail }: EmailFormProps) {
  const send = useMutation(
    mode === 'link' ? queries.accounts.sendLink.mutationOptions() : queries.accounts.resetPassword.mutationOptions(),
  )
  return (
    <Form
      aria-label={words[mode].title}
      onSubmit={(event) => {
        event.preventDefault()
        if (!send.isPending) send.mutate({ email })
      }}
    >
      <EmailField email={email} onEmail={onEmail} hint={words[mode].detail} takesFocus />
      <FormRow label="">
        {send.error && (
          <div className="pb-4">
            <ErrorNote {...wordsOf(send.error)} />
          </div>
        )}
        <Button look="primary" type="submit" isBusy={send.isPending}>
          {words[mode].act}
        </Button>
      </FormRow>
    </Form>
  )
}

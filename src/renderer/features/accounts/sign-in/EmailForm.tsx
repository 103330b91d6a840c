import { useMutation } from '@tanstack/react-query'
import { queries } from '../../../wire/rpc'
import { SmallForm } from '../SmallForm'
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
    <SmallForm
      act={words[mode].act}
      title={words[mode].title}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate({ email })}
    >
      <EmailField email={email} onEmail={onEmail} hint={words[mode].detail} takesFocus />
    </SmallForm>
  )
}

import { useState } from 'react'
import { FormRow } from '../../../ui/Field'
import { rpc } from '../../../wire/rpc'
import { EmailField } from '../sign-in/EmailField'
import { words } from '../words'
import { PasswordField } from '../PasswordField'
import { SmallForm } from '../SmallForm'
import { useAccountChange } from './use-account-change'

/** An anonymous account becomes somebody's. Its id stays, so nothing it owns moves. */
export function KeepAccount() {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const keep = useAccountChange(rpc.accounts.keep, ({ outcome }) => (outcome === 'opened' ? words.account.kept : null))
  return (
    <>
      <FormRow label="">
        <p className="text-ui font-strong">{words.account.keep}</p>
        <p className="mt-0.5 text-ui text-ink-2">{words.account.keepDetail}</p>
      </FormRow>
      <SmallForm
        act={words.account.keepAct}
        isBusy={keep.isBusy}
        error={keep.error}
        onSubmit={() => keep.change({ email, password })}
      >
        <EmailField email={email} onEmail={setEmail} />
        <PasswordField label={words.password} value={password} isNew onChange={setPassword} />
      </SmallForm>
    </>
  )
}

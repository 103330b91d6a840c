import { useState } from 'react'
import type { AccountDetails } from '../../../../shared/contract/accounts'
import { Button } from '../../../ui/Button'
import { FormRow, TextField } from '../../../ui/Field'
import { failureOf } from '../../../wire/failure'
import { rpc } from '../../../wire/rpc'
import { words } from '../words'
import { PasswordField } from '../PasswordField'
import { SmallForm } from '../SmallForm'
import { useAccountChange } from './use-account-change'

interface PasswordFormProps {
  account: AccountDetails
  /** What to say about how it ended; null when it was given up. */
  onDone(said: string | null): void
}

/** A new password. A server may want a code from an e-mail first: then there is a field for it. */
export function PasswordForm({ account, onDone }: PasswordFormProps) {
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const needsCurrent = account.hasPassword === true
  const change = useAccountChange(rpc.accounts.changePassword, () => {
    onDone(words.account.passwordChanged)
    return words.account.passwordChanged
  })
  const sendCode = useAccountChange(rpc.accounts.sendCode, () => words.account.codeSent)
  const [asksForCode, setAsksForCode] = useState(false)
  if (!asksForCode && failureOf(change.error)?.code === 'REAUTHENTICATION_NEEDED') setAsksForCode(true)

  return (
    <SmallForm
      act={needsCurrent || account.hasPassword === null ? words.account.changePassword : words.account.setPassword}
      isBusy={change.isBusy}
      error={sendCode.error ?? change.error}
      onCancel={() => onDone(null)}
      onSubmit={() => change.change({ password, ...(needsCurrent && { current }), ...(code.trim() && { code }) })}
    >
      {/* So that a password manager knows whose it is. */}
      <input type="hidden" autoComplete="username" value={account.email ?? account.name} readOnly />
      {needsCurrent && <PasswordField label={words.presentPassword} value={current} takesFocus onChange={setCurrent} />}
      <PasswordField
        label={words.newPassword}
        value={password}
        isNew
        takesFocus={!needsCurrent}
        onChange={setPassword}
      />
      {asksForCode && (
        <>
          <TextField
            label={words.account.code}
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={20}
            value={code}
            hint={sendCode.said ?? words.account.codeHint}
            onChange={(event) => setCode(event.target.value)}
          />
          <FormRow label="">
            <Button size="small" isBusy={sendCode.isBusy} onClick={() => sendCode.change(undefined)}>
              {words.account.sendCode}
            </Button>
          </FormRow>
        </>
      )}
    </SmallForm>
  )
}

import { useState } from 'react'
import type { AccountDetails } from '../../../../shared/contract/accounts'
import { Button } from '../../../ui/Button'
import { FormRow } from '../../../ui/Field'
import { rpc } from '../../../wire/rpc'
import { EmailField } from '../sign-in/EmailField'
import { words } from '../words'
import { SmallForm } from '../SmallForm'
import { useAccountChange } from './use-account-change'

/** The address one signs in with. */
export function EmailRow({ account }: { account: AccountDetails }) {
  const [isOpen, setOpen] = useState(false)
  const [email, setEmail] = useState('')
  const change = useAccountChange(rpc.accounts.changeEmail, ({ outcome }) => {
    setOpen(false)
    return outcome === 'opened' ? words.account.emailChanged : null
  })
  if (isOpen) {
    return (
      <SmallForm
        act={words.account.change}
        isBusy={change.isBusy}
        error={change.error}
        onCancel={() => setOpen(false)}
        onSubmit={() => change.change({ email })}
      >
        <EmailField email={email} onEmail={setEmail} hint={words.account.emailHint} takesFocus />
      </SmallForm>
    )
  }
  return (
    <FormRow label={words.email}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-[3px] max-narrow:pt-0">
        <p dir="ltr" className="min-w-0 text-ui [overflow-wrap:anywhere]">
          {account.email ?? words.account.noEmail}
        </p>
        <Button size="small" look="bare" onClick={() => setOpen(true)}>
          {words.account.change}
        </Button>
      </div>
      {account.newEmail && <p className="mt-1 text-small text-ink-2">{words.account.waitsFor(account.newEmail)}</p>}
      {change.said && <p className="mt-1 text-small text-ink-2">{change.said}</p>}
    </FormRow>
  )
}

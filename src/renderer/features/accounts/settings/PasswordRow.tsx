import { useState } from 'react'
import type { AccountDetails } from '../../../../shared/contract/accounts'
import { Button } from '../../../ui/Button'
import { FormRow } from '../../../ui/Field'
import { words } from '../words'
import { PasswordForm } from './PasswordForm'
import { RemovePassword } from './RemovePassword'

/** The password of the account: set, changed, and, for one of this computer, taken away. */
export function PasswordRow({ account }: { account: AccountDetails }) {
  const [open, setOpen] = useState<'change' | 'remove' | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const { hasPassword, isLocal } = account

  function done(what: string | null): void {
    setOpen(null)
    setSaid(what)
  }
  if (open === 'change') return <PasswordForm account={account} onDone={done} />
  if (open === 'remove') return <RemovePassword onDone={done} />
  const fact =
    hasPassword === null
      ? words.account.passwordOnServer
      : hasPassword
        ? words.account.passwordIsSet
        : words.account.passwordIsNone
  return (
    <FormRow label={words.password}>
      <p className="pt-[7px] text-ui max-narrow:pt-0">{said ?? fact}</p>
      {isLocal && <p className="mt-1 text-small text-ink-3">{words.account.localHint}</p>}
      <div className="mt-2 flex flex-wrap gap-1.5">
        <Button size="small" onClick={() => setOpen('change')}>
          {hasPassword === false ? words.account.setPassword : words.account.changePassword}
        </Button>
        {isLocal && hasPassword && (
          <Button size="small" look="bare" onClick={() => setOpen('remove')}>
            {words.account.removePassword}
          </Button>
        )}
      </div>
    </FormRow>
  )
}

import { useState } from 'react'
import { rpc } from '../../../wire/rpc'
import { words } from '../words'
import { PasswordField } from '../PasswordField'
import { SmallForm } from '../SmallForm'
import { useAccountChange } from './use-account-change'

export function RemovePassword({ onDone }: { onDone(said: string | null): void }) {
  const [current, setCurrent] = useState('')
  const remove = useAccountChange(rpc.accounts.local.removePassword, () => {
    onDone(words.account.passwordRemoved)
    return words.account.passwordRemoved
  })
  return (
    <SmallForm
      act={words.account.removePassword}
      isBusy={remove.isBusy}
      error={remove.error}
      onCancel={() => onDone(null)}
      onSubmit={() => remove.change({ current })}
    >
      <PasswordField label={words.presentPassword} value={current} takesFocus onChange={setCurrent} />
    </SmallForm>
  )
}

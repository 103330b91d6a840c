import { useState } from 'react'
import { useHoldsUnsaved } from '../../../state/unsaved'
import { rpc } from '../../../wire/rpc'
import { TextField } from '../../../ui/Field'
import { words } from '../words'
import { SmallForm } from '../SmallForm'
import { useAccountChange } from './use-account-change'

/** How the account is called. The button is there once something else is written. */
export function NameRow({ name }: { name: string }) {
  const [written, setWritten] = useState<string | null>(null)
  const wanted = (written ?? name).trim()
  const isChanged = wanted !== name && wanted !== ''
  useHoldsUnsaved(isChanged)
  const rename = useAccountChange(rpc.accounts.rename, () => words.account.saved)
  return (
    <SmallForm
      act={words.account.save}
      isBusy={rename.isBusy}
      error={rename.error}
      isIdle={!isChanged}
      onCancel={() => setWritten(null)}
      onSubmit={() => rename.change({ name: wanted }, { onSuccess: () => setWritten(null) })}
    >
      <TextField
        label={words.name}
        name="name"
        autoComplete="name"
        maxLength={200}
        value={written ?? name}
        hint={rename.said ?? undefined}
        onChange={(event) => setWritten(event.target.value)}
      />
    </SmallForm>
  )
}

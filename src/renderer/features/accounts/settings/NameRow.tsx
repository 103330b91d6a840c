import { useState } from 'react'
import { useHoldsUnsaved } from '../../../state/unsaved'
import { rpc } from '../../../wire/rpc'
import { TextField } from '../../../ui/Field'
import { words } from '../words'
import { SmallForm } from '../SmallForm'
import { useAccountChange } from './use-account-change'

/** How the account is called. The button is there once something else is written. */
export function NameRow({ name }: { name: string }) {
  const [written, setWritten] = useState(name)
  const isChanged = written.trim() !== name && written.trim() !== ''
  useHoldsUnsaved(isChanged)
  const rename = useAccountChange(rpc.accounts.rename, () => words.account.saved)
  const field = (
    <TextField
      label={words.name}
      name="name"
      autoComplete="name"
      maxLength={200}
      value={written}
      hint={rename.said ?? undefined}
      onChange={(event) => setWritten(event.target.value)}
    />
  )
  if (!isChanged) return field
  return (
    <SmallForm
      act={words.account.save}
      isBusy={rename.isBusy}
      error={rename.error}
      onCancel={() => setWritten(name)}
      onSubmit={() => rename.change({ name: written.trim() })}
    >
      {field}
    </SmallForm>
  )
}

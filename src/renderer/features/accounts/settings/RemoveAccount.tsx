import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { LocalAccount } from '../../../../shared/contract/accounts'
import { TextField } from '../../../ui/Field'
import { queries, rpc } from '../../../wire/rpc'
import { words } from '../words'
import { PasswordField } from '../PasswordField'
import { SmallForm } from '../SmallForm'
import { useAccountChange } from './use-account-change'

interface RemoveAccountProps {
  account: LocalAccount
  name: string
  onClose(): void
  onRemoved(said: string): void
}

/** In two steps: what goes with it, counted, and then its name typed. */
export function RemoveAccount({ account, name, onClose, onRemoved }: RemoveAccountProps) {
  const [password, setPassword] = useState('')
  const [typed, setTyped] = useState('')
  const opening = { account: account.id, ...(account.hasPassword && { password }) }
  const contents = useMutation(queries.accounts.local.contents.mutationOptions())
  const remove = useAccountChange(rpc.accounts.local.remove, () => {
    onClose()
    onRemoved(words.local.removed(name))
    return words.local.removed(name)
  })
  const { mutate: count } = contents
  const hasCounted = useRef(false)
  useEffect(() => {
    // One without a password shows at once what is in it.
    if (account.hasPassword || hasCounted.current) return
    hasCounted.current = true
    count({ account: account.id })
  }, [account, count])

  return (
    <div className="mt-2">
      <p className="pb-2 text-ui font-strong">{words.local.removeTitle(name)}</p>
      {contents.data ? (
        <>
          <p className="pb-4 text-ui text-ink-2">{words.local.removeContents(contents.data)}</p>
          <SmallForm
            act={words.local.removeAct}
            look="danger"
            isBusy={remove.isBusy}
            error={remove.error}
            onCancel={onClose}
            onSubmit={() => typed.trim() === name && remove.change(opening)}
          >
            <TextField
              label={words.name}
              required
              pattern={name.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)}
              hint={words.local.typeName(name)}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- the question is what was asked for
              autoFocus
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </SmallForm>
        </>
      ) : (
        <SmallForm
          act={words.local.removeNext}
          isBusy={contents.isPending}
          error={contents.error}
          onCancel={onClose}
          onSubmit={() => contents.mutate(opening)}
        >
          {account.hasPassword && (
            <PasswordField label={words.password} value={password} takesFocus onChange={setPassword} />
          )}
        </SmallForm>
      )}
    </div>
  )
}

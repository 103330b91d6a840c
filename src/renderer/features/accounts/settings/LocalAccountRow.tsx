import { useState } from 'react'
import type { LocalAccount } from '../../../../shared/contract/accounts'
import { fullDate } from '../../../lib/dates'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { wordsOf } from '../../../wire/failure'
import { rpc } from '../../../wire/rpc'
import { words } from '../words'
import { PasswordField } from '../PasswordField'
import { RemoveAccount } from './RemoveAccount'
import { SmallForm } from '../SmallForm'
import { useAccountChange } from './use-account-change'

interface LocalAccountRowProps {
  account: LocalAccount
  onRemoved(said: string): void
}

/** One account of this computer: opened, and deleted with everything in it. One with a password is asked for it first. */
export function LocalAccountRow({ account, onRemoved }: LocalAccountRowProps) {
  const [asked, setAsked] = useState<'open' | 'remove' | null>(null)
  const [password, setPassword] = useState('')
  const { id, hasPassword, isOpen } = account
  const name = account.name || words.local.nameless
  const opening = { account: id, ...(hasPassword && { password }) }
  const open = useAccountChange(rpc.accounts.local.open, () => null)
  const fact = [
    isOpen && words.local.isOpen,
    hasPassword && words.local.hasPassword,
    !isOpen &&
      (account.lastUsedAt ? words.local.lastUsed(fullDate(new Date(account.lastUsedAt))) : words.local.neverUsed),
  ]

  function close(): void {
    setAsked(null)
    setPassword('')
    open.reset()
  }
  return (
    <li className="border-line py-2 not-first:border-t">
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <p dir="auto" className="truncate text-ui">
            {name}
          </p>
          <p className="truncate text-small text-ink-3">{fact.filter(Boolean).join(' · ')}</p>
        </div>
        {!isOpen && (
          <Button
            size="small"
            look="bare"
            aria-label={words.local.openTitle(name)}
            isBusy={open.isBusy}
            onClick={() => (hasPassword ? setAsked('open') : open.change(opening))}
          >
            {words.local.open}
          </Button>
        )}
        <Button
          size="small"
          look="bare"
          aria-label={`${words.local.remove} ${name}`}
          onClick={() => setAsked('remove')}
        >
          {words.local.remove}
        </Button>
      </div>
      {asked === 'open' && (
        <div className="mt-2">
          <SmallForm
            act={words.local.openTitle(name)}
            isBusy={open.isBusy}
            error={open.error}
            onCancel={close}
            onSubmit={() => open.change(opening)}
          >
            <PasswordField label={words.password} value={password} takesFocus onChange={setPassword} />
          </SmallForm>
        </div>
      )}
      {asked !== 'open' && Boolean(open.error) && <ErrorNote {...wordsOf(open.error)} />}
      {asked === 'remove' && <RemoveAccount account={account} name={name} onClose={close} onRemoved={onRemoved} />}
    </li>
  )
}

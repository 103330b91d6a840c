import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { fullDate } from '../../lib/dates'
import { Button } from '../../ui/Button'
import { Form, TextField } from '../../ui/Field'
import type { Failure } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { words } from './words'

type AccountChooserProps = Extract<Failure, { code: 'ACCOUNT_UNCLEAR' }>['data']

/** Whose Kith this is, where several people or a password may be meant. What is chosen is opened at every start. */
export function AccountChooser({ accounts, chosen, isRefused }: AccountChooserProps) {
  const [picked, setPicked] = useState(chosen ?? accounts[0]?.id ?? '')
  const [password, setPassword] = useState('')
  const signIn = useMutation(queries.session.signIn.mutationOptions())
  const account = accounts.find(({ id }) => id === picked)

  function open(event: FormEvent): void {
    event.preventDefault()
    if (account) signIn.mutate({ account: account.id, ...(account.hasPassword ? { password } : {}) })
  }
  return (
    <Form onSubmit={open}>
      <fieldset className="col-span-full flex flex-col gap-1">
        <legend className="mb-3 text-lead font-strong">
          {accounts.length > 1 ? words.accounts.title : words.accounts.titleOfOne}
        </legend>
        {accounts.map(({ id, name, lastUsedAt }, index) => (
          <label key={id} className="flex min-h-11 items-center gap-3 rounded-m px-2 hover:bg-sunken">
            <input
              type="radio"
              className="accent-ink"
              name="account"
              value={id}
              checked={id === picked}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page holds nothing else
              autoFocus={chosen === null ? index === 0 : id === chosen && !isRefused}
              onChange={() => setPicked(id)}
            />
            <span className="min-w-0 truncate text-ui">{name || words.accounts.nameless}</span>
            <span className="text-small text-ink-3">
              {lastUsedAt ? words.accounts.lastUsed(fullDate(new Date(lastUsedAt))) : words.accounts.neverUsed}
            </span>
          </label>
        ))}
      </fieldset>
      {account?.hasPassword && (
        <TextField
          label={words.accounts.password}
          type="password"
          required
          autoComplete="current-password"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- what was written in it was not right
          autoFocus={isRefused}
          value={password}
          error={isRefused && picked === chosen && password === '' ? words.accounts.refused : undefined}
          onChange={(event) => setPassword(event.target.value)}
        />
      )}
      <div className="col-span-full">
        <Button look="primary" type="submit" isBusy={signIn.isPending}>
          {words.accounts.open}
        </Button>
        <p className="mt-3 text-small text-ink-2">{words.accounts.remembered}</p>
      </div>
    </Form>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { FormRow } from '../../../ui/Field'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { words } from '../words'
import { AddAccount } from './AddAccount'
import { LocalAccountRow } from './LocalAccountRow'

/** The accounts of this computer: each a world of its own. */
export function LocalAccounts() {
  const accounts = useQuery(queries.accounts.local.list.queryOptions())
  const [isAdding, setAdding] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  return (
    <>
      <FormRow label={words.local.title}>
        <p className="pt-[7px] text-ui text-ink-2 max-narrow:pt-0">{words.local.detail}</p>
        {accounts.isError && <ErrorNote {...wordsOf(accounts.error)} />}
        <ul className="mt-2">
          {accounts.data?.map((account) => (
            <LocalAccountRow key={account.id} account={account} onRemoved={setSaid} />
          ))}
        </ul>
        {said && <p className="mt-1 text-small text-ink-2">{said}</p>}
        {!isAdding && (
          <Button size="small" className="mt-2" onClick={() => setAdding(true)}>
            {words.local.add}
          </Button>
        )}
      </FormRow>
      {isAdding && (
        <AddAccount
          onDone={(what) => {
            setAdding(false)
            setSaid(what)
          }}
        />
      )}
    </>
  )
}

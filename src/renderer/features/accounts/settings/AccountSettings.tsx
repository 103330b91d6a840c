import { useQuery } from '@tanstack/react-query'
import type { AccountDetails } from '../../../../shared/contract/accounts'
import { useDelayed } from '../../../lib/use-delayed'
import { useAccounts } from '../../../state/accounts'
import { useIsProjectAway, useSession } from '../../../state/session'
import { Button } from '../../../ui/Button'
import { FormRow } from '../../../ui/Field'
import { ReadFailure } from '../../../ui/ReadFailure'
import { Skeleton } from '../../../ui/Skeleton'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { AwaitedNote } from '../sign-in/AwaitedNote'
import { words } from '../words'
import { EmailRow } from './EmailRow'
import { KeepAccount } from './KeepAccount'
import { LocalAccounts } from './LocalAccounts'
import { NameRow } from './NameRow'
import { PasswordRow } from './PasswordRow'
import { SessionsRow } from './SessionsRow'
import { SignOutRow } from './SignOutRow'

/** Everything about the account that is open, and the others of this computer. Signing out needs no connection. */
export function AccountSettings() {
  const details = useQuery(queries.accounts.details.queryOptions())
  const ready = useSession((state) => state.ready)
  const isAway = useIsProjectAway()
  const isSlow = useDelayed(details.isPending, 150)
  const isRemote = ready?.database.kind === 'remote'
  return (
    <div className="grid grid-cols-[120px_minmax(0,1fr)] gap-x-6 gap-y-[22px] max-narrow:grid-cols-1 max-narrow:gap-y-4">
      {details.data && <Details account={details.data} />}
      {!details.data && (details.isError || isSlow) && (
        <FormRow label="">
          {details.isError ? (
            <ReadFailure error={wordsOf(details.error)} isAway={isAway}>
              <Button onClick={() => void details.refetch()}>{words.tryAgain}</Button>
            </ReadFailure>
          ) : (
            <Skeleton label={words.account.loading} />
          )}
        </FormRow>
      )}
      {isRemote && <SignOutRow isAnonymous={ready.account.isAnonymous} />}
    </div>
  )
}

function Details({ account }: { account: AccountDetails }) {
  const awaited = useAccounts((state) => state.awaited)
  return (
    <>
      {awaited?.kind === 'email-change' && (
        <FormRow label="">
          <AwaitedNote awaited={awaited} />
        </FormRow>
      )}
      {account.isAnonymous && <KeepAccount />}
      <NameRow name={account.name} />
      {!account.isLocal && !account.isAnonymous && <EmailRow account={account} />}
      {!account.isAnonymous && <PasswordRow account={account} />}
      <SessionsRow />
      {account.isLocal && <LocalAccounts />}
    </>
  )
}

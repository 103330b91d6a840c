import { useQuery } from '@tanstack/react-query'
import { useDelayed } from '../../../lib/use-delayed'
import { useAccounts } from '../../../state/accounts'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { FormRow } from '../../../ui/Field'
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

/** Everything about the account that is open, and the others of this computer. */
export function AccountSettings() {
  const details = useQuery(queries.accounts.details.queryOptions())
  const awaited = useAccounts((state) => state.awaited)
  const isSlow = useDelayed(details.isPending, 150)
  if (details.isError) {
    return (
      <ErrorNote {...wordsOf(details.error)}>
        <Button onClick={() => void details.refetch()}>{words.tryAgain}</Button>
      </ErrorNote>
    )
  }
  if (!details.data) return isSlow && <Skeleton label={words.account.loading} />
  const account = details.data
  return (
    <div className="grid grid-cols-[120px_minmax(0,1fr)] gap-x-6 gap-y-[22px] max-narrow:grid-cols-1 max-narrow:gap-y-4">
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
      {account.isLocal ? <LocalAccounts /> : <SignOutRow isAnonymous={account.isAnonymous} />}
    </div>
  )
}

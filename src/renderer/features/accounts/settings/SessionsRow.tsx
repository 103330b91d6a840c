import { useQuery } from '@tanstack/react-query'
import { fullDate } from '../../../lib/dates'
import { useIsProjectAway } from '../../../state/session'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { FormRow } from '../../../ui/Field'
import { ReadFailure } from '../../../ui/ReadFailure'
import { wordsOf } from '../../../wire/failure'
import { queries, rpc } from '../../../wire/rpc'
import { words } from '../words'
import { useAccountChange } from './use-account-change'

/** Where else this account is open, as far as the server says. */
export function SessionsRow() {
  const sessions = useQuery(queries.accounts.sessions.queryOptions())
  const isAway = useIsProjectAway()
  const end = useAccountChange(rpc.accounts.signOut, () => words.account.signedOutElsewhere)
  if (sessions.isPending) return null
  const listed = sessions.data?.sessions ?? null
  return (
    <FormRow label={words.account.sessions}>
      {sessions.isError && (
        <ReadFailure error={wordsOf(sessions.error)} isAway={isAway}>
          <Button onClick={() => void sessions.refetch()}>{words.tryAgain}</Button>
        </ReadFailure>
      )}
      {sessions.data && !listed && (
        <p className="pt-[7px] text-ui text-ink-2 max-narrow:pt-0">{words.account.noList}</p>
      )}
      {listed && (
        <ul className="pt-[7px] max-narrow:pt-0">
          {listed.map(({ id, openedAt, lastUsedAt, method, isThisOne }) => (
            <li key={id} className="pb-2">
              <p className="text-ui">{isThisOne ? words.account.thisOne : words.account.methods[method]}</p>
              <p className="text-small text-ink-3">
                {words.account.opened(fullDate(new Date(openedAt)))}
                {lastUsedAt !== openedAt && ` · ${words.account.lastUsed(fullDate(new Date(lastUsedAt)))}`}
              </p>
            </li>
          ))}
        </ul>
      )}
      {(!listed || listed.some(({ isThisOne }) => !isThisOne)) && (
        <Button size="small" className="mt-2" isBusy={end.isBusy} onClick={() => end.change({ where: 'elsewhere' })}>
          {words.account.signOutElsewhere}
        </Button>
      )}
      {end.said && <p className="mt-1 text-small text-ink-2">{end.said}</p>}
      {Boolean(end.error) && (
        <div className="mt-3">
          <ErrorNote {...wordsOf(end.error)} />
        </div>
      )}
    </FormRow>
  )
}

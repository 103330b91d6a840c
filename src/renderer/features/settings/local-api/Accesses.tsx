import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiAccess } from '../../../../shared/contract/local-api'
import { announce } from '../../../lib/announcer'
import { clockTime, shortDate } from '../../../lib/dates'
import { useSession } from '../../../state/session'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { FormRow } from '../../../ui/Field'
import { wordsOf } from '../../../wire/failure'
import { queryClient } from '../../../wire/query-client'
import { queries } from '../../../wire/rpc'
import { words } from './words'

const AT_ONCE = 20

/** Who came, newest first, and how it went. */
export function Accesses() {
  const accesses = useQuery(queries.localApi.accesses.queryOptions({ staleTime: 0 }))
  const [shown, setShown] = useState(AT_ONCE)
  const clear = useMutation(
    queries.localApi.clearAccesses.mutationOptions({
      onSuccess() {
        queryClient.setQueryData(queries.localApi.accesses.queryKey(), [])
        announce(words.cleared)
      },
    }),
  )
  /** When a key was last used stands in its own row. */
  function readAgain(): void {
    void accesses.refetch()
    void queryClient.invalidateQueries({ queryKey: queries.localApi.view.key() })
  }
  const all = accesses.data ?? []
  const error = accesses.error ?? clear.error
  return (
    <div className="grid grid-cols-[120px_minmax(0,1fr)] gap-x-6 max-narrow:grid-cols-1">
      <FormRow label={words.accesses}>
        <p className="pt-[7px] text-small text-ink-3 max-narrow:pt-0">{words.accessesHint}</p>
        {error && (
          <div className="mt-3">
            <ErrorNote {...wordsOf(error)} />
          </div>
        )}
        {accesses.data && all.length === 0 && <p className="mt-2 text-ui text-ink-2">{words.noAccesses}</p>}
        {all.length > 0 && <Table accesses={all.slice(0, shown)} />}
        <div className="mt-3 flex flex-wrap gap-1.5">
          {all.length > shown && (
            <Button size="small" onClick={() => setShown(shown + 100)}>
              {words.more(Math.min(100, all.length - shown))}
            </Button>
          )}
          <Button size="small" isBusy={accesses.isFetching} onClick={readAgain}>
            {words.refresh}
          </Button>
          {all.length > 0 && (
            <Button size="small" isBusy={clear.isPending} onClick={() => clear.mutate(undefined)}>
              {words.clear}
            </Button>
          )}
        </div>
      </FormRow>
    </div>
  )
}

function Table({ accesses }: { accesses: readonly ApiAccess[] }) {
  const owner = useSession(({ ready }) => ready?.account.id)
  return (
    <div className="mt-2 overflow-x-auto" tabIndex={0} role="region" aria-label={words.accesses}>
      <table className="w-full text-small tabular-nums">
        <thead className="text-ink-3">
          <tr>
            {Object.values(words.columns).map((name) => (
              <th key={name} scope="col" className="py-1 pe-4 text-start font-normal whitespace-nowrap">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {accesses.map((access, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- two requests can be alike in everything
            <tr key={`${access.at} ${place}`} className="border-t border-line">
              <td className="py-1 pe-4 whitespace-nowrap">{timeOf(access)}</td>
              <td dir="auto" className="max-w-40 truncate py-1 pe-4">
                {whoOf(access, owner)}
              </td>
              <td className="py-1 pe-4 font-mono whitespace-nowrap">
                {access.method} {access.route}
              </td>
              <td className={access.status >= 400 ? 'py-1 pe-4 text-danger' : 'py-1 pe-4'}>{access.status}</td>
              <td className="py-1 whitespace-nowrap">{words.took(access)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function timeOf({ at }: ApiAccess): string {
  const time = new Date(at)
  const day = shortDate(time, new Date())
  const clock = clockTime(time)
  return day === clock ? clock : `${day} ${clock}`
}

function whoOf({ keyName, userId }: ApiAccess, owner: string | undefined): string {
  if (keyName !== null) return keyName
  if (userId === null) return words.nobody
  return userId === owner ? words.you : words.account
}

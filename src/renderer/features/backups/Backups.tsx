import { useMutation } from '@tanstack/react-query'
import { announce } from '../../lib/announcer'
import { fullDate } from '../../lib/dates'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { wordsOf } from '../../wire/failure'
import { queryClient } from '../../wire/query-client'
import { queries } from '../../wire/rpc'
import { BackupList } from './BackupList'
import { LeftBehindList } from './LeftBehindList'
import { useBackups } from '../../state/use-backups'
import { words } from './words'

/** When backups are made and where they lie, those there are, and one more when wanted. */
export function Backups() {
  const { data } = useBackups()
  const backUp = useMutation(
    queries.database.backUp.mutationOptions({
      onSuccess({ madeAt }) {
        announce(words.made(fullDate(new Date(madeAt))))
        return queryClient.invalidateQueries({ queryKey: queries.database.backups.key() })
      },
    }),
  )
  return (
    <>
      <p className="text-ui">{words.kept}</p>
      {data && (
        <p className="mt-1 font-mono text-code text-ink-2 select-text [overflow-wrap:anywhere]">{data.folder}</p>
      )}
      <div className="mt-3">
        <BackupList />
      </div>
      {backUp.isError && (
        <div className="mt-2">
          <ErrorNote {...wordsOf(backUp.error)} />
        </div>
      )}
      <Button size="small" className="mt-3" isBusy={backUp.isPending} onClick={() => backUp.mutate(undefined)}>
        {words.backUpNow}
      </Button>
      <LeftBehindList />
    </>
  )
}

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Backup } from '../../../shared/contract/database'
import { announce } from '../../lib/announcer'
import { fullDate } from '../../lib/dates'
import { fileSize } from '../../lib/file-size'
import { Button } from '../../ui/Button'
import { ConfirmDialog } from '../../ui/ConfirmDialog'
import { ErrorNote } from '../../ui/ErrorNote'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { useBackups } from '../../state/use-backups'
import { words } from './words'

const timeOf = ({ madeAt }: Backup) => fullDate(new Date(madeAt))

// An hour: clocks of a computer and its disk differ a little, and time zones do not count.
const isAhead = ({ madeAt }: Backup) => Date.parse(madeAt) > Date.now() + 3_600_000

/** The backups there are, newest first, each with the way back to it. */
export function BackupList() {
  const backups = useBackups()
  const [chosen, setChosen] = useState<Backup | null>(null)
  const restore = useMutation(queries.database.restore.mutationOptions())
  if (backups.isError) {
    return (
      <ErrorNote {...wordsOf(backups.error)}>
        <Button onClick={() => void backups.refetch()}>{words.tryAgain}</Button>
      </ErrorNote>
    )
  }
  if (!backups.data) return <p className="text-ui text-ink-2">{words.loading}</p>

  function goBack(backup: Backup): void {
    setChosen(null)
    restore.mutate({ file: backup.file }, { onSuccess: () => announce(words.wentBack(timeOf(backup))) })
  }
  const wanted = backups.data.backups.find(({ file }) => file === restore.variables?.file)
  return (
    <>
      {backups.data.backups.length === 0 && <p className="text-ui text-ink-2">{words.none}</p>}
      <ul className="flex flex-col">
        {backups.data.backups.map((backup) => (
          <li key={backup.file} className="flex items-center gap-2 border-line py-2 not-first:border-t">
            <div className="min-w-0 flex-1">
              <p className="truncate text-ui">{timeOf(backup)}</p>
              <p className="truncate text-small text-ink-3">
                {[
                  words.facts(backup.reason, fileSize(backup.bytes)),
                  backup.isGood ? null : words.isDamaged,
                  isAhead(backup) ? words.clockWasAhead : null,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            <Button
              size="small"
              look="bare"
              aria-label={words.goBackTo(timeOf(backup))}
              isBusy={restore.isPending}
              onClick={() => setChosen(backup)}
            >
              {words.goBack}
            </Button>
          </li>
        ))}
      </ul>
      {restore.isSuccess && wanted && <p className="mt-2 text-small text-ink-2">{words.wentBack(timeOf(wanted))}</p>}
      {restore.isError && (
        <div className="mt-2">
          <ErrorNote {...wordsOf(restore.error)} />
        </div>
      )}
      {chosen && (
        <ConfirmDialog
          isOpen
          title={words.goBackTitle(timeOf(chosen))}
          detail={chosen.isGood ? words.goBackDetail : `${words.goBackToDamaged} ${words.goBackDetail}`}
          keep={words.stay}
          act={words.goBack}
          onKeep={() => setChosen(null)}
          onAct={() => goBack(chosen)}
        />
      )}
    </>
  )
}

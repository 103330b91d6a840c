import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { LeftBehind } from '../../../shared/contract/database'
import { announce } from '../../lib/announcer'
import { fullDate } from '../../lib/dates'
import { fileSize } from '../../lib/file-size'
import { useLeftBehind } from '../../state/use-backups'
import { Button } from '../../ui/Button'
import { ConfirmDialog } from '../../ui/ConfirmDialog'
import { ErrorNote } from '../../ui/ErrorNote'
import { wordsOf } from '../../wire/failure'
import { queryClient } from '../../wire/query-client'
import { queries } from '../../wire/rpc'
import { words } from './words'

const timeOf = ({ madeAt }: LeftBehind) => fullDate(new Date(madeAt))
const whatOf = ({ kind }: LeftBehind) => words.leftBehind.kinds[kind]

/** What going back and starting clean have left beside the database. Shown only when there is something. */
export function LeftBehindList() {
  const { data } = useLeftBehind()
  const [chosen, setChosen] = useState<{ one: LeftBehind; to: 'remove' | 'go-back' } | null>(null)
  const lookAgain = () => queryClient.invalidateQueries({ queryKey: queries.database.key() })
  const remove = useMutation(
    queries.database.removeLeftBehind.mutationOptions({
      onSuccess: () => announce(words.leftBehind.removed),
      onSettled: lookAgain,
    }),
  )
  const goBack = useMutation(queries.database.restoreLeftBehind.mutationOptions({ onSettled: lookAgain }))
  const show = useMutation(queries.database.showLeftBehind.mutationOptions())
  const failed = remove.error ?? goBack.error
  const isBusy = remove.isPending || goBack.isPending
  if (!data || (data.items.length === 0 && !failed)) return null

  function act(): void {
    if (!chosen) return
    setChosen(null)
    if (chosen.to === 'remove') remove.mutate({ name: chosen.one.name })
    else goBack.mutate({ name: chosen.one.name }, { onSuccess: () => announce(words.wentBack(timeOf(chosen.one))) })
  }
  return (
    <div className="mt-7">
      <h3 className="text-ui font-strong">{words.leftBehind.title}</h3>
      <p className="mt-0.5 text-small text-ink-2">{words.leftBehind.what}</p>
      <ul className="mt-1 flex flex-col">
        {data.items.map((one) => (
          <li key={one.name} className="flex flex-wrap items-center gap-2 border-line py-2 not-first:border-t">
            <div className="min-w-48 flex-1">
              <p className="text-ui">{whatOf(one)}</p>
              <p className="text-small text-ink-3">{`${timeOf(one)} · ${fileSize(one.bytes)}`}</p>
              <p className="font-mono text-code text-ink-3 select-text [overflow-wrap:anywhere]">{one.name}</p>
            </div>
            {data.canShow && (
              <Button
                size="small"
                look="bare"
                aria-label={words.leftBehind.showOne(whatOf(one), timeOf(one))}
                onClick={() => show.mutate({ name: one.name })}
              >
                {words.leftBehind.show}
              </Button>
            )}
            {one.kind === 'before-restore' && (
              <Button
                size="small"
                look="bare"
                aria-label={words.goBackTo(timeOf(one))}
                isBusy={isBusy}
                onClick={() => setChosen({ one, to: 'go-back' })}
              >
                {words.goBack}
              </Button>
            )}
            <Button
              size="small"
              look="bare"
              aria-label={words.leftBehind.removeOne(whatOf(one), timeOf(one))}
              isBusy={isBusy}
              onClick={() => setChosen({ one, to: 'remove' })}
            >
              {words.leftBehind.remove}
            </Button>
          </li>
        ))}
      </ul>
      {failed && <ErrorNote {...wordsOf(failed)} />}
      {chosen && (
        <ConfirmDialog
          isOpen
          {...(chosen.to === 'remove'
            ? {
                title: words.leftBehind.removeTitle,
                detail: words.leftBehind.removeDetail(
                  whatOf(chosen.one),
                  timeOf(chosen.one),
                  fileSize(chosen.one.bytes),
                ),
                keep: words.leftBehind.keep,
                act: words.leftBehind.remove,
              }
            : {
                title: words.goBackTitle(timeOf(chosen.one)),
                detail: words.goBackDetail,
                keep: words.stay,
                act: words.goBack,
              })}
          onKeep={() => setChosen(null)}
          onAct={act}
        />
      )}
    </div>
  )
}

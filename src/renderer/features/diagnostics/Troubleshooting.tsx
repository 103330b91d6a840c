import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { announce } from '../../lib/announcer'
import { fileSize } from '../../lib/file-size'
import { useOpen } from '../../state/open'
import { Button } from '../../ui/Button'
import { ConfirmDialog } from '../../ui/ConfirmDialog'
import { ErrorNote } from '../../ui/ErrorNote'
import { Form, FormRow } from '../../ui/Field'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { ShowLogs } from './ShowLogs'
import { words } from './words'

/** The report and the log, in the settings. */
export function Troubleshooting() {
  const setDialog = useOpen((open) => open.setDialog)
  return (
    <Form onSubmit={(event) => event.preventDefault()}>
      <FormRow label={words.report}>
        <p className="pt-[7px] text-ui max-narrow:pt-0">{words.reportDetail}</p>
        <Button size="small" className="mt-2" onClick={() => setDialog('report')}>
          {words.open}
        </Button>
      </FormRow>
      <FormRow label={words.log}>
        <Log />
      </FormRow>
    </Form>
  )
}

function Log() {
  const places = useQuery(queries.diagnostics.places.queryOptions({ staleTime: 0 }))
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const remove = useMutation(
    queries.diagnostics.deleteLogs.mutationOptions({
      onSuccess: () => announce(words.deleted),
      onSettled: () => client.invalidateQueries({ queryKey: queries.diagnostics.key() }),
    }),
  )
  const error = places.error ?? remove.error
  return (
    <>
      <p className="pt-[7px] text-ui max-narrow:pt-0">{words.logDetail}</p>
      {places.data && (
        <>
          <p className="mt-1 font-mono text-code text-ink-2 select-text [overflow-wrap:anywhere]">
            {places.data.folder}
          </p>
          <p className="mt-1 text-small text-ink-3 tabular-nums">{words.size(fileSize(places.data.bytes))}</p>
        </>
      )}
      <div className="mt-2 flex flex-wrap gap-1.5">
        <ShowLogs size="small" />
        <Button size="small" isBusy={remove.isPending} onClick={() => setAsking(true)}>
          {words.delete}
        </Button>
      </div>
      {error && (
        <div className="mt-3">
          <ErrorNote {...wordsOf(error)} />
        </div>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={words.deleteTitle}
        detail={words.deleteDetail}
        keep={words.deleteKeep}
        act={words.delete}
        onKeep={() => setAsking(false)}
        onAct={() => {
          setAsking(false)
          remove.mutate(undefined)
        }}
      />
    </>
  )
}

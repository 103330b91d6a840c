import { useMutation, useQuery } from '@tanstack/react-query'
import { useAnnounced } from '../../lib/use-announced'
import { useDelayed } from '../../lib/use-delayed'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { ErrorNote } from '../../ui/ErrorNote'
import { Skeleton } from '../../ui/Skeleton'
import { copyWords, useCopy } from '../../ui/use-copy'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { ShowLogs } from './ShowLogs'
import { words } from './words'

/** The report as it would be handed on: read first, then copied or saved. */
export function ReportDialog({ onClose }: { onClose(): void }) {
  const report = useQuery(queries.diagnostics.report.queryOptions({ staleTime: 0, gcTime: 0 }))
  const isSlow = useDelayed(report.isPending, 150)
  return (
    <Dialog isOpen title={words.title} close={words.close} onClose={onClose}>
      <div className="flex min-h-0 flex-col gap-4 px-8 pb-7 max-narrow:px-5">
        <p className="text-ui text-ink-2">{words.what}</p>
        {isSlow && <Skeleton label={words.loading} />}
        {report.isError && (
          <ErrorNote {...wordsOf(report.error)}>
            <Button onClick={() => void report.refetch()}>{words.tryAgain}</Button>
          </ErrorNote>
        )}
        {report.data && <Shown text={report.data.text} />}
      </div>
    </Dialog>
  )
}

function Shown({ text }: { text: string }) {
  const { outcome, copy } = useCopy(() => text)
  const save = useMutation(queries.diagnostics.saveReport.mutationOptions())
  const saved = save.data ? words.saved(save.data.path) : null
  useAnnounced(saved)
  return (
    <>
      <pre
        role="region"
        aria-label={words.text}
        tabIndex={0}
        className="min-h-24 overflow-auto rounded-m whitespace-pre-wrap [overflow-wrap:anywhere] bg-band px-3.5 py-2.5 font-mono text-code text-ink-2 select-text"
      >
        {text}
      </pre>
      <div className="flex flex-none flex-wrap gap-1.5">
        <Button look="primary" onClick={copy}>
          {outcome ? copyWords[outcome] : words.copy}
        </Button>
        <Button isBusy={save.isPending} onClick={() => save.mutate(undefined)}>
          {words.save}
        </Button>
        <ShowLogs />
      </div>
      {saved !== null && <p className="text-small text-ink-2 select-text [overflow-wrap:anywhere]">{saved}</p>}
      {save.isError && <ErrorNote {...wordsOf(save.error)} />}
    </>
  )
}

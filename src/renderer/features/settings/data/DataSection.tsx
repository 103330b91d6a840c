import { useMutation, useQuery } from '@tanstack/react-query'
import type { SettingsView } from '../../../../shared/contract/settings'
import { fileSize } from '../../../lib/file-size'
import { useDelayed } from '../../../lib/use-delayed'
import { useSession } from '../../../state/session'
import { useLeftBehind } from '../../../state/use-backups'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Form, FormRow } from '../../../ui/Field'
import { copyWords, useCopy } from '../../../ui/use-copy'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { Section } from '../Section'
import { words } from '../words'
import { BringIn } from './BringIn'
import { useDataFolder } from './use-data-folder'

/** Where everything lies, how much it is, and what can be brought in. */
export function DataSection({ settings }: { settings: SettingsView }) {
  return (
    <Section title={words.data} aim="data">
      <Form onSubmit={(event) => event.preventDefault()}>
        <FormRow label={words.folder}>
          <Folder />
        </FormRow>
        <FormRow label={words.takes}>
          <Size />
        </FormRow>
        <FormRow label={words.keys}>
          <p className="pt-[7px] text-ui max-narrow:pt-0">{words.vaults[settings.vault]}</p>
        </FormRow>
        <FormRow label={words.bringIn}>
          <BringIn />
        </FormRow>
      </Form>
    </Section>
  )
}

function Folder() {
  const { data: leftBehind } = useLeftBehind()
  const project = useSession(({ ready }) => ready?.profile.url ?? null)
  const show = useMutation(queries.database.showFolder.mutationOptions())
  const path = useDataFolder()
  const { outcome, copy } = useCopy(() => path)
  return (
    <>
      <p className="pt-[7px] text-ui max-narrow:pt-0">
        {project === null ? words.dataDetail : words.dataOfProject(project)}
      </p>
      <p className="mt-1 font-mono text-code text-ink-2 select-text [overflow-wrap:anywhere]">{path}</p>
      <div className="mt-2 flex flex-wrap gap-1.5">
        {leftBehind?.canShow && (
          <Button size="small" isBusy={show.isPending} onClick={() => show.mutate(undefined)}>
            {words.openFolder}
          </Button>
        )}
        <Button size="small" onClick={copy}>
          {outcome ? copyWords[outcome] : words.copyPath}
        </Button>
      </div>
      {show.isError && (
        <div className="mt-3">
          <ErrorNote {...wordsOf(show.error)} />
        </div>
      )}
    </>
  )
}

function Size() {
  const size = useQuery(queries.database.size.queryOptions({ staleTime: 0 }))
  const isSlow = useDelayed(size.isPending, 150)
  if (size.isError) {
    return (
      <ErrorNote {...wordsOf(size.error)}>
        <Button onClick={() => void size.refetch()}>{words.tryAgain}</Button>
      </ErrorNote>
    )
  }
  if (!size.data) return <p className="pt-[7px] text-ui text-ink-3 max-narrow:pt-0">{isSlow && words.measuring}</p>
  const { database, backups, others } = size.data
  return (
    <dl className="grid w-fit grid-cols-[auto_auto] gap-x-6 gap-y-0.5 pt-[7px] text-ui tabular-nums max-narrow:pt-0">
      {Object.entries({ database, backups, others, all: database + backups + others }).map(([name, bytes]) => (
        <div key={name} className="col-span-full grid grid-cols-subgrid">
          <dt className="text-ink-2">{words.sizeOf[name as keyof typeof words.sizeOf]}</dt>
          <dd className="text-end">{fileSize(bytes)}</dd>
        </div>
      ))}
    </dl>
  )
}

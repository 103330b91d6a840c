import { useMutation } from '@tanstack/react-query'
import type { SettingsView } from '../../../shared/contract/settings'
import { useOpen } from '../../state/open'
import { useSession } from '../../state/session'
import { useLeftBehind } from '../../state/use-backups'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { words } from './words'

/** What is stored where: in a project, or all of it here; with the folder as it is called here. */
export function WhereItLies({ vault }: { vault: SettingsView['vault'] }) {
  const { data } = useLeftBehind()
  const project = useSession(({ ready }) => (ready?.profile.url ? new URL(ready.profile.url).host : null))
  const show = useMutation(queries.database.showFolder.mutationOptions())
  const openSettings = useOpen((open) => open.openSettings)
  const detail = project === null ? words.whereDetail : words.whereInProject.detail
  return (
    <div>
      <h2 className="text-ui font-strong">
        {project === null ? words.whereTitle : words.whereInProject.title(project)}
      </h2>
      <p className="mt-1 text-small text-ink-2">{`${detail} ${words.vaults[vault]}`}</p>
      {data && (
        <p className="mt-1 font-mono text-code text-ink-2 select-text [overflow-wrap:anywhere]">{data.folder}</p>
      )}
      {show.isError && (
        <div className="mt-2">
          <ErrorNote {...wordsOf(show.error)} />
        </div>
      )}
      <div className="mt-2 flex flex-wrap gap-1.5">
        {data?.canShow && (
          <Button size="small" isBusy={show.isPending} onClick={() => show.mutate(undefined)}>
            {words.openFolder}
          </Button>
        )}
        <Button
          size="small"
          look="bare"
          className={data?.canShow ? '' : '-ms-2'}
          onClick={() => openSettings({ kind: 'data' })}
        >
          {words.moreAboutData}
        </Button>
      </div>
    </div>
  )
}

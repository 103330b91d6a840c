import { useMutation } from '@tanstack/react-query'
import { useLeftBehind } from '../../state/use-backups'
import { TextLink } from '../../ui/TextLink'
import { queries } from '../../wire/rpc'
import { words } from './words'

/** The way to the files themselves, or where they are. */
export function DataFolder() {
  const { data } = useLeftBehind()
  const show = useMutation(queries.database.showFolder.mutationOptions())
  if (!data) return null
  if (data.canShow) {
    return (
      <TextLink className="ms-4" onClick={() => show.mutate(undefined)}>
        {words.showFolder}
      </TextLink>
    )
  }
  return <p className="text-small text-ink-3 select-text [overflow-wrap:anywhere]">{words.folderIs(data.folder)}</p>
}

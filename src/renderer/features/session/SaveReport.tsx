import { useMutation } from '@tanstack/react-query'
import { useAnnounced } from '../../lib/use-announced'
import { ErrorNote } from '../../ui/ErrorNote'
import { TextLink } from '../../ui/TextLink'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { words } from './words'

/** A text file for those who can help. */
export function SaveReport() {
  const save = useMutation(queries.database.saveReport.mutationOptions())
  const saved = save.data?.path ? words.reportSaved(save.data.path) : null
  useAnnounced(saved)
  if (saved !== null) {
    return <p className="text-small text-ink-2 select-text [overflow-wrap:anywhere]">{saved}</p>
  }
  return (
    <>
      <TextLink onClick={() => save.mutate(undefined)}>{words.saveReport}</TextLink>
      {save.isError && <ErrorNote {...wordsOf(save.error)} />}
    </>
  )
}

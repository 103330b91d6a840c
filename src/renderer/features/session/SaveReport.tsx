import { useMutation } from '@tanstack/react-query'
import { ErrorNote } from '../../ui/ErrorNote'
import { TextLink } from '../../ui/TextLink'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { words } from './words'

/** A text file for those who can help. */
export function SaveReport() {
  const save = useMutation(queries.database.saveReport.mutationOptions())
  if (save.data?.path) {
    return (
      <p role="status" className="text-small text-ink-2 select-text [overflow-wrap:anywhere]">
        {words.reportSaved(save.data.path)}
      </p>
    )
  }
  return (
    <>
      <TextLink onClick={() => save.mutate(undefined)}>{words.saveReport}</TextLink>
      {save.isError && <ErrorNote {...wordsOf(save.error)} />}
    </>
  )
}

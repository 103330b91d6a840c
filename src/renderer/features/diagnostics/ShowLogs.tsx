import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { words } from './words'

/** Where this host can show a folder; else nothing. */
export function ShowLogs({ size }: { size?: 'small' }) {
  const places = useQuery(queries.diagnostics.places.queryOptions({ staleTime: 0 }))
  const show = useMutation(queries.diagnostics.showLogs.mutationOptions())
  if (!places.data?.canShow) return null
  return (
    <>
      <Button {...(size && { size })} isBusy={show.isPending} onClick={() => show.mutate(undefined)}>
        {words.showFolder}
      </Button>
      {show.isError && <ErrorNote {...wordsOf(show.error)} />}
    </>
  )
}

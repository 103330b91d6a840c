import { useMutation } from '@tanstack/react-query'
import { useAnnounced } from '../../lib/use-announced'
import { Button } from '../../ui/Button'
import { queries } from '../../wire/rpc'
import { words } from './words'

/** Stands where one would write, while nothing can be changed. */
export function ReadOnlyLine() {
  const retry = useMutation(queries.session.retry.mutationOptions())
  useAnnounced(`${words.readOnly.title}. ${words.readOnly.detail}`)
  return (
    <div className="mx-auto my-3 w-[min(var(--measure),100%-48px)] border-s-2 border-warning py-0.5 ps-4">
      <p className="text-ui font-strong">{words.readOnly.title}</p>
      <p className="mt-0.5 text-ui text-ink-2">{words.readOnly.detail}</p>
      <Button className="mt-3" isBusy={retry.isPending} onClick={() => retry.mutate(undefined)}>
        {words.readOnly.tryAgain}
      </Button>
    </div>
  )
}

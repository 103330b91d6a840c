import { useMutation, useQuery } from '@tanstack/react-query'
import type { MemoryKind } from '../../../shared/contract/memories'
import { ErrorNote } from '../../ui/ErrorNote'
import { Fold } from '../../ui/Fold'
import { LoopIcon } from '../../ui/icons'
import { wordsOf } from '../../wire/failure'
import { queryClient } from '../../wire/query-client'
import { queries } from '../../wire/rpc'
import { words } from './words'

const kinds: readonly MemoryKind[] = ['fact', 'preference', 'event', 'instruction']

/** Which kinds are remembered without asking. */
export function AcceptedKinds() {
  const settings = useQuery(queries.settings.get.queryOptions())
  const save = useMutation(
    queries.settings.setAcceptedKinds.mutationOptions({
      onSuccess: (view) => queryClient.setQueryData(queries.settings.get.queryKey(), view),
    }),
  )
  if (!settings.data) return null
  const accepted = settings.data.acceptedKinds
  return (
    <Fold icon={<LoopIcon />} title={words.withoutAsking} fact={words.howMany(accepted.length)}>
      <p className="mb-1.5 text-micro text-ink-3">{words.withoutAskingHint}</p>
      {kinds.map((kind) => (
        <label key={kind} className="flex min-h-7 items-center gap-2.5 text-small pointer-coarse:min-h-11">
          <input
            type="checkbox"
            role="switch"
            checked={accepted.includes(kind)}
            aria-checked={accepted.includes(kind)}
            disabled={save.isPending}
            className="size-4 accent-(--accent-fill)"
            onChange={(event) =>
              save.mutate({
                kinds: kinds.filter((one) => (one === kind ? event.target.checked : accepted.includes(one))),
              })
            }
          />
          {words.kinds[kind]}
        </label>
      ))}
      {save.isError && <ErrorNote {...wordsOf(save.error)} />}
    </Fold>
  )
}

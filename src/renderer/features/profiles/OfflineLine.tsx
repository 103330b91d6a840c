import { useMutation, useQuery } from '@tanstack/react-query'
import { ageOf, clockTime, fullDate } from '../../lib/dates'
import { useAnnounced } from '../../lib/use-announced'
import { useOpen } from '../../state/open'
import { useSession } from '../../state/session'
import { TextLink } from '../../ui/TextLink'
import { queries } from '../../wire/rpc'
import { words } from './words'

/** The project of this profile cannot be reached, or messages wait for it. Stands above where one writes. */
export function OfflineLine() {
  const database = useSession(({ ready }) => (ready?.database.kind === 'remote' ? ready.database : null))
  if (!database || (database.isOnline && database.waiting === 0)) return null
  return <Line since={database.isOnline ? null : database.offlineSince} waiting={database.waiting} />
}

function Line({ since, waiting }: { since: string | null; waiting: number }) {
  const reconnect = useMutation(queries.profiles.reconnect.mutationOptions())
  const kept = useQuery({ ...queries.chat.kept.queryOptions(), enabled: waiting > 0 })
  const openThread = useOpen((open) => open.openThread)
  const threadId = useOpen((open) => open.threadId)
  const first = kept.data?.find((message) => message.threadId !== threadId)
  const said = since === null ? '' : words.offlineSince(sinceWhen(new Date(since)))
  useAnnounced(said)
  return (
    <div
      role="status"
      data-offline=""
      className="mx-auto my-2 w-[min(var(--measure),100%-48px)] border-s-2 border-warning py-0.5 ps-4 text-small text-ink-2"
    >
      {since !== null && (
        <p>
          <span className="font-strong text-ink">{said}</span> {words.offlineDetail}
        </p>
      )}
      <p className="flex flex-wrap items-baseline gap-x-3">
        {waiting > 0 && <span>{words.offlineWaits(waiting)}</span>}
        {first && (
          <TextLink onClick={() => openThread(first.threadId, { personaId: first.kept?.personaId ?? null })}>
            {words.showWaiting}
          </TextLink>
        )}
        {since !== null && (
          <TextLink onClick={() => reconnect.mutate(undefined)}>
            {reconnect.isPending ? words.trying : words.tryNow}
          </TextLink>
        )}
      </p>
    </div>
  )
}

function sinceWhen(time: Date): string {
  return ageOf(time, new Date()) === 'today' ? clockTime(time) : fullDate(time)
}

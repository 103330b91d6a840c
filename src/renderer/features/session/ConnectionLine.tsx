import { useDelayed } from '../../lib/use-delayed'
import { Ring } from '../../ui/Ring'
import { useSession } from '../../state/session'
import { useConnection } from '../../wire/use-connection'
import { words } from './words'

/** Says that the link to main, or main's to the database, is being restored; and what to do when it cannot be. */
export function ConnectionLine() {
  const connection = useConnection()
  const isRestarting = useSession(({ state }) => state?.phase === 'starting')
  const isAway = useDelayed(connection.phase !== 'open' || isRestarting, 400)
  if (!isAway) return null

  const final = connection.phase === 'lost' && connection.why !== 'interrupted' ? finalWords[connection.why] : null
  if (final) {
    return (
      <div
        role="alert"
        className="mx-auto my-2 w-[min(var(--measure),100%-48px)] border-s-2 border-warning py-0.5 ps-4"
      >
        <p className="text-ui font-strong">{final.title}</p>
        <p className="mt-0.5 text-ui text-ink-2">{final.detail}</p>
      </div>
    )
  }
  return (
    <p role="status" className="flex items-center justify-center gap-2 px-6 py-1 text-small text-ink-2">
      <Ring />
      {connection.phase === 'open' ? words.databaseRestarting : words.reconnecting}
    </p>
  )
}

const finalWords = { 'host-gone': words.hostGone, 'signed-out': words.signedOut }

import type { SessionState } from '../../../shared/contract/session'
import { useDelayed } from '../../lib/use-delayed'
import { Ring } from '../../ui/Ring'
import { useSession } from '../../state/session'
import { useConnection } from '../../wire/use-connection'
import { words } from './words'

type Step = Extract<SessionState, { phase: 'starting' }>['step']

/** Says that the link to main, or main's to the database, is being restored; and what to do when it cannot be. */
export function ConnectionLine() {
  const connection = useConnection()
  const step = useSession(({ state }) => (state?.phase === 'starting' ? state.step : null))
  const isAway = useDelayed(connection.phase !== 'open' || step !== null, 400)
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
      {connection.phase === 'open' ? wordsOfRestart(step) : words.reconnecting}
    </p>
  )
}

function wordsOfRestart(step: Step | null): string {
  return step === null || step === 'database' || step === 'account' ? words.databaseRestarting : words.opening[step]
}

const finalWords = { 'host-gone': words.hostGone, 'signed-out': words.signedOut }

import type { SessionState } from '../../../shared/contract/session'
import { useDelayed } from '../../lib/use-delayed'
import { ErrorNote } from '../../ui/ErrorNote'
import { Ring } from '../../ui/Ring'
import type { ErrorInWords } from '../../wire/failure'
import { useConnection } from '../../wire/use-connection'
import { ConnectionLine } from './ConnectionLine'
import { words } from './words'

interface StartingProps {
  /** Null until main has said anything. */
  state: Extract<SessionState, { phase: 'starting' }> | null
  trouble: ErrorInWords | null
}

/** Before main is ready. What takes less than 150 ms shows nothing at all. */
export function Starting({ state, trouble }: StartingProps) {
  const connection = useConnection()
  const isDue = useDelayed(true, 150)
  return (
    <main className="grid h-full place-content-center gap-4 p-6">
      {connection.phase === 'lost' ? (
        <ConnectionLine />
      ) : (
        <p role="status" className="flex items-center justify-center gap-2.5 text-ui text-ink-2">
          {isDue && (
            <>
              <Ring />
              {state ? words.opening[state.step] : words.connecting}
            </>
          )}
        </p>
      )}
      {trouble && <ErrorNote {...trouble} />}
    </main>
  )
}

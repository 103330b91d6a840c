// The start-up trace: what happened when, from the start of the process to the first answer. Phases and times only,
// never what anybody wrote. A phase counts the first time it comes, so a Kith that runs for weeks keeps no more.
import { startPhases } from '../../shared/domain/start-phases'
import type { Lane, StartPhase } from '../../shared/domain/start-phases'
import { asChromeTrace } from './chrome-trace'
import { asTable } from './table'

export interface Trace {
  readonly isOn: boolean
  /** This phase is over. @param at when, in milliseconds since 1970 with fractions; now when it is not said */
  mark(phase: StartPhase, at?: number): void
  /** Says and writes what is new. Called by itself when nothing has come for two seconds. Never throws. */
  flush(): void
}

export interface Phase {
  phase: StartPhase
  lane: Lane
  /** Milliseconds since the process was started. */
  at: number
}

interface TraceOptions {
  /** When the process was started, in milliseconds since 1970. */
  startedAt: number
  /** Takes the table, for people. */
  say: (table: string) => void
  /** Takes everything so far, for chrome://tracing and Perfetto. */
  write: (json: string) => void
  onTrouble: (error: unknown) => void
  now?: () => number
}

const QUIET_MS = 2_000

/** What is used when nobody wants to know. */
export const noTrace: Trace = { isOn: false, mark() {}, flush() {} }

export function createTrace({ startedAt, say, write, onTrouble, now = sinceEpoch }: TraceOptions): Trace {
  const phases = new Map<StartPhase, Phase>()
  let said = 0
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    clearTimeout(timer)
    if (phases.size === said) return
    said = phases.size
    const inOrder = [...phases.values()].toSorted((one, other) => one.at - other.at)
    try {
      say(asTable(inOrder))
      write(asChromeTrace(inOrder, startedAt))
    } catch (error) {
      onTrouble(error)
    }
  }

  return {
    isOn: true,
    mark(phase, at = now()) {
      if (phases.has(phase)) return
      phases.set(phase, { phase, lane: laneOf(phase), at: at - startedAt })
      clearTimeout(timer)
      timer = setTimeout(flush, QUIET_MS)
      timer.unref()
    },
    flush,
  }
}

const sinceEpoch = () => performance.timeOrigin + performance.now()

function laneOf(phase: StartPhase): Lane {
  const lanes = Object.keys(startPhases) as Lane[]
  return lanes.find((lane) => phase in startPhases[lane]) ?? 'main'
}

// A database far away may take a call and never say a word. Whatever an answer waits for has an end.
import { KithError } from '../../shared/errors'
import { timeLimit } from '../../shared/time-limit'
import type { Call } from '../database/call'
import { CALL_TIMEOUT_MS } from './retry'

export type ForRun = (run: { personaId: string | null }, options?: { signal?: AbortSignal }) => Promise<Call>

/** The same calls; what is not answered in time rejects with DATABASE_FAILED, and nobody waits for it any more. */
export function callsInTime(call: Call): Call {
  return (name, args, { signal } = {}) => inTime((both) => call(name, args, { signal: both }), signal)
}

/** The same, for a run's calls and for asking what they may do. */
export function runsInTime(forRun: ForRun): ForRun {
  return async (run, { signal } = {}) => callsInTime(await inTime((both) => forRun(run, { signal: both }), signal))
}

function inTime<T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  const patience = timeLimit(CALL_TIMEOUT_MS)
  return new Promise((resolve, reject) => {
    const end = () => reject(new KithError('DATABASE_FAILED', { reason: 'It does not answer.' }))
    patience.addEventListener('abort', end, { once: true })
    work(signal ? AbortSignal.any([signal, patience]) : patience)
      // Who is told that it was given up is told here, whatever else it says.
      .then(resolve, (error: unknown) => (patience.aborted && !signal?.aborted ? end() : reject(error)))
      .finally(() => patience.removeEventListener('abort', end))
  })
}

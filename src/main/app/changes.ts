// Tells every window what is new, so that none shows what another one has changed.
import { EventEmitter, on } from 'node:events'
import type { Change } from '../../shared/contract/session'

export interface Changes {
  tell(change: Change): void
  /** Every change from now on, until the signal. */
  watch(signal: AbortSignal | undefined): AsyncIterable<Change>
}

export function createChanges(): Changes {
  const emitter = new EventEmitter()
  emitter.setMaxListeners(0)
  return {
    tell: (change) => void emitter.emit('change', change),
    watch: (signal) => events<Change>(emitter, 'change', signal),
  }
}

/** What an emitter says from now on. Ends quietly with the signal: not listening any more is no failure. */
export function events<T>(emitter: EventEmitter, name: string, signal: AbortSignal | undefined): AsyncIterable<T> {
  // Listens at once, not at the first read, so that nothing said in between is missed.
  const source = signal?.aborted ? null : on(emitter, name, { signal })
  return (async function* () {
    if (!source) return
    try {
      for await (const [value] of source) yield value as T
    } catch (error) {
      if (!signal?.aborted) throw error
    }
  })()
}

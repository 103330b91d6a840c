// The one state every window watches.
import { EventEmitter } from 'node:events'
import type { SessionState } from '../../shared/contract/session'
import { events } from './changes'

export interface ToldState {
  get(): SessionState
  become(next: SessionState): void
  /** The present one at once, then every change. */
  watch(signal: AbortSignal | undefined): AsyncIterable<SessionState>
}

export function createToldState(): ToldState {
  const emitter = new EventEmitter()
  emitter.setMaxListeners(0)
  let state: SessionState = { phase: 'starting', step: 'database' }
  return {
    get: () => state,
    become(next) {
      state = next
      emitter.emit('state', next)
    },
    watch(signal) {
      const next = events<SessionState>(emitter, 'state', signal)
      const present = state
      return (async function* () {
        yield present
        yield* next
      })()
    },
  }
}

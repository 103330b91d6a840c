// The one state every window watches.
import { EventEmitter } from 'node:events'
import type { SessionState } from '../../shared/contract/session'
import { log } from '../diagnostics/log'
import type { Facts } from '../diagnostics/facts'
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
      if (next.phase !== state.phase || next.phase === 'failed' || isOtherStep(state, next))
        log.info('phase', factsOf(next))
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

function factsOf(state: SessionState): Facts {
  const { phase } = state
  if (phase === 'starting') return { phase, step: state.step }
  if (phase === 'failed') return { phase, code: state.failure.code }
  return { phase, kind: state.profile.kind }
}

const isOtherStep = (before: SessionState, next: SessionState) =>
  before.phase === 'starting' && next.phase === 'starting' && before.step !== next.step

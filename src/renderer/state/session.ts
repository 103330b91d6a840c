// Is main ready, and what changed elsewhere.
import { create } from 'zustand'
import type { Change, SessionState } from '../../shared/contract/session'
import { wordsOf } from '../wire/failure'
import type { ErrorInWords } from '../wire/failure'
import { queryClient } from '../wire/query-client'
import { queries, rpc } from '../wire/rpc'
import { subscribe } from '../wire/subscribe'
import { readThreadAgain } from './threads'

type Ready = Extract<SessionState, { phase: 'ready' }>

interface Session {
  /** Null until main has said anything. */
  state: SessionState | null
  /** The last ready state: a restart of the database behind an open window should not empty it. */
  ready: Ready | null
  /** Why main says nothing, where that is not the connection's doing. */
  trouble: ErrorInWords | null
}

export const useSession = create<Session>()(() => ({ state: null, ready: null, trouble: null }))

/** Listens for as long as the page lives. */
export function followSession(): () => void {
  let stopChanges: (() => void) | null = null
  const stopSession = subscribe({
    open: (signal) => rpc.session.watch(undefined, { signal }),
    onTrouble: (error) => useSession.setState({ trouble: wordsOf(error) }),
    onValue(state) {
      const { ready } = useSession.getState()
      useSession.setState({ state, ready: state.phase === 'ready' ? state : ready, trouble: null })
      if (state.phase !== 'ready') return
      if (ready) void queryClient.invalidateQueries()
      stopChanges ??= followChanges()
    },
  })
  return () => {
    stopSession()
    stopChanges?.()
  }
}

function followChanges(): () => void {
  let timesOpened = 0
  return subscribe({
    open: (signal) => rpc.session.changes(undefined, { signal }),
    onOpen() {
      timesOpened += 1
      // Nobody told this window what changed while it was cut off.
      if (timesOpened > 1) void queryClient.invalidateQueries()
    },
    onValue: readAgain,
  })
}

function readAgain(change: Change): void {
  // What was found is looked for again when somebody comes back to it, and not for every word that is stored.
  if (change.kind === 'threads' || change.kind === 'memories')
    void queryClient.invalidateQueries({ queryKey: queries.search.key(), refetchType: 'none' })
  if (change.kind === 'threads') return void readThreadAgain(change.threadId)
  // Looking through all of memory takes a moment: whoever opens its health looks again, and nobody before.
  if (change.kind === 'memories') {
    void queryClient.invalidateQueries({ queryKey: queries.health.key(), refetchType: 'none' })
  }
  for (const queryKey of keysOf(change)) void queryClient.invalidateQueries({ queryKey })
}

function keysOf(change: Exclude<Change, { kind: 'threads' }>) {
  switch (change.kind) {
    case 'personas':
      return [queries.personas.key(), queries.grants.key()]
    case 'memories':
      return [
        queries.memories.key({ input: { personaId: change.personaId } }),
        // Of all personas; and of one memory, which may be anybody's.
        queries.memories.key({ input: { all: true } }),
        queries.memories.get.key(),
        queries.memories.versions.key(),
      ]
    case 'settings':
      // What a model takes depends on which one is chosen.
      return [queries.settings.key(), queries.files.modelTakes.key()]
    case 'forgotten':
      return [queries.key()]
  }
}

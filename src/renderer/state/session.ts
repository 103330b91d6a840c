// Is main ready, and what changed elsewhere.
import { create } from 'zustand'
import type { Change, SessionState } from '../../shared/contract/session'
import { wordsOf } from '../wire/failure'
import type { ErrorInWords } from '../wire/failure'
import { queryClient } from '../wire/query-client'
import { queries, rpc } from '../wire/rpc'
import { subscribe } from '../wire/subscribe'
import { dropForgotten } from './forgotten'
import { useOpen } from './open'
import { readWaitingAgain } from './messages'
import { followAccount, followProfile } from '../lib/page-profile'
import { readThreadAgain } from './threads'
import { markPhase } from '../lib/start-marks'

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

/** The project of this profile cannot be reached at the moment. */
export function useIsProjectAway(): boolean {
  return useSession(({ ready }) => ready?.database.kind === 'remote' && !ready.database.isOnline)
}

/** Listens for as long as the page lives. */
export function followSession(): () => void {
  let stopChanges: (() => void) | null = null
  const stopSession = subscribe({
    open: (signal) => rpc.session.watch(undefined, { signal }),
    onTrouble: (error) => useSession.setState({ trouble: wordsOf(error) }),
    onValue(state) {
      if (state.phase !== 'starting' && followProfile(state.profile.id)) return
      if (state.phase === 'ready' && followAccount(state.account.id)) return
      const { ready: before } = useSession.getState()
      // Nothing of an account is shown to whoever comes next.
      const ready = state.phase === 'signed-out' || isOther(state, before) ? null : before
      if (before && !ready) queryClient.clear()
      // Nor would what was open be found there.
      if (isOther(state, before)) useOpen.setState({ personaId: null, threadId: null, lastThreads: {} })
      useSession.setState({ state, ready: state.phase === 'ready' ? state : ready, trouble: null })
      if (state.phase !== 'ready') return
      markPhase('first-data')
      if (state.isTraced) void import('./report-start').then(({ reportStart }) => reportStart())
      if (ready && !isSameButForItsLine(ready, state)) void queryClient.invalidateQueries()
      stopChanges ??= followChanges()
    },
  })
  return () => {
    stopSession()
    stopChanges?.()
  }
}

function isOther(state: SessionState, before: Ready | null): boolean {
  return state.phase === 'ready' && before !== null && state.account.id !== before.account.id
}

/** A project that cannot be reached has nothing new to say; what is on screen stays. */
function isSameButForItsLine(before: Ready, now: Ready): boolean {
  return now.database.kind === 'remote' && !now.database.isOnline && before.account.id === now.account.id
}

/** Other computers work with the same project, and nobody tells this one: it looks when somebody comes back to the window. */
export function followOtherComputers(): void {
  window.addEventListener('focus', () => {
    const database = useSession.getState().ready?.database
    if (database?.kind === 'remote' && database.isOnline) void queryClient.invalidateQueries()
  })
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
  if (change.kind === 'waiting') {
    void queryClient.invalidateQueries({ queryKey: queries.chat.kept.key() })
    return readWaitingAgain(change.threadId)
  }
  if (change.kind === 'forgotten') void dropForgotten(change.target)
  if (change.kind === 'threads') return void readThreadAgain(change.threadId)
  // Looking through all of memory takes a moment: whoever opens its health looks again, and nobody before.
  if (change.kind === 'memories') {
    void queryClient.invalidateQueries({ queryKey: queries.health.key(), refetchType: 'none' })
  }
  for (const queryKey of keysOf(change)) void queryClient.invalidateQueries({ queryKey })
}

function keysOf(change: Exclude<Change, { kind: 'threads' | 'waiting' }>) {
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
      return [queries.settings.key(), queries.files.modelTakes.key(), queries.localApi.view.key()]
    case 'profiles':
      return [queries.profiles.key()]
    case 'forgotten':
      return [queries.key()]
  }
}

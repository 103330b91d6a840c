// How Kith becomes a newer one, from main, and which offer of it was put away.
import { useEffect, useState } from 'react'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { UpdatesView } from '../../shared/contract/updates'
import { rpc } from '../wire/rpc'
import { subscribe } from '../wire/subscribe'

/** Null before it was said. */
export function useUpdates(): UpdatesView | null {
  const [view, setView] = useState<UpdatesView | null>(null)
  useEffect(
    () => subscribe({ open: (signal) => rpc.updates.watch(undefined, { signal }), onValue: (next) => setView(next) }),
    [],
  )
  return view
}

/** An offer: a version that is there, or one that is here already. Each is news once. */
export interface UpdateOffer {
  phase: 'available' | 'downloaded'
  version: string
}

const usePutAway = create<{ last: string | null }>()(
  persist((): { last: string | null } => ({ last: null }), { name: 'kith.updates' }),
)

/** What there is to be told and was not put away. Told once a version, and once more when it is ready. */
export function useUpdateOffer(): UpdateOffer | null {
  const state = useUpdates()?.state
  const last = usePutAway((store) => store.last)
  if (state?.phase !== 'available' && state?.phase !== 'downloaded') return null
  return nameOf(state) === last ? null : { phase: state.phase, version: state.version }
}

export function putAwayOffer(offer: UpdateOffer): void {
  usePutAway.setState({ last: nameOf(offer) })
}

const nameOf = ({ phase, version }: UpdateOffer) => `${phase} ${version}`

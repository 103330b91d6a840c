// What Kith does beside its windows, from main.
import { useEffect, useState } from 'react'
import type { DesktopView } from '../../shared/contract/desktop'
import { rpc } from '../wire/rpc'
import { subscribe } from '../wire/subscribe'

/** Null before it was said. */
export function useDesktop(): DesktopView | null {
  const [view, setView] = useState<DesktopView | null>(null)
  useEffect(
    () => subscribe({ open: (signal) => rpc.desktop.watch(undefined, { signal }), onValue: (next) => setView(next) }),
    [],
  )
  return view
}

// How many forms hold something that would be lost with the page. Drafts are not among them: they survive a reload.
import { useEffect } from 'react'
import { create } from 'zustand'

export const useUnsaved = create<{ forms: number }>(() => ({ forms: 0 }))

/** Says that a form holds what nobody has saved, while it does. */
export function useHoldsUnsaved(holds = true): void {
  useEffect(() => {
    if (!holds) return
    count(1)
    return () => count(-1)
  }, [holds])
}

function count(step: 1 | -1): void {
  useUnsaved.setState(({ forms }) => ({ forms: forms + step }))
}

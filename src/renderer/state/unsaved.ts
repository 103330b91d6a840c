// How many forms hold something that would be lost with the page. Drafts are not among them: they survive a reload.
import { useEffect } from 'react'
import { create } from 'zustand'

interface Unsaved {
  forms: number
  /** What somebody wants to do that would lose it, while they are asked. */
  asked: (() => void) | null
}

export const useUnsaved = create<Unsaved>(() => ({ forms: 0, asked: null }))

let isDiscarding = false

/** Does what takes the forms away: at once where nothing would be lost, else when somebody has said that it may be. */
export function leavingForms(act: () => void): void {
  if (useUnsaved.getState().forms === 0 || isDiscarding) act()
  else useUnsaved.setState({ asked: act })
}

export const keepForms = () => useUnsaved.setState({ asked: null })

export function discardForms(): void {
  const { asked } = useUnsaved.getState()
  keepForms()
  isDiscarding = true
  try {
    asked?.()
  } finally {
    isDiscarding = false
  }
}

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

import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

/** So many of those one did something in stay as one left them, however far one scrolls. */
const most = 12

interface Touched {
  /** The message the focus is in or was in last: Tab goes into its actions. */
  activeId: string | null
  /** The messages one was in, the last first. What is unfolded in them stays, and so does the focus. */
  touchedIds: readonly string[]
}

export function useActiveMessage(log: RefObject<HTMLElement | null>): Touched {
  const [touched, setTouched] = useState<Touched>({ activeId: null, touchedIds: [] })
  useEffect(() => {
    const element = log.current
    const notice = ({ target }: Event) => {
      const turn = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-message-id]') : null
      const activeId = turn?.dataset['messageId'] ?? null
      setTouched((before) => {
        if (activeId === before.activeId) return before
        if (activeId === null) return { ...before, activeId }
        return { activeId, touchedIds: [activeId, ...before.touchedIds.filter((id) => id !== activeId)].slice(0, most) }
      })
    }
    element?.addEventListener('focusin', notice)
    element?.addEventListener('pointerdown', notice)
    return () => {
      element?.removeEventListener('focusin', notice)
      element?.removeEventListener('pointerdown', notice)
    }
  }, [log])
  return touched
}

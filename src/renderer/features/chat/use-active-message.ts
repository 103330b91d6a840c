import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

/** The message the focus is in or was in last: Tab goes into its actions. */
export function useActiveMessage(log: RefObject<HTMLElement | null>): string | null {
  const [activeId, setActiveId] = useState<string | null>(null)
  useEffect(() => {
    const element = log.current
    const notice = ({ target }: FocusEvent) => {
      const turn = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-message-id]') : null
      setActiveId(turn?.dataset['messageId'] ?? null)
    }
    element?.addEventListener('focusin', notice)
    return () => element?.removeEventListener('focusin', notice)
  }, [log])
  return activeId
}

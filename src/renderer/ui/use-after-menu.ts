import { useRef } from 'react'

/**
 * A menu holds the focus until it is gone. What moves the focus somewhere else waits for that: it is given to `later`
 * by the entry of the menu, and done when the menu has given the focus back.
 */
export function useAfterMenu() {
  const waiting = useRef<(() => void) | null>(null)
  return {
    later(act: () => void): void {
      waiting.current = act
    },
    /** For the menu's content. */
    onCloseAutoFocus(): void {
      const act = waiting.current
      waiting.current = null
      if (act) queueMicrotask(act)
    },
  }
}

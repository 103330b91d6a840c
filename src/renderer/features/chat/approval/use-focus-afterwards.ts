import { useLayoutEffect } from 'react'
import type { RefObject } from 'react'

/** Who decided by keyboard goes on from there: to the next card of the answer, or else to the answer itself. */
export function useFocusAfterwards(card: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const shown = card.current
    return () => {
      if (!shown?.contains(document.activeElement)) return
      const turn = shown.closest<HTMLElement>('[data-message-id]')
      // When what takes its place is drawn.
      setTimeout(() => {
        if (document.activeElement !== document.body) return
        const next = turn?.querySelector<HTMLElement>('[data-approval]') ?? turn
        next?.focus({ preventScroll: true })
      })
    }
  }, [card])
}

import type { RefObject } from 'react'
import { useKeyDown } from './use-key-down'

/** Calls back when Escape is pressed within an element, but not in a form: that keeps what was written in it. */
export function useEscape(element: RefObject<HTMLElement | null>, onEscape: () => void): void {
  useKeyDown(element, (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    if (event.target instanceof HTMLElement && event.target.closest('form')) return
    event.preventDefault()
    onEscape()
  })
}

import { useRef } from 'react'

/** A dialog nothing on screen opened gives the focus back to where it was, unless it has gone somewhere else meanwhile. */
export function useFocusBack() {
  const before = useRef<Element | null>(null)
  return {
    /** For the dialog's `onOpenAutoFocus`. */
    remember(): void {
      before.current = document.activeElement
    },
    /** For its `onCloseAutoFocus`. */
    giveBack(event: Event): void {
      event.preventDefault()
      const isFree = document.activeElement === null || document.activeElement === document.body
      if (isFree && before.current instanceof HTMLElement && before.current.isConnected) before.current.focus()
    },
  }
}

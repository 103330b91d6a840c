import { useEffect } from 'react'
import { isTyping } from '../lib/keyboard'
import { isWriting, keysOf } from '../lib/keys'
import { actionOf } from '../state/shortcuts'

/** Keys that belong to an action do it, wherever the focus is. */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', handleKey)
    return () => window.removeEventListener('keydown', handleKey)
  }, [])
}

function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const keys = keysOf(event)
  const action = keys === null ? undefined : actionOf(keys)
  if (!keys || !action) return
  // A sheet, a dialog or a menu keeps the keyboard to itself.
  if (!action.worksInDialogs && document.querySelector('[role=dialog], [role=alertdialog], [role=menu]')) return
  if (isTyping(event.target) && (action.isLeftToTexts || isWriting(keys))) return
  event.preventDefault()
  action.run()
}

import { useEffect } from 'react'
import { hasMod, isTyping } from '../lib/keyboard'
import { useOpen } from '../state/open'
import { undoLast } from '../ui/Toaster'

const panes = ['sidebar', 'conversation', 'inspector'] as const

/** F6 goes round the panes, mod 1 to 3 goes to one, mod N begins a thread, mod Z undoes what can be undone. */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', handleKey)
    return () => window.removeEventListener('keydown', handleKey)
  }, [])
}

function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented) return
  // A sheet or a dialog keeps the keyboard to itself.
  if (document.querySelector('[role=dialog], [role=alertdialog]')) return
  if (event.key === 'F6') goRound(event.shiftKey ? -1 : 1)
  else if (hasMod(event) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'n')
    useOpen.getState().startThread()
  else if (hasMod(event) && ['1', '2', '3'].includes(event.key)) goTo(panes[Number(event.key) - 1])
  else if (!isUndo(event) || !undoLast()) return
  event.preventDefault()
}

// In a text, undo is the text's own.
function isUndo(event: KeyboardEvent): boolean {
  return hasMod(event) && !event.shiftKey && event.key.toLowerCase() === 'z' && !isTyping(event.target)
}

function goRound(step: 1 | -1): void {
  const there = panes.filter((pane) => paneElement(pane))
  const current = document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset['pane']
  const index = there.findIndex((pane) => pane === current)
  goTo(there.at((index + step) % there.length))
}

function goTo(pane: (typeof panes)[number] | undefined): void {
  const element = pane && paneElement(pane)
  const stop =
    element?.querySelector<HTMLElement>('[data-pane-focus]') ??
    element?.querySelector<HTMLElement>('[role=option][aria-selected=true]') ??
    element?.querySelector<HTMLElement>('button, [tabindex="0"]')
  stop?.focus()
}

function paneElement(pane: string): HTMLElement | null {
  return document.querySelector(`[data-pane="${pane}"]`)
}

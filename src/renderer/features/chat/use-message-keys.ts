import type { RefObject } from 'react'
import { useKeyDown } from '../../lib/use-key-down'

/**
 * In the conversation the arrow keys go from message to message, and sideways from version to version. One that is taller than the view is scrolled through
 * first, as the browser does by itself.
 */
export function useMessageKeys(log: RefObject<HTMLElement | null>): void {
  useKeyDown(log, (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      if (switchVersion(event.target, event.key === 'ArrowRight')) event.preventDefault()
    }
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    const next = log.current && nextTurn(log.current, event.target, event.key === 'ArrowDown')
    if (!next) return
    event.preventDefault()
    next.focus({ preventScroll: true })
    next.scrollIntoView({ block: 'nearest' })
  })
}

/** The same as its buttons do. */
function switchVersion(turn: EventTarget | null, isLater: boolean): boolean {
  if (!(turn instanceof HTMLElement) || !turn.matches('[data-message-id]')) return false
  const button = turn.querySelector<HTMLElement>(`[data-version="${isLater ? 'later' : 'earlier'}"]`)
  button?.click()
  return button !== null
}

function nextTurn(log: HTMLElement, from: EventTarget | null, isDown: boolean): HTMLElement | undefined {
  const turns = [...log.querySelectorAll<HTMLElement>('[data-message-id]')]
  if (from === log) return turns.at(-1)
  if (!(from instanceof HTMLElement) || !from.matches('[data-message-id]')) return undefined
  if (reachesBeyond(from, log, isDown)) return undefined
  return turns[turns.indexOf(from) + (isDown ? 1 : -1)]
}

function reachesBeyond(turn: HTMLElement, log: HTMLElement, isDown: boolean): boolean {
  const turnBox = turn.getBoundingClientRect()
  const view = log.getBoundingClientRect()
  return isDown ? turnBox.bottom > view.bottom + 1 : turnBox.top < view.top - 1
}

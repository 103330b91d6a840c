import type { RefObject } from 'react'
import { useKeyDown } from '../../lib/use-key-down'
import type { Decision } from './use-decisions'

/** Keys on a suggestion itself: X selects, M merges, A archives, L leaves it be; J and K, or arrows, go on and back. */
export function useSuggestionKeys(
  page: RefObject<HTMLElement | null>,
  toggle: (key: string) => void,
  decide: (key: string, decision: Decision) => void,
): void {
  useKeyDown(page, (event) => {
    const row = event.target instanceof HTMLElement ? event.target : null
    const key = row?.dataset['suggestion']
    if (!row || key === undefined || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
    const decision = decisionOf(event.key)
    const step = stepOf(event.key)
    if (decision) decide(key, decision)
    else if (event.key === 'x' || event.key === ' ') toggle(key)
    else if (step === 0) return
    else {
      const rows = [...(page.current?.querySelectorAll<HTMLElement>('[data-suggestion]') ?? [])]
      rows[rows.indexOf(row) + step]?.focus()
    }
    event.preventDefault()
  })
}

function decisionOf(key: string): Decision | null {
  if (key === 'm') return 'merge'
  if (key === 'a') return 'archive'
  return key === 'l' ? 'keep' : null
}

function stepOf(key: string): -1 | 0 | 1 {
  if (key === 'j' || key === 'ArrowDown') return 1
  return key === 'k' || key === 'ArrowUp' ? -1 : 0
}

import type { RefObject } from 'react'
import type { Memory } from '../../../../shared/contract/memories'
import { announce } from '../../../lib/announcer'
import { hasMod } from '../../../lib/keyboard'
import { useKeyDown } from '../../../lib/use-key-down'
import { useUnchangeable } from '../../../ui/unchangeable'
import { useMemoryPage } from '../../../state/memory-page'
import { stateOf } from './memories-of-page'
import { changeMemories } from './memory-changes'
import { extendTo, selectAll, selectNone, toggle, useSelection } from './selection'

/** Keys inside the list: arrows and ends, Space selects, P pins, A archives, Delete deletes. Enter is the row's own. */
export function useRowKeys(
  grid: RefObject<HTMLElement | null>,
  memories: readonly Memory[],
  /** Moves the focus to a memory of the list. */
  focus: (memoryId: string) => void,
): void {
  const unchangeable = useUnchangeable()

  function act(several: readonly Memory[], change: Parameters<typeof changeMemories>[1]): void {
    if (unchangeable !== null) return announce(unchangeable)
    // A row that goes hands the focus to the next, else to the one before.
    const last = memories.findLastIndex(({ id }) => several.some((one) => one.id === id))
    const after = memories[last + 1] ?? memories.findLast(({ id }) => !several.some((one) => one.id === id))
    void changeMemories(several, change).then((worked) => {
      if (!worked) return
      selectNone()
      if (change !== 'pin' && change !== 'unpin' && after) focus(after.id)
    })
  }

  useKeyDown(grid, (event) => {
    const target = event.target instanceof HTMLElement ? event.target : null
    if (event.defaultPrevented || target?.dataset['memory'] === undefined) return
    const index = memories.findIndex(({ id }) => id === target.dataset['memory'])
    const memory = memories[index]
    if (!memory) return
    const { ids } = useSelection.getState()
    const several = ids.has(memory.id) ? memories.filter(({ id }) => ids.has(id)) : [memory]
    const key = event.key.toLowerCase()
    // With one of these a letter belongs to a command of the window: Control K is its palette.
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey
    const step = isPlain ? (stepOfLetter[event.key] ?? event.key) : event.key
    const next = event.altKey ? undefined : memories[nextIndex(step, index, memories.length)]

    if (next) {
      focus(next.id)
      if (event.shiftKey)
        extendTo(
          next.id,
          memory.id,
          memories.map(({ id }) => id),
        )
      // What stands beside the list follows.
      else if (!hasMod(event) && useMemoryPage.getState().memoryId !== null)
        useMemoryPage.setState({ memoryId: next.id })
    } else if (key === 'a' && hasMod(event)) selectAll(memories.map(({ id }) => id))
    else if (event.key === ' ' || (key === 'x' && isPlain)) toggle(memory.id)
    else if (event.key === 'Escape' && ids.size > 0) selectNone()
    else if (event.key === 'Escape' && useMemoryPage.getState().memoryId !== null)
      useMemoryPage.setState({ memoryId: null })
    else if (!isPlain) return
    else if (event.key === 'Delete' || event.key === 'Backspace') act(several, 'delete')
    else if (key === 'p' && stateOf(memory) !== 'deleted') act(several, memory.pinned ? 'unpin' : 'pin')
    else if (key === 'a' && stateOf(memory) !== 'deleted')
      act(several, memory.status === 'archived' ? 'unarchive' : 'archive')
    else return
    event.preventDefault()
  })
}

const stepOfLetter: Record<string, string> = { j: 'ArrowDown', k: 'ArrowUp' }

function nextIndex(key: string, index: number, count: number): number {
  if (key === 'ArrowDown') return Math.min(index + 1, count - 1)
  if (key === 'ArrowUp') return Math.max(index - 1, 0)
  if (key === 'PageDown') return Math.min(index + 10, count - 1)
  if (key === 'PageUp') return Math.max(index - 10, 0)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : -1
}

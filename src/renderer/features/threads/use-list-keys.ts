import { useRef } from 'react'
import type { KeyboardEvent } from 'react'
import type { Thread } from '../../../shared/contract/threads'
import { hasMod } from '../../lib/keyboard'
import { keysOf } from '../../lib/keys'
import { extended, selectNone, toggled, useSelection } from './selection'
import { deleteThreads, openThread, renameInPlace } from './thread-actions'
import { titleOf } from './title-of'

interface ListKeys {
  threads: readonly Thread[]
  openId: string | null
  /** Moves the focus to a thread of the list. */
  focus(threadId: string): void
}

/**
 * A key that is held, or pressed fast, goes past more threads than can be opened: the focus moves at once, and what it has
 * reached opens when it rests.
 */
const restMilliseconds = 140

/** Keys inside the list: arrows, ends, a title's first letters, selection, F2 and Delete. */
export function useListKeys({ threads, openId, focus }: ListKeys): (event: KeyboardEvent) => void {
  const typed = useRef({ text: '', at: 0 })
  const turns = useRef(0)

  const isTyping = () => Date.now() - typed.current.at < 800

  function typeAhead(key: string, from: number): void {
    typed.current = { text: (isTyping() ? typed.current.text : '') + key.toLowerCase(), at: Date.now() }
    const { text } = typed.current
    // One letter goes on to the next thread of it; more of them narrow down where one is.
    const begin = text.length === 1 ? from + 1 : from
    const order = [...threads.slice(begin), ...threads.slice(0, begin)]
    const next = order.find((thread) => titleOf(thread).toLowerCase().startsWith(text))
    if (next) reach(next)
  }

  function reach(thread: Thread): void {
    focus(thread.id)
    const turn = (turns.current += 1)
    // From when the focus is seen there: on a busy computer drawing it may take longer than the rest.
    requestAnimationFrame(() => setTimeout(() => turn === turns.current && openIfStillThere(thread), restMilliseconds))
  }

  return (event) => {
    const target = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[role=option]') : null
    const index = threads.findIndex(({ id }) => id === target?.dataset['value'])
    const thread = threads[index]
    if (!thread || event.defaultPrevented) return
    const { ids } = useSelection.getState()
    const several = ids.has(thread.id) ? threads.filter(({ id }) => ids.has(id)) : [thread]
    const order = () => threads.map(({ id }) => id)
    const next = threads[nextIndex(event.key, index, threads.length)]

    if (next && !event.altKey) {
      if (event.shiftKey) {
        focus(next.id)
        useSelection.setState(extended(useSelection.getState(), next.id, openId ?? thread.id, order()))
      } else if (hasMod(event)) focus(next.id)
      else {
        selectNone()
        reach(next)
      }
      // Space with Control is what lists of several have elsewhere. It is not on the sheet: a Mac may change its keyboard with it.
    } else if ((isPlain(event, 'x') && !isTyping()) || (event.key === ' ' && (event.ctrlKey || event.metaKey)))
      useSelection.setState(toggled(useSelection.getState(), thread.id, openId))
    else if (event.key === 'Enter' || event.key === ' ') {
      selectNone()
      openThread(thread, false)
    } else if (event.key.toLowerCase() === 'a' && hasMod(event))
      useSelection.setState({ ids: new Set(order()), anchor: thread.id })
    else if (event.key === 'Escape' && ids.size > 0) selectNone()
    else if (event.key === 'F2') renameInPlace(thread)
    else if (event.key === 'Delete') void deleteThreads(several)
    else if (event.key.length === 1 && keysOf(event.nativeEvent)?.length === 1) typeAhead(event.key, index)
    else return
    event.preventDefault()
  }
}

function isPlain(event: KeyboardEvent, key: string): boolean {
  return keysOf(event.nativeEvent) === key
}

function nextIndex(key: string, index: number, count: number): number {
  if (key === 'ArrowDown') return Math.min(index + 1, count - 1)
  if (key === 'ArrowUp') return Math.max(index - 1, 0)
  if (key === 'PageDown') return Math.min(index + 10, count - 1)
  if (key === 'PageUp') return Math.max(index - 10, 0)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : -1
}

/** Not where the focus has gone elsewhere meanwhile, or somebody has opened another thread with Enter or the pointer. */
function openIfStillThere(thread: Thread): void {
  const row = document.activeElement
  if (row instanceof HTMLElement && row.role === 'option' && row.dataset['value'] === thread.id)
    openThread(thread, true)
}

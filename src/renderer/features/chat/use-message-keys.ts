import { readEarlier, readLater } from '../../state/messages'
import { useKeyDown } from '../../lib/use-key-down'
import { copyMarkdown } from './MessageMenu'
import { quoteMessage } from './quoting'
import type { MessageList } from './use-message-list'

interface Ways {
  threadId: string
  toBeginning(): void
  toEnd(): void
  /** Whether there are messages before and after those that are shown. */
  hasEarlier: boolean
  hasLater: boolean
}

/**
 * In the conversation the arrow keys go from message to message, whether it is drawn or not, and sideways from version to
 * version; Home and End go to the ends of the thread. A message taller than the view is scrolled through first, as the
 * browser does by itself.
 */
export function useMessageKeys(list: MessageList, { threadId, toBeginning, toEnd, hasEarlier, hasLater }: Ways): void {
  function goTo(messageId: string): void {
    list.reveal(messageId, 'nearest')
    list.focus(messageId)
  }

  // One was quicker than what is read ahead.
  async function goBeyond(messageId: string, isDown: boolean): Promise<void> {
    await (isDown ? readLater(threadId) : readEarlier(threadId)).catch(() => {})
    const now = list.shown.current
    const next = now[now.findIndex(({ message }) => message.id === messageId) + (isDown ? 1 : -1)]
    if (next) goTo(next.message.id)
  }

  function step(from: EventTarget | null, isDown: boolean): boolean {
    const log = list.scroller.current
    if (!(from instanceof HTMLElement) || !log) return false
    const shown = list.shown.current
    if (from === log) {
      const last = shown.at(-1)
      if (last) goTo(last.message.id)
      return last !== undefined
    }
    if (reachesBeyond(from, log, isDown)) return false
    const index = shown.findIndex(({ message }) => message.id === from.dataset['messageId'])
    const next = shown[index + (isDown ? 1 : -1)]
    if (next) goTo(next.message.id)
    else if (index === -1 || !(isDown ? hasLater : hasEarlier)) return false
    else void goBeyond(from.dataset['messageId'] ?? '', isDown)
    return true
  }

  // Letters that do something with the message one is at.
  function act(event: KeyboardEvent): boolean {
    const at = event.target instanceof HTMLElement && event.target.dataset['messageId']
    const message = list.shown.current.find((item) => item.message.id === at)?.message
    if (!message) return false
    if (event.key === 'q') quoteMessage(message)
    else if (event.key === 'c') void copyMarkdown(message)
    else return false
    return true
  }

  useKeyDown(list.scroller, (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !isOfTheList(event.target, list)) return
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      if (!step(event.target, event.key === 'ArrowDown')) return
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      if (!switchVersion(event.target, event.key === 'ArrowRight')) return
    } else if (event.key === 'Home') toBeginning()
    else if (event.key === 'End') toEnd()
    else if (!act(event)) return
    event.preventDefault()
  })
}

function isOfTheList(target: EventTarget | null, { scroller }: MessageList): boolean {
  return target === scroller.current || (target instanceof HTMLElement && target.matches('[data-message-id]'))
}

/** The same as its buttons do. */
function switchVersion(turn: EventTarget | null, isLater: boolean): boolean {
  if (!(turn instanceof HTMLElement)) return false
  const button = turn.querySelector<HTMLElement>(`[data-version="${isLater ? 'later' : 'earlier'}"]`)
  button?.click()
  return button !== null
}

function reachesBeyond(turn: HTMLElement, log: HTMLElement, isDown: boolean): boolean {
  const turnBox = turn.getBoundingClientRect()
  const view = log.getBoundingClientRect()
  return isDown ? turnBox.bottom > view.bottom + 1 : turnBox.top < view.top - 1
}

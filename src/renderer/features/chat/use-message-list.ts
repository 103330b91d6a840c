import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { RefObject } from 'react'
import type { VirtualizerHandle } from 'virtua'
import type { ShownMessage } from './shown-messages'

/** The room above the first message, in pixels: `pt-9`. */
export const startMargin = 36
/** How many pictures are waited for a message that is asked for to be drawn. */
const patience = 30
/** So many pictures without a move, and it has arrived. */
const enoughStill = 4

export interface MessageList {
  scroller: RefObject<HTMLDivElement | null>
  /** What is shown, as of the last picture. */
  shown: RefObject<readonly ShownMessage[]>
  /** Brings a message into view; false when it is not among those shown. `offset`: so far its top is above the view. */
  reveal(messageId: string, align: 'center' | 'start' | 'nearest', offset?: number): boolean
  stopRevealing(): void
  /** Gives it the focus as soon as it is drawn, wherever it stands. */
  focus(messageId: string): void
  /** The message at the top of the view, and how far its top is above that. */
  topOfView(): { messageId: string; offset: number } | null
}

/** The list of messages as a thing one can move in. Only some of them are drawn. */
export function useMessageList(
  scroller: RefObject<HTMLDivElement | null>,
  virtualizer: RefObject<VirtualizerHandle | null>,
  now: readonly ShownMessage[],
): MessageList {
  const shown = useRef(now)
  const stopRevealing = useRef(() => {})
  const stopFocusing = useRef(() => {})
  useEffect(() => {
    return () => {
      stopRevealing.current()
      stopFocusing.current()
    }
  }, [])
  useLayoutEffect(() => {
    shown.current = now
  }, [now])

  const elementOf = useCallback(
    (messageId: string) => scroller.current?.querySelector<HTMLElement>(`[data-message-id="${messageId}"]`) ?? null,
    [scroller],
  )

  return useMemo(
    () => ({
      scroller,
      shown,
      reveal(messageId, align, offset = 0) {
        stopRevealing.current()
        const isIt = ({ message }: ShownMessage) => message.id === messageId
        if (!shown.current.some(isIt)) return false
        const element = elementOf(messageId)
        if (align === 'nearest' && element) element.scrollIntoView({ block: 'nearest' })
        else {
          stopRevealing.current = approach(scroller.current, () => {
            const handle = virtualizer.current
            const index = shown.current.findIndex(isIt)
            if (!handle || index === -1) return null
            const room = align === 'center' ? Math.max(0, handle.viewportSize - handle.getItemSize(index)) / 2 : 0
            return startMargin + handle.getItemOffset(index) + offset - room
          })
        }
        return true
      },
      stopRevealing: () => stopRevealing.current(),
      focus(messageId) {
        stopFocusing.current()
        stopFocusing.current = focusWhenDrawn(() => elementOf(messageId))
      },
      topOfView() {
        const handle = virtualizer.current
        if (!handle) return null
        const index = handle.findItemIndex(handle.scrollOffset)
        const at = shown.current[index]
        return at
          ? { messageId: at.message.id, offset: handle.scrollOffset - startMargin - handle.getItemOffset(index) }
          : null
      },
    }),
    [scroller, virtualizer, elementOf],
  )
}

// Until the list has measured it, it is hidden and takes no focus.
function focusWhenDrawn(find: () => HTMLElement | null): () => void {
  let pictures = 0
  let frame = 0
  const attempt = (): void => {
    const element = find()
    element?.focus({ preventScroll: true })
    pictures += 1
    const hasIt = element !== null && document.activeElement === element
    if (pictures < patience && !hasIt) frame = requestAnimationFrame(attempt)
  }
  attempt()
  return () => cancelAnimationFrame(frame)
}

// Where a message stands is known when those before it are measured, and they are as they come near the view: one goes
// there again with each picture, until it stays. Whoever scrolls meanwhile is not held.
function approach(scroller: HTMLElement | null, targetNow: () => number | null): () => void {
  if (!scroller) return () => {}
  let pictures = 0
  let still = 0
  let frame = 0
  const stop = (): void => {
    cancelAnimationFrame(frame)
    for (const event of ['wheel', 'touchstart', 'pointerdown']) scroller.removeEventListener(event, stop)
  }
  const step = (): void => {
    const before = scroller.scrollTop
    const target = targetNow()
    if (target !== null) scroller.scrollTop = target
    still = target !== null && Math.abs(scroller.scrollTop - before) < 1 ? still + 1 : 0
    pictures += 1
    if (still >= enoughStill || pictures >= patience) stop()
    else frame = requestAnimationFrame(step)
  }
  for (const event of ['wheel', 'touchstart', 'pointerdown']) scroller.addEventListener(event, stop, { passive: true })
  step()
  return stop
}

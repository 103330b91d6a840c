import { useCallback, useLayoutEffect, useMemo, useRef } from 'react'
import type { RefObject } from 'react'
import type { VirtualizerHandle } from 'virtua'
import type { ShownMessage } from './shown-messages'

/** The room above the first message, in pixels: `pt-9`. */
export const startMargin = 36
/** How many pictures are waited for a message that is asked for to be drawn. */
const patience = 30

export interface MessageList {
  scroller: RefObject<HTMLDivElement | null>
  /** What is shown, as of the last picture. */
  shown: RefObject<readonly ShownMessage[]>
  /** Brings a message into view; false when it is not among those shown. `offset`: so far its top is above the view. */
  reveal(messageId: string, align: 'center' | 'start' | 'nearest', offset?: number): boolean
  /** Gives it the focus as soon as it is drawn, wherever it stands. */
  focus(messageId: string): void
  /** The same for the last one, once it is shown. */
  focusLast(): void
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
        const index = shown.current.findIndex(({ message }) => message.id === messageId)
        if (index === -1) return false
        const element = align === 'nearest' ? elementOf(messageId) : null
        if (element) element.scrollIntoView({ block: 'nearest' })
        else virtualizer.current?.scrollToIndex(index, { align, offset })
        return true
      },
      focus: (messageId) => focusWhenDrawn(() => elementOf(messageId)),
      focusLast: () => focusWhenDrawn(() => elementOf(shown.current.at(-1)?.message.id ?? '')),
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
function focusWhenDrawn(find: () => HTMLElement | null): void {
  let pictures = 0
  const attempt = (): void => {
    const element = find()
    element?.focus({ preventScroll: true })
    pictures += 1
    if (pictures < patience && (element === null || document.activeElement !== element)) requestAnimationFrame(attempt)
  }
  attempt()
}

import { useEffect, useLayoutEffect, useRef } from 'react'
import type { RefObject } from 'react'

interface Place {
  element: HTMLElement
  top: number
}

/**
 * When messages are put in above, what one reads stays where it is. The browser does this by itself, except at the
 * very top, where one is when they come.
 * @param firstId the first message that is shown
 */
export function useKeepPlace(scroller: RefObject<HTMLElement | null>, firstId: string | undefined): void {
  const place = useRef<Place | null>(null)

  useEffect(() => {
    const element = scroller.current
    const remember = () => {
      place.current = placeOfFirst(element)
    }
    element?.addEventListener('scroll', remember, { passive: true })
    return () => element?.removeEventListener('scroll', remember)
  }, [scroller])

  useLayoutEffect(() => {
    const before = place.current
    if (before?.element.isConnected && before.element.dataset['messageId'] !== firstId) {
      scroller.current?.scrollBy({ top: before.element.getBoundingClientRect().top - before.top })
    }
    place.current = placeOfFirst(scroller.current)
  }, [scroller, firstId])
}

function placeOfFirst(scroller: HTMLElement | null): Place | null {
  const first = scroller?.querySelector<HTMLElement>('[data-message-id]')
  return first ? { element: first, top: first.getBoundingClientRect().top } : null
}

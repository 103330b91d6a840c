import { useEffect } from 'react'
import type { MessageList } from './use-message-list'
import { SETTLES_WITHIN } from './use-stick-to-bottom'

/**
 * When the width changes, words wrap elsewhere: what was at the top of the view is brought back there, and who was at the end
 * stays at the end.
 */
export function useKeepPlace(list: MessageList, isAtEnd: () => boolean, toEnd: () => void): void {
  useEffect(() => {
    const element = list.scroller.current
    if (!element) return
    let width = element.clientWidth
    let place = list.topOfView()
    let settling: ReturnType<typeof setTimeout> | undefined
    const remember = () => {
      if (settling === undefined && element.clientWidth === width) place = list.topOfView()
    }
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === width) return
      width = element.clientWidth
      clearTimeout(settling)
      settling = setTimeout(() => (settling = undefined), SETTLES_WITHIN)
      if (isAtEnd()) toEnd()
      else if (place) list.reveal(place.messageId, 'start', place.offset)
    })
    observer.observe(element)
    element.addEventListener('scroll', remember, { passive: true })
    return () => {
      clearTimeout(settling)
      observer.disconnect()
      element.removeEventListener('scroll', remember)
    }
  }, [list, isAtEnd, toEnd])
}

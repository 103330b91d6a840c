import { useCallback, useEffect, useRef, useState } from 'react'

/** This close to the end one is at the end. */
const near = 24

/** So long after the width has changed the list may still be finding out how tall its messages are; in milliseconds. */
export const SETTLES_WITHIN = 500

/** What somebody does who scrolls. */
const gestures = ['wheel', 'touchstart', 'touchmove', 'pointerdown', 'keydown'] as const

/**
 * Keeps the end of a growing text in view for as long as the reader is at the end; lets go as soon as they scroll up.
 * `foot` is what stands in `scroller` under the list; when the list itself has grown, `follow` is to be called.
 * @param isEnd what is shown goes to the end of the conversation; where it does not there is nothing to stick to
 */
export function useStickToBottom(isEnd: boolean) {
  const scroller = useRef<HTMLDivElement>(null)
  const foot = useRef<HTMLDivElement>(null)
  const isSticking = useRef(true)
  /** The end was asked for and is not shown yet. */
  const isComing = useRef(false)
  const last = useRef({ top: 0, height: 0, view: 0, width: 0 })
  /** Until then the view moves by itself: only a gesture lets go of the end. */
  const settlesAt = useRef(0)
  const [isAway, setAway] = useState(false)

  const look = useCallback(() => {
    const element = scroller.current
    if (!element) return
    const { scrollTop: top, scrollHeight: height, clientHeight: view, clientWidth: width } = element
    if (width !== last.current.width) settlesAt.current = performance.now() + SETTLES_WITHIN
    const distance = height - top - view
    // When the text shrinks, or the window grows, one has not scrolled up oneself.
    const hasGoneUp = top < last.current.top - 1 && height >= last.current.height && view <= last.current.view
    const hasMoved = hasGoneUp && isSticking.current && performance.now() < settlesAt.current
    if (isComing.current) isComing.current = !isEnd || distance > near
    else if (isEnd && hasMoved) element.scrollTop = height
    else if (!isEnd || hasGoneUp) isSticking.current = false
    else if (distance <= near && (top > last.current.top || distance <= 1)) isSticking.current = true
    last.current = { top: hasMoved ? element.scrollTop : top, height, view, width }
    setAway(!isEnd || (!isSticking.current && distance > near))
  }, [isEnd])

  const toEnd = useCallback(() => {
    const element = scroller.current
    if (element && isSticking.current) element.scrollTop = element.scrollHeight
  }, [])

  const follow = useCallback(() => {
    const before = scroller.current?.scrollTop
    toEnd()
    // The list hears of it in time for this picture, and not the next.
    if (scroller.current?.scrollTop !== before) scroller.current?.dispatchEvent(new Event('scroll'))
    else look()
  }, [toEnd, look])

  const jump = useCallback(() => {
    isSticking.current = true
    isComing.current = true
    toEnd()
    look()
  }, [toEnd, look])

  const release = useCallback(() => {
    isSticking.current = false
    isComing.current = false
  }, [])

  const isAtEnd = useCallback(() => isSticking.current, [])

  useEffect(() => {
    const element = scroller.current
    if (!element || !foot.current) return
    const observer = new ResizeObserver(follow)
    observer.observe(element)
    observer.observe(foot.current)
    element.addEventListener('scroll', look, { passive: true })
    const settled = () => (settlesAt.current = 0)
    for (const gesture of gestures) element.addEventListener(gesture, settled, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
      for (const gesture of gestures) element.removeEventListener(gesture, settled)
    }
  }, [follow, look])

  return { scroller, foot, isAway, isAtEnd, follow, jump, release }
}

import { useCallback, useEffect, useRef, useState } from 'react'

/** This close to the end one is at the end. */
const near = 24

/**
 * Keeps the end of a growing text in view for as long as the reader is at the end; lets go when they scroll up.
 * `content` is what grows inside `scroller`.
 */
export function useStickToBottom() {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const isSticking = useRef(true)
  const lastTop = useRef(0)
  const [isAway, setAway] = useState(false)

  const jump = useCallback(() => {
    isSticking.current = true
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
  }, [])

  const release = useCallback(() => {
    isSticking.current = false
  }, [])

  useEffect(() => {
    const element = scroller.current
    if (!element || !content.current) return

    function look(): void {
      if (!element) return
      const distance = element.scrollHeight - element.scrollTop - element.clientHeight
      if (distance <= near) isSticking.current = true
      else if (element.scrollTop < lastTop.current - 1) isSticking.current = false
      lastTop.current = element.scrollTop
      setAway(!isSticking.current && distance > near)
    }
    const observer = new ResizeObserver(() => {
      if (isSticking.current) jump()
      look()
    })
    observer.observe(element)
    observer.observe(content.current)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [jump])

  return { scroller, content, isAway, jump, release }
}

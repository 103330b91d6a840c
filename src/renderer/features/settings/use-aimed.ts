import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'

/** For a section somebody was sent to: it comes into view and takes the focus. */
export function useAimed(isWanted: boolean): RefObject<HTMLElement | null> {
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!isWanted) return
    section.current?.scrollIntoView({ block: 'start' })
    section.current?.focus({ preventScroll: true })
  }, [isWanted])
  return section
}

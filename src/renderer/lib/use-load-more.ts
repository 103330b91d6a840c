import { useEffect, useEffectEvent, useRef } from 'react'
import type { RefObject } from 'react'

/**
 * Loads more when the end of what is there comes within `margin` of being seen, and again as long as it stays there.
 * @param canLoad there is more, and none is on its way
 * @returns goes to an empty element at that end, inside an element marked `data-scroller`
 */
export function useLoadMore(canLoad: boolean, load: () => void, margin: string): RefObject<HTMLDivElement | null> {
  const mark = useRef<HTMLDivElement>(null)
  const report = useEffectEvent(load)
  useEffect(() => {
    if (!canLoad || !mark.current) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && report(), {
      root: mark.current.closest('[data-scroller]'),
      rootMargin: margin,
    })
    observer.observe(mark.current)
    return () => observer.disconnect()
  }, [canLoad, margin])
  return mark
}

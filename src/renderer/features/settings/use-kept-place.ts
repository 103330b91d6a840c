import { useEffect } from 'react'
import type { RefObject } from 'react'

/**
 * Leaves the part that is read where it is when the width changes. Where a page becomes narrow every field moves below its
 * label, and what a browser does by itself to hold its place (scroll anchoring) ends in another part.
 */
export function useKeptPlace(scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    let width = element.clientWidth
    let place: { section: HTMLElement; share: number } | null = null
    const edge = () => element.getBoundingClientRect().top
    function note(): void {
      if (!element || element.clientWidth !== width) return
      const sections = [...element.querySelectorAll<HTMLElement>('[data-section]')]
      const section = sections.find((one) => one.getBoundingClientRect().bottom > edge())
      place = section ? { section, share: (edge() - section.getBoundingClientRect().top) / section.offsetHeight } : null
    }
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === width) return
      width = element.clientWidth
      if (!place?.section.isConnected) return
      const { section, share } = place
      element.scrollTop += section.getBoundingClientRect().top + share * section.offsetHeight - edge()
    })
    element.addEventListener('scroll', note, { passive: true })
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', note)
      observer.disconnect()
    }
  }, [scroller])
}

import { useEffect, useEffectEvent } from 'react'
import type { RefObject } from 'react'

/** Keys pressed anywhere inside an element that is not a control itself: a list of messages, a row, a page. */
export function useKeyDown(element: RefObject<HTMLElement | null>, handle: (event: KeyboardEvent) => void): void {
  const report = useEffectEvent(handle)
  useEffect(() => {
    const target = element.current
    const listen = (event: KeyboardEvent) => report(event)
    target?.addEventListener('keydown', listen)
    return () => target?.removeEventListener('keydown', listen)
  }, [element])
}

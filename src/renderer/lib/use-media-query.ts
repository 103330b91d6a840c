import { useSyncExternalStore } from 'react'

/** Whether a media query holds now; draws again when that changes. */
export function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    () => matchMedia(query).matches,
  )
}

/** One pane: everything else comes as a sheet. */
export const useIsNarrow = () => useMediaQuery('(width < 720px)')
/** Three panes side by side. */
export const useIsWide = () => useMediaQuery('(width >= 1100px)')

import { useEffect, useState } from 'react'
import type { ComponentType } from 'react'
import type { PageName } from '../state/open'
import { loadedPage, loadPage } from './pages'
import type { PageProps } from './pages'

interface LoadedPage {
  Shown: ComponentType<PageProps>
}

/**
 * The page, or null until it is loaded. Not by React.lazy, which keeps what stands in its place for 300 ms.
 * @throws why it could not be loaded, for the boundary around it
 */
export function usePage(name: PageName): LoadedPage | null {
  const [page, setPage] = useState<LoadedPage | { error: unknown } | null>(() => {
    const Shown = loadedPage(name)
    return Shown ? { Shown } : null
  })
  useEffect(() => {
    let isHere = true
    loadPage(name).then(
      (Shown) => isHere && setPage((before) => (before && 'Shown' in before ? before : { Shown })),
      (error: unknown) => isHere && setPage({ error }),
    )
    return () => {
      isHere = false
    }
  }, [name])
  if (page && 'error' in page) throw page.error
  return page
}

const names: readonly PageName[] = ['search', 'memory', 'settings', 'personas']

/** Once the window has nothing to do, reads one page after the other, so that none is waited for when it is opened. */
export function usePagesSoon(): void {
  useEffect(() => {
    const left = [...names]
    let request = 0
    const next = () => {
      const name = left.shift()
      // What cannot be read now is tried again when it is opened, and says why there.
      if (name)
        void loadPage(name)
          .catch(() => undefined)
          .then(wait)
    }
    const wait = () => {
      request = requestIdleCallback(next)
    }
    const timer = setTimeout(wait, 1_000)
    return () => {
      clearTimeout(timer)
      left.length = 0
      cancelIdleCallback(request)
    }
  }, [])
}

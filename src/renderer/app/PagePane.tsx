import { Suspense } from 'react'
import type { ReactNode } from 'react'
import { useOpen } from '../state/open'
import type { PageName } from '../state/open'
import { leavePage } from '../state/way-back'
import { Button } from '../ui/Button'
import { ErrorBoundary } from '../ui/ErrorBoundary'
import { Broken } from './Broken'
import { pages } from './pages'
import { words } from './words'

/** A page in place of the conversation; and a way back where it cannot be shown. */
export function PagePane({ page, start }: { page: PageName; start: ReactNode }) {
  const focusComposer = useOpen((open) => open.focusComposer)
  const Shown = pages[page]
  function close(): void {
    if (!leavePage(page)) focusComposer()
  }
  return (
    <ErrorBoundary key={page} renderFallback={(error) => <BrokenPage start={start} error={error} onClose={close} />}>
      <Suspense>
        <Shown start={start} onClose={close} />
      </Suspense>
    </ErrorBoundary>
  )
}

function BrokenPage({ start, error, onClose }: { start: ReactNode; error: unknown; onClose(): void }) {
  return (
    <>
      <header className="title-row ps-6 pe-[calc(12px+var(--inset-end))] max-narrow:ps-2">{start}</header>
      <div className="mx-auto w-full max-w-(--measure) overflow-y-auto px-6 py-6">
        <Broken {...words.pageBroken} error={error}>
          <Button onClick={onClose}>{words.closePage}</Button>
        </Broken>
      </div>
    </>
  )
}

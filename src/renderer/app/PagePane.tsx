import type { ReactNode } from 'react'
import { useDelayed } from '../lib/use-delayed'
import { useOpen } from '../state/open'
import type { PageName } from '../state/open'
import { leavingForms } from '../state/unsaved'
import { leavePage } from '../state/way-back'
import { Button } from '../ui/Button'
import { ErrorBoundary } from '../ui/ErrorBoundary'
import { Page } from '../ui/Page'
import { Skeleton } from '../ui/Skeleton'
import { Broken } from './Broken'
import type { PageProps } from './pages'
import { usePage } from './use-page'
import { words } from './words'

/** A page in place of the conversation; and a way back where it cannot be shown. */
export function PagePane({ page, start }: { page: PageName; start: ReactNode }) {
  const focusComposer = useOpen((open) => open.focusComposer)
  function close(): void {
    leavingForms(() => {
      if (!leavePage(page)) focusComposer()
    })
  }
  return (
    <ErrorBoundary
      key={page}
      where="page"
      renderFallback={(error, tryAgain) => (
        <BrokenPage start={start} error={error} onTryAgain={tryAgain} onClose={close} />
      )}
    >
      <Loaded page={page} start={start} onClose={close} />
    </ErrorBoundary>
  )
}

/** The page, or its frame and title until it is loaded. */
function Loaded({ page, ...props }: PageProps & { page: PageName }) {
  const loaded = usePage(page)
  const isSlow = useDelayed(loaded === null, 150)
  if (loaded) return <loaded.Shown {...props} />
  return (
    <Page title={words.pages[page]} close={words.closePage} {...props}>
      <div className="px-8 max-narrow:px-6">{isSlow && <Skeleton label={words.loading} />}</div>
    </Page>
  )
}

interface BrokenPageProps {
  start: ReactNode
  error: unknown
  onTryAgain(): void
  onClose(): void
}

function BrokenPage({ start, error, onTryAgain, onClose }: BrokenPageProps) {
  return (
    <>
      <header className="title-row ps-6 pe-[calc(12px+var(--inset-end))] max-narrow:ps-2">{start}</header>
      <div className="mx-auto w-full max-w-(--measure) overflow-y-auto px-6 py-6">
        <h1 className="sr-only">{words.broken.page.title}</h1>
        <Broken where="page" error={error} onTryAgain={onTryAgain}>
          <Button onClick={onClose}>{words.closePage}</Button>
        </Broken>
      </div>
    </>
  )
}

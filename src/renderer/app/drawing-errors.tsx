// What React says of errors in drawing: told to main, and to the console for whoever looks there.
import { createRoot } from 'react-dom/client'
import type { RootOptions } from 'react-dom/client'
import { ErrorBoundary } from '../ui/ErrorBoundary'
import type { PageFailure } from '../../shared/contract/diagnostics'
import { tellFailure } from '../state/page-failures'
import { Button } from '../ui/Button'
import { words } from './words'

/** A boundary stands in its place. */
export const onCaughtError: RootOptions['onCaughtError'] = (error, { errorBoundary }) => {
  const where = errorBoundary instanceof ErrorBoundary ? errorBoundary.props.where : undefined
  // oxlint-disable-next-line no-console -- where people who build Kith look, and its tests
  console.error(error)
  tellFailure((where ?? 'other') as PageFailure['where'], error)
}

/** Not even what stands in its place could be drawn: the window would be empty. */
export const onUncaughtError: RootOptions['onUncaughtError'] = (error) => {
  // As React would: it is an error of the window, which is told of as all of them are.
  reportError(error)
  const last = document.createElement('main')
  document.body.replaceChildren(last)
  createRoot(last).render(
    <div role="alert" className="p-6">
      <p className="text-ui font-strong">{words.broken.all.title}</p>
      <p className="mb-3 text-ui text-ink-2">{words.broken.all.detail}</p>
      <Button onClick={() => location.reload()}>{words.reload}</Button>
    </div>,
  )
}

import { lazy, memo, Suspense } from 'react'
import { ErrorBoundary } from '../ErrorBoundary'

// The parser is a third of all the code of this page: it is fetched beside the first data, not before the window shows.
const loading = import('./MarkdownBody')
const MarkdownBody = lazy(async () => ({ default: (await loading).MarkdownBody }))

interface MarkdownProps {
  text: string
  /** More is to come: unfinished marks are shown as if they were closed, and a block stands at the end. */
  isGrowing?: boolean
}

/**
 * Markdown somebody else wrote. Shows no HTML and no pictures, and opens the web and mail only. Where it cannot be drawn
 * the text stands as it was written.
 */
export const Markdown = memo(function Markdown({ text, isGrowing = false }: MarkdownProps) {
  const plain = <div className="whitespace-pre-wrap">{text}</div>
  return (
    <div className={isGrowing ? 'being-written' : undefined}>
      {/* While it grows it is not tried again with every word. */}
      <ErrorBoundary renderFallback={() => plain} attempt={isGrowing ? null : text}>
        <Suspense fallback={plain}>
          <MarkdownBody text={text} isGrowing={isGrowing} />
        </Suspense>
      </ErrorBoundary>
    </div>
  )
})

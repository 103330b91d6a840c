import { lazy, memo, Suspense } from 'react'

// The parser is a third of all the code of this page: it is fetched beside the first data, not before the window shows.
const loading = import('./MarkdownBody')
const MarkdownBody = lazy(async () => ({ default: (await loading).MarkdownBody }))

interface MarkdownProps {
  text: string
  /** More is to come: unfinished marks are shown as if they were closed, and a block stands at the end. */
  isGrowing?: boolean
}

/** Markdown somebody else wrote. Shows no HTML and no pictures, and opens the web and mail only. */
export const Markdown = memo(function Markdown({ text, isGrowing = false }: MarkdownProps) {
  return (
    <div className={isGrowing ? 'being-written' : undefined}>
      <Suspense fallback={<div className="whitespace-pre-wrap">{text}</div>}>
        <MarkdownBody text={text} isGrowing={isGrowing} />
      </Suspense>
    </div>
  )
})

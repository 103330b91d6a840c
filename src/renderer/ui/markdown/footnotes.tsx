import type { ComponentProps } from 'react'
import type { ExtraProps } from 'streamdown'
import { words } from './words'

/** The notes under a text; the only section there is. */
export function Footnotes({ children }: ComponentProps<'section'>) {
  return (
    <section aria-label={words.footnotes} className="footnotes">
      {children}
    </section>
  )
}

/** A heading of the second rank, one lower; not the one the library puts over footnotes, whose section has a name. */
export function PlainHeading({ node, children, dir, 'aria-level': level }: ComponentProps<'h2'> & ExtraProps) {
  if (node?.properties['id'] === 'footnote-label') return null
  return (
    <h3 dir={dir} aria-level={level}>
      {children}
    </h3>
  )
}

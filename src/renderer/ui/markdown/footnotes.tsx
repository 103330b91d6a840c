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
export function PlainHeading({ node, children, dir }: ComponentProps<'h2'> & ExtraProps) {
  return node?.properties['id'] === 'footnote-label' ? null : <h3 dir={dir}>{children}</h3>
}

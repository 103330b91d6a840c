import type { ComponentProps } from 'react'

/** A table scrolls sideways inside itself, never the page. */
export function MarkdownTable({ children }: ComponentProps<'table'>) {
  return (
    <div role="region" aria-label="Table" tabIndex={0} className="overflow-x-auto rounded-s">
      <table>{children}</table>
    </div>
  )
}

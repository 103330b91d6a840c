import type { ComponentProps, ReactNode } from 'react'
import { safeLink } from '../../lib/safe-link'

/** A link that leaves Kith, or only its words when it leads anywhere else. */
export function MarkdownLink({ href, children }: ComponentProps<'a'>) {
  return <OutsideLink href={href}>{children}</OutsideLink>
}

/** The words of a picture. The picture itself is never fetched: its address could carry away what was said here. */
export function MarkdownImage({ src, alt }: ComponentProps<'img'>) {
  return <OutsideLink href={src}>{alt ? `Image: ${alt}` : 'Image'}</OutsideLink>
}

function OutsideLink({ href, children }: { href: unknown; children: ReactNode }) {
  const address = safeLink(href)
  if (!address) return <span>{children}</span>
  return (
    <a href={address} target="_blank" rel="noopener noreferrer" title={address}>
      {children}
    </a>
  )
}

import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import type { ExtraProps } from 'streamdown'
import { safeLink } from '../../../shared/markdown/safe-link'
import { Tooltip } from '../Tooltip'
import { disguisedHost } from '../../../shared/markdown/disguised-host'
import { words } from './words'

/** A link that leaves Kith or leads to a footnote, or only its words when it leads anywhere else. */
export function MarkdownLink({ node, id, href, children }: ComponentProps<'a'> & ExtraProps) {
  if (isFootnote(node?.properties)) {
    return (
      <a id={id} href={href} onClick={goWithin} aria-label={footnoteName(node?.properties, children)}>
        {children}
      </a>
    )
  }
  return <OutsideLink href={href}>{children}</OutsideLink>
}

/** The words of a picture. The picture itself is never fetched: its address could carry away what was said here. */
export function MarkdownImage({ src, alt }: ComponentProps<'img'>) {
  return (
    <OutsideLink href={src} saysWhere>
      {alt ? words.imageNamed(alt) : words.image}
    </OutsideLink>
  )
}

interface OutsideLinkProps {
  href: unknown
  /** Its words alone would not say that it leads elsewhere. */
  saysWhere?: boolean
  children: ReactNode
}

function OutsideLink({ href, saysWhere = false, children }: OutsideLinkProps) {
  const address = safeLink(href)
  if (!address) return <span>{children}</span>
  const host = saysWhere ? new URL(address).host : disguisedHost(address, textOf(children))
  return (
    <Tooltip text={address.length > 300 ? `${address.slice(0, 300)}…` : address}>
      <a href={address} target="_blank" rel="noopener noreferrer">
        <bdi>{children}</bdi>
        {host && <span className="text-ink-3"> ({host})</span>}
      </a>
    </Tooltip>
  )
}

function textOf(children: ReactNode): string {
  if (typeof children === 'string') return children
  return Array.isArray(children) ? children.map((child: ReactNode) => textOf(child)).join('') : ''
}

type Properties = NonNullable<ExtraProps['node']>['properties'] | undefined

function isFootnote(properties: Properties): boolean {
  return properties?.['dataFootnoteRef'] !== undefined || properties?.['dataFootnoteBackref'] !== undefined
}

function footnoteName(properties: Properties, children: ReactNode): string {
  return properties?.['dataFootnoteBackref'] === undefined ? words.footnote(textOf(children)) : words.backToText
}

// Within the text and without a new address: another one would be a page of Kith's own.
function goWithin(event: MouseEvent<HTMLAnchorElement>): void {
  event.preventDefault()
  const id = event.currentTarget.hash.slice(1)
  const place = document.querySelector<HTMLElement>(`#${CSS.escape(decodeURIComponent(id))}`)
  if (!place) return
  if (!place.matches('a')) place.tabIndex = -1
  place.focus({ preventScroll: true })
  place.scrollIntoView({ block: 'nearest' })
}

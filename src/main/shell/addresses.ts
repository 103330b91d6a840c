// Which addresses are Kith's own page, and which may be opened in the person's browser. Pure: what is done with the
// answer is elsewhere.

export const appScheme = 'app'

export interface PageAddress {
  /** Where a window starts. */
  url: string
  /** Scheme and host of everything that is Kith's own. */
  origin: string
}

/** @param developmentServer where the page comes from while Kith is worked on; null in every installed Kith */
export function pageAddress(developmentServer: string | null): PageAddress {
  const url = developmentServer ?? `${appScheme}://kith/`
  return { url, origin: originOf(url) ?? '' }
}

export function isOwn(url: string, page: PageAddress): boolean {
  return originOf(url) === page.origin
}

/** Whether a page may fetch from there or connect to it. While Kith is worked on, its page is renewed over a WebSocket. */
export function mayFetch(url: string, page: PageAddress): boolean {
  return isOwn(url.replace(/^ws(s?):/i, 'http$1:'), page)
}

/** The address to hand to the system, or null for one that must not leave Kith: only the web and mail do. */
export function externalAddress(url: string): string | null {
  if (!URL.canParse(url)) return null
  const parsed = new URL(url)
  return ['https:', 'http:', 'mailto:'].includes(parsed.protocol) ? parsed.href : null
}

/** The part of a frame that says who is speaking. */
export interface SpeakingFrame {
  url: string
  /** Null for a page that is not in another one. */
  parent: unknown
}

/** Only Kith's own page, and not from inside another, may speak to main. Null: the page went away while it spoke. */
export function isTrusted(frame: SpeakingFrame | null, page: PageAddress): boolean {
  return frame !== null && frame.parent === null && isOwn(frame.url, page)
}

// `URL.origin` is "null" for every scheme the standard does not know, which would make them all the same.
function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, host, username, password } = new URL(url)
  return username || password ? null : `${protocol}//${host}`
}

/**
 * The address a link may open, or null when it must stay dead. What a model writes is untrusted: only the web and
 * mail, only absolute addresses, and none with a user name in it, because `https://bank.example@evil.example` reads
 * like the first and goes to the second.
 */
export function safeLink(href: unknown): string | null {
  if (typeof href !== 'string' || !URL.canParse(href)) return null
  const url = new URL(href)
  if (url.protocol === 'mailto:') return url.href
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  return url.username === '' && url.password === '' ? url.href : null
}

// The address of a project as people paste it, and as Kith keeps it.
import { isIP } from 'node:net'
import { KithError } from '../../shared/errors'

/**
 * @returns the origin, with a path where the project lies below one, without a slash at its end
 * Throws INVALID for what is no address, and for one that would carry passwords over a network in the clear.
 */
export function projectAddress(typed: string): string {
  const url = parse(typed.trim())
  const dashboard = /^\/dashboard\/project\/([a-z0-9]+)/u.exec(url.pathname)
  if (dashboard && /(^|\.)supabase\.com$/u.test(url.hostname)) return `https://${dashboard[1]}.supabase.co`
  if (url.protocol === 'http:' && !isNear(url.hostname))
    throw new KithError('INVALID', { reason: 'Over http:// everybody on the way could read along. Use https://.' })
  return `${url.origin}${url.pathname.replace(/\/((rest|auth)\/v1\/?)?$/u, '')}`
}

/** Of a hosted project: what `supabase link` calls it. */
export function projectRef(url: string): string | null {
  return /^https:\/\/([a-z0-9]+)\.supabase\.(co|in)$/u.exec(url)?.[1] ?? null
}

function parse(typed: string): URL {
  const address = /^[a-z][a-z0-9+.-]*:\/\//iu.test(typed) ? typed : `https://${typed}`
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || !/^https?:$/u.test(url.protocol) || url.username || url.password)
    throw new KithError('INVALID', { reason: 'This is not the address of a project.' })
  return url
}

/** This computer, or one in the same house. Only a number is one: whoever owns a name decides where it leads. */
function isNear(host: string): boolean {
  const isNumber = isIP(host) === 4
  return isNumber
    ? /^(127|10)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\./u.test(host)
    : /^(localhost|.*\.local|.*\.localhost|\[::1\])$/u.test(host)
}

// Where a page may be fetched from: the public internet, and nothing of this computer or its network. The address that is
// checked is the one that is connected to, so a name that leads elsewhere a moment later gains nothing.
import { lookup as systemLookup } from 'node:dns'
import { isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  return ipaddr.process(address).range() === 'unicast'
}

/** Throws for what is refused whatever its name leads to. */
export function checkUrl(url: URL): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error('Only http and https can be fetched.')
  if (url.username !== '' || url.password !== '') throw new Error('An address with a password in it is not fetched.')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw refused(host)
}

export type Resolve = (host: string) => Promise<string[]>

/** For `http.request`: gives the addresses of a name only when all of them are public. */
export function checkedLookup(resolve: Resolve = resolveName): LookupFunction {
  return (host, options, done) => {
    void (async () => {
      try {
        const addresses = await resolve(host)
        const bad = addresses.find((address) => !isPublicAddress(address))
        if (bad !== undefined || addresses.length === 0) throw refused(host)
        const found = addresses.map((address) => ({ address, family: isIP(address) }))
        const [first] = found
        if (options.all) done(null, found)
        else done(null, first?.address ?? '', first?.family ?? 0)
      } catch (error) {
        done(error as NodeJS.ErrnoException, '', 0)
      }
    })()
  }
}

function resolveName(host: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, found) => {
      if (error) reject(error)
      else resolve(found.map(({ address }) => address))
    })
  })
}

function refused(host: string): Error {
  return new Error(`${host} is an address of this computer or its network; only public pages are fetched.`)
}

// `protocol`, and how the application's own addresses are shown by a Chromium that does not know them:
// app://kith/x is https://kith.app.standin.invalid/x there.
import { app } from './app'
import { record } from './stage'
import { strict } from './strict'

type Handler = (request: Request) => Response | Promise<Response>

const schemes = new Set<string>()
const handlers = new Map<string, Handler>()

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(list: { scheme: string }[]): void {
    app.mustNotBeReady('protocol.registerSchemesAsPrivileged')
    record('schemes', list)
    for (const { scheme } of list) schemes.add(scheme)
  },
  handle(scheme: string, handler: Handler): void {
    app.mustBeReady('protocol.handle')
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    schemes.add(scheme)
    handlers.set(scheme, handler)
  },
  unhandle: (scheme: string): void => void handlers.delete(scheme),
  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
})

export function handlerOf(url: string): Handler | undefined {
  return handlers.get(url.split(':')[0] ?? '')
}

export function shownAddress(url: string): string {
  const [, scheme, host, rest] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url) ?? []
  return scheme && schemes.has(scheme) ? `https://${host}.${scheme}.standin.invalid${rest || '/'}` : url
}

export function ownAddress(url: string): string {
  return url.replace(/^https:\/\/([^/]+)\.([a-z0-9+-]+)\.standin\.invalid/, '$2://$1')
}

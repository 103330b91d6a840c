// The second half of what opens Kith in a browser. A cookie goes to every port of this computer, and so to the servers of
// whoever else uses it; the key lies in the storage of one address with its port, and goes to that alone. It travels in
// headers and behind the `#` of an address: never where an address is logged or handed on.

/** What page and host call the protocol of their WebSocket. The key stands beside it, as a protocol nobody speaks. */
export const socketProtocol = 'kith'

/** Header of a plain request that asks whether the WebSocket would be opened. */
export const keyHeader = 'x-kith-key'

const asProtocol = 'key.'
const asFragment = '#key='

/** @returns what the page offers when it opens its WebSocket */
export function socketProtocols(key: string | null): string[] {
  return key === null ? [socketProtocol] : [socketProtocol, asProtocol + key]
}

/** @param offered value of `Sec-WebSocket-Protocol` */
export function keyOffered(offered: string | undefined): string | null {
  const protocols = offered?.split(',').map((one) => one.trim()) ?? []
  return protocols.find((one) => one.startsWith(asProtocol))?.slice(asProtocol.length) ?? null
}

/** The end of the address a link leads to. */
export function keyFragment(key: string): string {
  return asFragment + key
}

/** @param fragment of an address, with its `#` */
export function keyInFragment(fragment: string): string | null {
  return /^#key=([\w-]+)$/.exec(fragment)?.[1] ?? null
}

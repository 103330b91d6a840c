// The local HTTP interface: off by default, on loopback alone, with the rights of whoever calls.
export { openLocalApi } from './local-api'
export type { LocalApi } from './local-api'
export type { ApiParts, OpenKith, Rights } from './kith'

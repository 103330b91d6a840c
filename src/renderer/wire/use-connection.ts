import { useSyncExternalStore } from 'react'
import type { ConnectionState } from './connection'
import { connection } from './rpc'

/** How the link to main stands. */
export function useConnection(): ConnectionState {
  return useSyncExternalStore(connection.listen, connection.state)
}

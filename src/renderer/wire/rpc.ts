// The page's end of the contract. The contract is imported as types only: its schemas are main's business.
import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import type { Contract } from '../../shared/contract'
import { openCarrier } from './carrier'
import { createConnection } from './connection'
import { askWhyLost } from './why-lost'

export const connection = createConnection({ open: openCarrier, askWhyLost })

// A network that came back and a window somebody looks at again are good moments to try.
window.addEventListener('online', connection.hurry)
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') connection.hurry()
})

/** Calls main. Failures of the error table arrive as errors with `code` and `data`; see `failure.ts`. */
export const rpc: ContractRouterClient<Contract> = createORPCClient(connection.link)

/** The same calls as options for TanStack Query. */
export const queries = createTanstackQueryUtils(rpc)

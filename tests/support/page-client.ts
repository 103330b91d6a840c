// A page without a browser: enters a browser host by its link, and speaks to it as the page does, or as it never would.
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { WebSocket } from 'ws'
import type { Contract } from '../../src/shared/contract'
import { keyInFragment, socketProtocols } from '../../src/shared/page-key'

export interface PageClient {
  rpc: ContractRouterClient<Contract>
  socket: WebSocket
  /** Resolves with the code it was closed with. */
  closed: Promise<number>
}

export interface EnteredHost {
  /** Everything that lets somebody in. */
  secrets: { cookie: string; key: string }
  connect(): Promise<PageClient>
}

export async function enterHost(link: string): Promise<EnteredHost> {
  const { origin } = new URL(link)
  const answer = await fetch(link, { redirect: 'manual' })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const key = keyInFragment(new URL(answer.headers.get('location') ?? '', origin).hash) ?? ''
  return {
    secrets: { cookie: cookie.split('=')[1] ?? '', key },
    async connect() {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, socketProtocols(key), {
        headers: { cookie, origin },
      })
      const closed = new Promise<number>((resolve) => socket.once('close', resolve))
      await new Promise<void>((resolve, reject) => {
        socket.once('open', resolve)
        socket.once('error', reject)
      })
      // Whoever is cut off hears of it by the close.
      socket.on('error', () => undefined)
      const link = new RPCLink({ websocket: socket })
      return { socket, closed, rpc: createORPCClient(link) }
    },
  }
}

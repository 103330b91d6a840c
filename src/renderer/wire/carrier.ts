// The two ways from the page to main: a MessagePort in Electron, a WebSocket in the browser host. A carrier lives
// once; `connection.ts` opens the next one.
import type { ClientContext, ClientLink } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { headersOfPage } from '../lib/page-profile'
import { socketProtocols } from '../../shared/page-key'
import { readPageKey } from './page-key'

export interface Carrier {
  link: ClientLink<ClientContext>
  /** Resolves when calls can be made. Never rejects: a carrier that cannot open closes. */
  opened: Promise<void>
  /** Resolves when it is over, however it ended. */
  closed: Promise<void>
}

/** Opens whichever carrier this page's host offers. */
export function openCarrier(): Carrier {
  return 'kith' in window ? openPort() : openSocket()
}

function openPort(): Carrier {
  const { port1, port2 } = new MessageChannel()
  const closed = new Promise<void>((resolve) => port1.addEventListener('close', () => resolve(), { once: true }))
  const link = new PortLink({ headers: headersOfPage, port: port1 })
  // The preload takes the other end and hands it to main.
  window.postMessage('kith:connect', window.location.origin, [port2])
  port1.start()
  return { link, opened: Promise.resolve(), closed }
}

function openSocket(): Carrier {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  const websocket = new WebSocket(`${scheme}://${location.host}/rpc`, socketProtocols(readPageKey()))
  const on = (event: 'open' | 'close') =>
    new Promise<void>((resolve) => websocket.addEventListener(event, () => resolve(), { once: true }))
  return { opened: on('open'), closed: on('close'), link: new SocketLink({ headers: headersOfPage, websocket }) }
}

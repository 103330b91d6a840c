// Brings the router to a page: over a port in Electron, over a WebSocket in the browser host.
import { RPCHandler as PortHandler } from '@orpc/server/message-port'
import { RPCHandler as SocketHandler } from '@orpc/server/ws'
import { RequestHeadersPlugin } from '@orpc/server/plugins'
import { router } from './index'
import { route } from './implement'
import type { RouterContext } from './context'

export type ServablePort = Parameters<PortHandler<RouterContext>['upgrade']>[0] & { start(): void }
export type ServableSocket = Parameters<SocketHandler<RouterContext>['upgrade']>[0]

export function serveRouter(context: RouterContext) {
  const implemented = route.router(router)
  const ports = new PortHandler(implemented, { plugins: [new RequestHeadersPlugin()] })
  const sockets = new SocketHandler(implemented, { plugins: [new RequestHeadersPlugin()] })
  return {
    servePort(port: ServablePort): void {
      ports.upgrade(port, { context })
      port.start()
    },
    serveSocket(socket: ServableSocket): void {
      void sockets.upgrade(socket, { context })
    },
  }
}

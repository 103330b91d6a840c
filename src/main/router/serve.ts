// Brings the router to a page: over a port in Electron, over a WebSocket in the browser host. The frames are the same.
import { RequestHeadersPlugin } from '@orpc/server/plugins'
import { RPCHandler } from '@orpc/server/ws'
import { frameOf } from './frames'
import { router } from './index'
import { route } from './implement'
import type { RouterContext } from './context'

/** As Electron's `MessagePortMain` is. */
export interface ServablePort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  postMessage(data: unknown): void
  start(): void
  close(): void
}

/** As a `WebSocket` of ws is. */
export interface ServableSocket {
  addEventListener(event: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(event: 'close', listener: () => void): void
  send(data: string | Uint8Array): void
  close(code: number): void
}

/** Says that what arrived was not to be understood. */
const invalidPayload = 1007

export function serveRouter(context: RouterContext) {
  const handler = new RPCHandler(route.router(router), { plugins: [new RequestHeadersPlugin()] })

  function serve(socket: ServableSocket, pageId: number | undefined): void {
    void handler.upgrade(onlyFrames(socket, context) as Parameters<typeof handler.upgrade>[0], {
      context: { ...context, pageId },
    })
  }
  return {
    serveSocket: (socket: ServableSocket) => serve(socket, undefined),
    /** @param pageId by which main knows the page */
    servePort(port: ServablePort, pageId?: number): void {
      const socket: ServableSocket = {
        addEventListener(event: 'message' | 'close', listener: (event: { data: unknown }) => void) {
          if (event === 'message') port.on('message', ({ data }) => listener({ data }))
          else port.on('close', () => listener({ data: undefined }))
        },
        send: (data) => port.postMessage(data),
        close: () => port.close(),
      }
      serve(socket, pageId)
      port.start()
    },
  }
}

/** Lets through what a page of ours would send. Whoever sends anything else is none, and is heard no more. */
function onlyFrames(socket: ServableSocket, context: RouterContext): Pick<ServableSocket, 'addEventListener' | 'send'> {
  let isRefused = false
  return {
    send: (data) => socket.send(data),
    addEventListener(event: 'message' | 'close', listener: (event: { data: unknown }) => void) {
      if (event === 'close') return socket.addEventListener('close', () => listener({ data: undefined }))
      socket.addEventListener('message', ({ data }) => {
        if (isRefused) return
        const frame = frameOf(data)
        // oRPC needs some turns to know a request; one that is taken back in the same breath would go on for ever.
        if (frame === 'abort') return void setImmediate(() => listener({ data }))
        if (frame !== null) return listener({ data })
        isRefused = true
        context.onUnexpectedError(new Error('A page sent something that is not a call, and was disconnected.'))
        socket.close(invalidPayload)
      })
    },
  }
}

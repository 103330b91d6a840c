// The WebSocket a page speaks the contract over. Let in by cookie, key and exact origin; pinged, because a computer that
// went to sleep does not say goodbye.
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { keyOffered, socketProtocol } from '../../shared/page-key'
import { log } from '../diagnostics/log'
import type { Doors } from './doors'

export interface SocketOptions {
  doors: Doors
  serve: (socket: WebSocket) => void
  /** Time between two pings. A socket that has not answered the one before is dropped. */
  heartbeatMilliseconds?: number
}

/** An attachment of some megabytes must fit into one message. */
const maxPayload = 32 * 1024 * 1024

/** More windows than anybody opens. */
const mostSockets = 100

/** @returns closes every socket and takes no more */
export function acceptSockets(server: Server, options: SocketOptions): () => Promise<void> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload, handleProtocols: () => socketProtocol })
  server.on('upgrade', (request, socket, head) => {
    const isFull = sockets.clients.size >= mostSockets
    const refusal = reasonToRefuse(request, options.doors) ?? (isFull ? '503 Service Unavailable' : null)
    if (refusal) return turnAway(socket, refusal)
    sockets.handleUpgrade(request, socket, head, (accepted) => sockets.emit('connection', accepted, request))
  })

  const answered = new WeakSet<WebSocket>()
  sockets.on('connection', (socket) => {
    answered.add(socket)
    socket.on('pong', () => answered.add(socket))
    // Too long a message or a broken frame: ws closes the socket, the page connects again.
    socket.on('error', (error) => log.error('a page was disconnected', error.message))
    options.serve(socket)
  })
  const heartbeat = setInterval(() => {
    for (const socket of sockets.clients) {
      if (!answered.delete(socket)) socket.terminate()
      else socket.ping()
    }
  }, options.heartbeatMilliseconds ?? 30_000)
  heartbeat.unref()

  return async () => {
    clearInterval(heartbeat)
    sockets.close()
    await Promise.all([...sockets.clients].map(sayGoodbye))
  }
}

/** Closes with "going away". A page that does not answer within a second is not waited for. */
function sayGoodbye(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => socket.terminate(), 1_000)
    socket.once('close', () => {
      clearTimeout(impatient)
      resolve()
    })
    socket.close(1001)
  })
}

function reasonToRefuse({ headers, url }: IncomingMessage, doors: Doors): string | null {
  if (!doors.isOurHost(headers.host)) return '421 Misdirected Request'
  if (url !== '/rpc') return '404 Not Found'
  if (!doors.isOurOrigin(headers.origin)) return '403 Forbidden'
  if (!doors.isTrusted(headers.cookie, keyOffered(headers['sec-websocket-protocol']))) return '401 Unauthorized'
  return null
}

function turnAway(socket: Duplex, status: string): void {
  // Whoever knocked may be gone already.
  socket.on('error', () => socket.destroy())
  // Nor is anybody waited for who does not leave.
  const timer = setTimeout(() => socket.destroy(), 1_000)
  socket.once('close', () => clearTimeout(timer))
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { socketProtocols } from '../../shared/page-key'
import { acceptSockets } from './accept-sockets'
import { createDoors, type Doors } from './doors'

let server: Server
let doors: Doors
let headers: Record<string, string>
let url: string
let protocols: string[]
let close: (() => Promise<void>) | undefined

beforeEach(async () => {
  server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  doors = createDoors(port, null)
  const token = new URL(doors.newLink()).searchParams.get('t') ?? ''
  const { cookie: set = '', key = '' } = doors.admit(token, `127.0.0.1:${port}`) ?? {}
  const cookie = set.split(';')[0] ?? ''
  protocols = socketProtocols(key)
  headers = { cookie, origin: `http://127.0.0.1:${port}` }
  url = `ws://127.0.0.1:${port}/rpc`
})
afterEach(async () => {
  await close?.()
  await new Promise((resolve) => server.close(resolve))
})

function accept(heartbeatMilliseconds?: number): Promise<WebSocket> {
  return new Promise((serve) => {
    close = acceptSockets(server, { doors, serve, heartbeatMilliseconds })
  })
}

describe('a socket of a page', () => {
  it('is dropped when it stops answering, as after sleep', async () => {
    const accepted = accept(20)
    const deaf = new WebSocket(url, protocols, { headers, autoPong: false })
    const dropped = new Promise<number>((resolve) => (deaf.once('close', resolve), undefined))
    await accepted
    expect(await dropped).toBe(1006)
  })

  it('stays open over many heartbeats while it answers', async () => {
    const accepted = accept(10)
    const alive = new WebSocket(url, protocols, { headers })
    let pings = 0
    const manyPings = new Promise<void>((resolve) => alive.on('ping', () => void (++pings === 8 && resolve())))
    await accepted
    await manyPings
    expect(alive.readyState).toBe(WebSocket.OPEN)
  })

  it('carries a message of many megabytes and is closed by one that has no end', async () => {
    const accepted = accept()
    const page = new WebSocket(url, protocols, { headers })
    const opened = new Promise((resolve) => page.once('open', resolve))
    const ours = await accepted
    await opened
    const arrived = new Promise<number>((resolve) => ours.once('message', (data: Buffer) => resolve(data.length)))
    page.send(Buffer.alloc(20 * 1024 * 1024))
    expect(await arrived).toBe(20 * 1024 * 1024)
    const closed = new Promise<number>((resolve) => page.once('close', resolve))
    page.send(Buffer.alloc(33 * 1024 * 1024))
    expect(await closed).toBe(1009)
  })

  it('that does not say goodbye does not keep Kith from stopping', async () => {
    const accepted = accept()
    const page = new WebSocket(url, protocols, { headers })
    await accepted
    page.pause()
    await close?.()
    page.terminate()
    expect(await new Promise((resolve) => server.getConnections((_, count) => resolve(count)))).toBe(0)
  })

  it('is refused when there are more than anybody opens, and let in again when some have left', async () => {
    void accept()
    const open = () =>
      new Promise<WebSocket | number>((resolve) => {
        const socket = new WebSocket(url, protocols, { headers })
        socket.once('open', () => resolve(socket))
        socket.once('unexpected-response', (_, answer) => resolve(answer.statusCode ?? 0))
      })
    const opened = await Promise.all(Array.from({ length: 100 }, open))
    expect(opened.every((socket) => socket instanceof WebSocket)).toBe(true)
    expect(await open()).toBe(503)
    const [first] = opened as WebSocket[]
    first?.close()
    await vi.waitFor(async () => expect(await open()).toBeInstanceOf(WebSocket))
  })
})

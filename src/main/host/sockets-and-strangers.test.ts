// Who may speak to Kith, and who knocks in vain: the socket of the page, and strangers of the same computer and elsewhere.
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { keyHeader } from '../../shared/page-key'
import { createHostUnderTest, dial, enter, knock, type HostUnderTest } from './testing/host-under-test'

let test: HostUnderTest
beforeEach(() => {
  test = createHostUnderTest()
})
afterEach(() => test.remove())

describe('the socket', () => {
  it('opens for the page and is handed to the application', async () => {
    const link = await test.start()
    const { cookie, key } = await enter(link)
    const socket = await dial(link, { cookie, origin: link.origin }, key)
    if (!(socket instanceof WebSocket)) throw new Error(`refused: ${socket}`)
    // The key itself is not said back: a browser writes the protocol that was chosen into its own tools.
    expect(socket.protocol).toBe('kith')
    expect(test.served).toHaveLength(1)
  })

  it('opens for several windows of one browser', async () => {
    const link = await test.start()
    const { cookie, key } = await enter(link)
    const headers = { cookie, origin: link.origin }
    await dial(link, headers, key)
    await dial(link, headers, key)
    expect(test.served).toHaveLength(2)
  })

  it('is refused without cookie or key, from another page, by another name and elsewhere', async () => {
    const link = await test.start()
    const { cookie, key } = await enter(link)
    const { origin } = link
    expect(await dial(link, { origin }, key)).toBe(401)
    expect(await dial(link, { cookie, origin }, null)).toBe(401)
    expect(await dial(link, { cookie, origin }, 'A'.repeat(32))).toBe(401)
    expect(await dial(link, { cookie }, key)).toBe(403)
    expect(await dial(link, { cookie, origin: 'http://evil.example' }, key)).toBe(403)
    expect(await dial(link, { cookie, origin: `http://localhost:${link.port}` }, key)).toBe(403)
    expect(await dial(link, { cookie, origin: 'null' }, key)).toBe(403)
    expect(await dial(link, { cookie, origin, host: 'evil.example' }, key)).toBe(421)
    expect(await dial(link, { cookie, origin }, key, '/other')).toBe(404)
    expect(test.served).toHaveLength(0)
  })

  it('takes the key that was given out with the cookie, and no other', async () => {
    const link = await test.start()
    const one = await enter(link)
    const other = await enter(test.newLink())
    const { origin } = link
    expect(await dial(link, { cookie: one.cookie, origin }, other.key)).toBe(401)
    // A browser with two cookies of that name, and the key of either.
    const cookie = `${one.cookie}; ${other.cookie}`
    expect(await dial(link, { cookie, origin }, other.key)).toBeInstanceOf(WebSocket)
  })

  it('is refused to cookie and key of an earlier start', async () => {
    const link = await test.start()
    const { cookie, key } = await enter(link)
    await test.running.stop()
    const again = await test.start()
    expect(again.port).toBe(link.port)
    expect((await knock(again, '/', { cookie })).status).toBe(401)
    expect(await dial(again, { cookie, origin: link.origin }, key)).toBe(401)
  })

  it('says to the page whether it would open, and to nobody what would open it', async () => {
    const link = await test.start()
    const { cookie, key } = await enter(link)
    expect((await knock(link, '/rpc', { cookie, [keyHeader]: key })).status).toBe(204)
    expect((await knock(link, '/rpc', { cookie, [keyHeader]: 'guess' })).status).toBe(401)
    expect((await knock(link, '/rpc', { cookie })).status).toBe(401)
    expect((await knock(link, '/rpc', { [keyHeader]: key })).status).toBe(401)
  })

  it('is told that Kith goes away when it stops', async () => {
    const link = await test.start()
    const { cookie, key } = await enter(link)
    const socket = await dial(link, { cookie, origin: link.origin }, key)
    if (!(socket instanceof WebSocket)) throw new Error(`refused: ${socket}`)
    const closed = new Promise<number>((resolve) => socket.once('close', resolve))
    await test.running.stop()
    expect(await closed).toBe(1001)
    expect(test.asked).toEqual(['start', 'close'])
  })
})

describe('a stranger of the same computer', () => {
  it('who is sent the cookie, because cookies go to every port, gets nowhere with it', async () => {
    const link = await test.start()
    const { cookie } = await enter(link)
    // Their server, which this browser was made to open: the cookie comes with the request, the key does not.
    let heard: IncomingHttpHeaders = {}
    const theirs = createServer((request, response) => {
      heard = request.headers
      response.end()
    })
    await new Promise<void>((resolve) => theirs.listen(0, '127.0.0.1', resolve))
    await knock(new URL(`http://127.0.0.1:${(theirs.address() as AddressInfo).port}`), '/', { cookie })
    await new Promise((resolve) => theirs.close(resolve))

    const stolen = heard.cookie ?? ''
    expect(stolen).toBe(cookie)
    expect(await dial(link, { cookie: stolen, origin: link.origin }, null)).toBe(401)
    expect(await dial(link, { cookie: stolen, origin: link.origin }, stolen.split('=')[1] ?? '')).toBe(401)
    expect((await knock(link, '/rpc', { cookie: stolen })).status).toBe(401)
    expect(test.served).toHaveLength(0)
  })

  it('who opens many connections and says nothing does not keep the page out for long', async () => {
    const link = await test.start({ slowMilliseconds: 100 })
    const { cookie, key } = await untilFastEnough(() => enter(test.newLink()))
    // More than Kith takes, and no more than the system keeps at its door: what does not fit there knocks again a second
    // later, then after two more and after four.
    const silent = Array.from({ length: 510 }, () => silentConnection(link.port))
    const gone = silent.map((socket) => new Promise((resolve) => socket.once('close', resolve)))
    await Promise.all(gone)
    await untilFastEnough(async () => expect((await knock(link, '/', { cookie })).status).toBe(200))
    await untilFastEnough(async () =>
      expect(await dial(link, { cookie, origin: link.origin }, key)).toBeInstanceOf(WebSocket),
    )
  })

  it.each([
    ['in the middle of its headers', 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: '],
    [
      'in the middle of what it sends along',
      'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n\r\nabc',
    ],
    [
      'after being refused a socket',
      'GET /rpc HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    ],
  ])('whose request stops %s is not waited for', async (_, beginning) => {
    const link = await test.start({ slowMilliseconds: 100 })
    const socket = silentConnection(link.port)
    socket.write(beginning)
    await new Promise((resolve) => socket.once('close', resolve))
    await untilFastEnough(async () =>
      expect((await knock(link, '/', { host: `127.0.0.1:${link.port}` })).status).toBe(401),
    )
  })

  it('who sends more headers than anybody needs is refused, and Kith goes on', async () => {
    const link = await test.start()
    const { cookie } = await enter(link)
    const outcome = await knock(link, '/', { cookie: 'x'.repeat(100_000) }).then(
      ({ status }) => status,
      () => 'cut off',
    )
    expect([431, 'cut off']).toContain(outcome)
    expect((await knock(link, '/', { cookie })).status).toBe(200)
  })
})

/**
 * Where nobody has more than a tenth of a second, a computer that is busy takes longer now and then, and whoever means well is cut
 * off, too. They come again, as a browser does.
 */
function untilFastEnough<T>(visit: () => Promise<T>): Promise<T> {
  return vi.waitFor(visit, { timeout: 4_000, interval: 10 })
}

function silentConnection(port: string): Socket {
  // Whether it is dropped or cut off is the same to whoever means no good.
  return connect({ port: Number(port), host: '127.0.0.1' })
    .on('error', () => undefined)
    .resume()
}

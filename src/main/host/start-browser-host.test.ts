// The doors of the browser host, knocked at over real sockets.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { ServableSocket } from '../app'
import type { Host } from '../app/host'
import { CannotStart } from './environment'
import { startBrowserHost, type BrowserHost } from './start-browser-host'

let folder: string
let host: BrowserHost | undefined
/** What the application was asked to do, in order. */
let asked: string[]
let served: ServableSocket[]
let given: Host | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-'))
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'page', 'index.html'), '<!doctype html><title>Kith</title>')
  writeFileSync(join(folder, 'page', 'assets', 'index-abc.js'), 'export {}')
  asked = []
  served = []
  given = undefined
})
afterEach(async () => {
  await host?.stop()
  host = undefined
  rmSync(folder, { recursive: true })
})

async function start(options: { port?: number; publicOrigin?: string; stopMilliseconds?: number } = {}): Promise<URL> {
  host = await startBrowserHost({
    port: options.port ?? 0,
    publicOrigin: options.publicOrigin ?? null,
    stopMilliseconds: options.stopMilliseconds,
    dataFolder: join(folder, 'data'),
    pageFolder: join(folder, 'page'),
    createApp: async (parts) => {
      given = parts
      return {
        start: () => void asked.push('start'),
        serveSocket: (socket) => void served.push(socket),
        close: async () => void asked.push('close'),
      }
    },
  })
  return new URL(host.newLink())
}

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

/** One HTTP request with exactly these headers, `Host` included. */
function knock(at: URL, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port: at.port, path, method, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
    })
    asking.on('error', reject)
    asking.end()
  })
}

async function enter(link: URL): Promise<string> {
  const answer = await knock(link, `/${link.search}`)
  expect(answer.status).toBe(303)
  expect(answer.headers.location).toBe('/')
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}

/** Opens a WebSocket and tells how it went: `open`, or the status it was refused with. */
async function dial(at: URL, headers: Record<string, string>, path = '/rpc'): Promise<WebSocket | number> {
  const socket = new WebSocket(`ws://127.0.0.1:${at.port}${path}`, { headers })
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve(socket))
    socket.on('unexpected-response', (_, answer) => resolve(answer.statusCode ?? 0))
    socket.on('error', reject)
  })
}

describe('the link', () => {
  it('lets a browser in once, with a cookie no script can read', async () => {
    const link = await start()
    const answer = await knock(link, `/${link.search}`)
    expect(answer.status).toBe(303)
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(new RegExp(`^kith-${link.port}=[\\w-]{32}; HttpOnly; SameSite=Strict; Path=/$`)),
    ])
  })

  it('is long enough not to be guessed', async () => {
    const token = (await start()).searchParams.get('t') ?? ''
    expect(Buffer.from(token, 'base64url')).toHaveLength(24)
  })

  it('does not let a second browser in, and says what to do', async () => {
    const link = await start()
    await enter(link)
    const again = await knock(link, `/${link.search}`)
    expect(again.status).toBe(403)
    expect(again.headers['set-cookie']).toBeUndefined()
    expect(again.text).toContain('npm start')
    expect(again.headers['content-type']).toContain('text/html')
  })

  it('leads the browser that used it to the page when it is opened again', async () => {
    const link = await start()
    const cookie = await enter(link)
    const again = await knock(link, `/${link.search}`, { cookie })
    expect(again.status).toBe(303)
    expect(again.headers['set-cookie']).toBeUndefined()
  })

  it('is not used up by a look at its headers', async () => {
    const link = await start()
    expect((await knock(link, `/${link.search}`, {}, 'HEAD')).status).toBe(401)
    await enter(link)
  })

  it('ends when a new one is made, and the browsers already in stay in', async () => {
    const link = await start()
    const cookie = await enter(link)
    const second = new URL(host?.newLink() ?? '')
    const third = new URL(host?.newLink() ?? '')
    expect((await knock(second, `/${second.search}`)).status).toBe(403)
    const other = await enter(third)
    expect(other).not.toBe(cookie)
    expect((await knock(link, '/', { cookie })).status).toBe(200)
    expect((await knock(link, '/', { cookie: other })).status).toBe(200)
  })

  it.each(['', 'x', 'A'.repeat(32)])('is not open with the token %j', async (token) => {
    expect((await knock(await start(), `/?t=${token}`)).status).toBe(403)
  })
})

describe('the page', () => {
  it('needs the cookie', async () => {
    const link = await start()
    for (const cookie of ['', `kith-${link.port}=`, `kith-${link.port}=guess`, 'kith-1=x']) {
      const answer = await knock(link, '/', cookie ? { cookie } : {})
      expect(answer.status).toBe(401)
      expect(answer.text).toContain('Open the link')
    }
    expect((await knock(link, '/assets/index-abc.js')).status).toBe(401)
  })

  it('comes with headers that keep it to itself, and its socket reachable', async () => {
    const link = await start()
    const { headers, status } = await knock(link, '/', { cookie: `theme=dark; ${await enter(link)}` })
    expect(status).toBe(200)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).toContain(`connect-src 'self' ws://127.0.0.1:${link.port};`)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
  })

  it('gives out its own files and no others', async () => {
    const link = await start()
    const headers = { cookie: await enter(link) }
    expect(await knock(link, '/assets/index-abc.js', headers)).toMatchObject({ status: 200, text: 'export {}' })
    writeFileSync(join(folder, 'secret.txt'), 'secret')
    for (const path of ['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/nothing', '/%', '//', 'http://[']) {
      expect(await knock(link, path, headers)).toMatchObject({ status: 404 })
    }
  })

  it('is only for reading', async () => {
    const link = await start()
    expect((await knock(link, '/', { cookie: await enter(link) }, 'POST')).status).toBe(405)
  })

  it('answers to its own name only, so that no other name can be made to point at it', async () => {
    const link = await start()
    const cookie = await enter(link)
    for (const name of [`evil.example:${link.port}`, `localhost:${link.port}`, '127.0.0.1', '127.0.0.1:1']) {
      expect((await knock(link, '/', { cookie, host: name })).status).toBe(421)
    }
    const fresh = new URL(host?.newLink() ?? '')
    expect((await knock(fresh, `/${fresh.search}`, { host: 'evil.example' })).status).toBe(421)
    await enter(fresh)
  })
})

describe('the socket', () => {
  it('opens for the page and is handed to the application', async () => {
    const link = await start()
    const socket = await dial(link, { cookie: await enter(link), origin: link.origin })
    expect(socket).toBeInstanceOf(WebSocket)
    expect(served).toHaveLength(1)
  })

  it('opens for several windows of one browser', async () => {
    const link = await start()
    const headers = { cookie: await enter(link), origin: link.origin }
    await dial(link, headers)
    await dial(link, headers)
    expect(served).toHaveLength(2)
  })

  it('is refused without the cookie, from another page, by another name and elsewhere', async () => {
    const link = await start()
    const cookie = await enter(link)
    const { origin } = link
    expect(await dial(link, { origin })).toBe(401)
    expect(await dial(link, { cookie })).toBe(403)
    expect(await dial(link, { cookie, origin: 'http://evil.example' })).toBe(403)
    expect(await dial(link, { cookie, origin: `http://localhost:${link.port}` })).toBe(403)
    expect(await dial(link, { cookie, origin: 'null' })).toBe(403)
    expect(await dial(link, { cookie, origin, host: 'evil.example' })).toBe(421)
    expect(await dial(link, { cookie, origin }, '/other')).toBe(404)
    expect(served).toHaveLength(0)
  })

  it('is told that Kith goes away when it stops', async () => {
    const link = await start()
    const socket = await dial(link, { cookie: await enter(link), origin: link.origin })
    if (!(socket instanceof WebSocket)) throw new Error(`refused: ${socket}`)
    const closed = new Promise<number>((resolve) => socket.once('close', resolve))
    await host?.stop()
    host = undefined
    expect(await closed).toBe(1001)
    expect(asked).toEqual(['start', 'close'])
  })
})

describe('behind a forwarded port', () => {
  const publicOrigin = 'https://kith.example.org'

  it('is reached by the public name, with a cookie for https, and by its own', async () => {
    const link = await start({ publicOrigin })
    expect(link.origin).toBe(publicOrigin)
    const at = new URL(`http://127.0.0.1:${host?.port}`)
    const answer = await knock(at, `/${link.search}`, { host: 'kith.example.org' })
    expect(answer.status).toBe(303)
    expect(answer.headers['set-cookie']?.[0]).toMatch(/; Secure$/)
    const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    const page = await knock(at, '/', { cookie, host: 'kith.example.org' })
    expect(page.status).toBe(200)
    expect(page.headers['content-security-policy']).toContain('wss://kith.example.org')
    expect((await knock(at, '/', { cookie })).status).toBe(200)
    expect((await knock(at, '/', { cookie, host: 'other.example.org' })).status).toBe(421)
    expect(await dial(at, { cookie, origin: publicOrigin })).toBeInstanceOf(WebSocket)
    expect(await dial(at, { cookie, origin: 'https://other.example.org' })).toBe(403)
  })
})

describe('starting and stopping', () => {
  it('says in words that the port is taken, and starts nothing', async () => {
    const link = await start()
    const first = host
    asked = []
    const second = start({ port: Number(link.port) })
    await expect(second).rejects.toThrow(CannotStart)
    await expect(second).rejects.toThrow(`Port ${link.port} is used by another program`)
    expect(asked).toEqual([])
    host = first
  })

  it('takes the port of its last start, so that what the browser keeps for it is found again', async () => {
    const first = await start()
    await host?.stop()
    const second = await start()
    expect(second.port).toBe(first.port)
    expect(second.search).not.toBe(first.search)
  })

  it('takes another port when the one of its last start is in use', async () => {
    const first = await start()
    await host?.stop()
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(Number(first.port), '127.0.0.1', resolve))
    const second = await start()
    expect(second.port).not.toBe(first.port)
    await enter(second)
    await new Promise((resolve) => other.close(resolve))
  })

  it('says in words that the data folder cannot be made', async () => {
    writeFileSync(join(folder, 'data'), 'a file')
    await expect(start()).rejects.toThrow('Choose another with KITH_DATA')
  })

  it('gives the application a folder of its own and a vault that is a file', async () => {
    await start()
    expect(given).toMatchObject({ kind: 'browser', dataFolder: join(folder, 'data'), vault: { kind: 'file' } })
    expect(existsSync(join(folder, 'data'))).toBe(true)
  })
})

// A browser host for tests, over a folder that passes and an application that only writes down what it is asked; and
// the ways to knock at it with exactly the headers one wants.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import type { CallbackOutcome, ServableSocket } from '../../app'
import type { Host } from '../../app/host'
import { startBrowserHost, type BrowserHost } from '../start-browser-host'

export interface HostUnderTest {
  /** Holds `page`, the built page, and `data`, made by the host. */
  folder: string
  /** The one that was started last. */
  running: BrowserHost
  /** What the application was asked to do, in order. */
  asked: string[]
  served: ServableSocket[]
  /** What browsers came back with, and what becomes of it. */
  callbacks: string[]
  outcome: CallbackOutcome
  /** What the application was created with. */
  given: Host | undefined
  /** @returns the link */
  start(options?: { port?: number; publicOrigin?: string }): Promise<URL>
  newLink(): URL
  /** Stops every host that was started, and removes the folder. */
  remove(): Promise<void>
}

export function createHostUnderTest(): HostUnderTest {
  const folder = mkdtempSync(join(tmpdir(), 'kith-'))
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'page', 'index.html'), '<!doctype html><title>Kith</title>')
  writeFileSync(join(folder, 'page', 'assets', 'index-abc.js'), 'export {}')
  const started: BrowserHost[] = []

  const test: HostUnderTest = {
    folder,
    asked: [],
    served: [],
    callbacks: [],
    outcome: 'refused',
    given: undefined,
    get running() {
      const host = started.at(-1)
      if (!host) throw new Error('No host was started')
      return host
    },
    async start({ port = 0, publicOrigin } = {}) {
      started.push(
        await startBrowserHost({
          port,
          publicOrigin: publicOrigin ?? null,
          dataFolder: join(folder, 'data'),
          pageFolder: join(folder, 'page'),
          createApp: async (given) => {
            test.given = given
            return {
              start: () => void test.asked.push('start'),
              serveSocket: (socket) => void test.served.push(socket),
              async receiveCallback(search) {
                test.callbacks.push(search)
                return test.outcome
              },
              close: async () => void test.asked.push('close'),
            }
          },
        }),
      )
      return test.newLink()
    },
    newLink: () => new URL(test.running.newLink()),
    async remove() {
      for (const host of started) await host.stop()
      rmSync(folder, { recursive: true })
    },
  }
  return test
}

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

/** One HTTP request with exactly these headers, `Host` included. */
export function knock(at: URL, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
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

/** Uses a link. @returns the cookie that came of it, as a browser would send it */
export async function enter(link: URL): Promise<string> {
  const { status, headers } = await knock(link, `/${link.search}`)
  if (status !== 303 || headers.location !== '/') throw new Error(`The link led to ${status} ${headers.location}`)
  return headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}

/** Opens a WebSocket. @returns it, or the status it was refused with */
export async function dial(at: URL, headers: Record<string, string>, path = '/rpc'): Promise<WebSocket | number> {
  const socket = new WebSocket(`ws://127.0.0.1:${at.port}${path}`, { headers })
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve(socket))
    socket.on('unexpected-response', (_, answer) => resolve(answer.statusCode ?? 0))
    socket.on('error', reject)
  })
}

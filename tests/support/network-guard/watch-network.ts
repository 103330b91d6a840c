// Watches what a Kith under test does on the network, with its permission: give `env` to `launchKith`.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { passingFolder } from '../passing-folder'

export interface NetworkUse {
  /** `watching` once for each thread; the others are uses. */
  what: 'watching' | 'connect' | 'pipe' | 'datagram' | 'look up' | 'start'
  /** `host:port`, a path, a name or a program. */
  to: string
  thread: 'main' | 'thread'
}

export interface NetworkGuard {
  /** For the program that is watched. */
  env: Record<string, string>
  /** Everything so far, in order, over all starts. */
  uses(): NetworkUse[]
  /** Whom it spoke to, each once, without what belongs to the watching. */
  spokenTo(): string[]
}

export function watchNetwork(): NetworkGuard {
  const file = join(passingFolder('network'), 'uses.jsonl')
  const preload = new URL('preload.mjs', import.meta.url).href
  const uses = (): NetworkUse[] =>
    (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [])
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as NetworkUse)
  return {
    env: {
      KITH_NETWORK_RECORD: file,
      NODE_OPTIONS: [process.env.NODE_OPTIONS, `--import=${preload}`].filter(Boolean).join(' '),
    },
    uses,
    spokenTo: () => [
      ...new Set(
        uses().flatMap(({ what, to }) => (what === 'watching' ? [] : [what === 'connect' ? to : `${what} ${to}`])),
      ),
    ],
  }
}

/** Every address a page asks for, from now on, WebSockets too. */
export function watchRequests(page: Page): string[] {
  const addresses: string[] = []
  const context = page.context()
  context.on('request', (request) => addresses.push(request.url()))
  const listen = (one: Page) => void one.on('websocket', (socket) => addresses.push(socket.url()))
  for (const one of context.pages()) listen(one)
  context.on('page', listen)
  return addresses
}

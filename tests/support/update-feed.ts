// Where new versions come from: a place on loopback that electron-updater reads as it would read one on the web. What it offers
// is a program for Linux in one file, which writes down that it was started.
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface UpdateFeed {
  /** To be laid into the resources of a packaged application as `app-update.yml`. */
  configuration: string
  /** Paths that were asked for, oldest first. */
  asked: string[]
  /** Offers this version on this channel. */
  publish(channel: 'latest' | 'beta', version: string): void
  /** Whether what arrives is what was published. */
  isIntact: boolean
  close(): Promise<void>
}

/** @param program what is served as the new version, a script with a first line that says by what it is run */
export async function startUpdateFeed(program: string): Promise<UpdateFeed> {
  const published = new Map<string, string>()
  const asked: string[] = []
  const feed = { isIntact: true }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://feed')
    asked.push(pathname)
    const [, channel] = /^\/(\w+)-linux(?:-\w+)?\.yml$/.exec(pathname) ?? []
    const version = channel && published.get(channel)
    if (version) response.end(description(version, program))
    else if (pathname.endsWith('.AppImage')) response.end(feed.isIntact ? program : program.replace('#', '!'))
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(feed, {
    configuration: `provider: generic\nurl: http://127.0.0.1:${port}/\nupdaterCacheDirName: kith-updater\n`,
    asked,
    publish: (channel: string, version: string) => void published.set(channel, version),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}

function description(version: string, program: string): string {
  const sha512 = createHash('sha512').update(program).digest('base64')
  const file = `Kith-${version}.AppImage`
  return [
    `version: ${version}`,
    'files:',
    `  - url: ${file}`,
    `    sha512: ${sha512}`,
    `    size: ${Buffer.byteLength(program)}`,
    `path: ${file}`,
    `sha512: ${sha512}`,
    "releaseDate: '2026-11-27T00:00:00.000Z'",
    '',
  ].join('\n')
}

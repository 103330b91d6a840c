// The browser host: Kith without Electron. The same page and the same application, served on loopback to whoever
// opens the link, on this computer alone.
import { createServer, type ServerOptions } from 'node:http'
import { join } from 'node:path'
import type { App, Trace } from '../app'
import type { Host } from '../app/host'
import { log } from '../diagnostics/log'
import { makeDataFolder } from '../files/data-folder'
import { openSecretsFile } from '../files/secrets-file'
import { acceptSockets } from './accept-sockets'
import { answerRequests } from './answer-requests'
import { callbackPath } from './auth-callback'
import { startDataThread } from './data-thread'
import { createDoors } from './doors'
import { createDownloads } from './downloads'
import { CannotStart, type HostSettings } from './environment'
import { createFileVault } from './file-vault'
import { listen } from './listen'

export interface BrowserHostOptions extends HostSettings {
  createApp: (host: Host) => Promise<Pick<App, 'start' | 'serveSocket' | 'receiveCallback' | 'close'>>
  /** Absolute path of everything Kith keeps. Made when missing. */
  dataFolder: string
  /** Absolute path of the built page. */
  pageFolder: string
  /** Takes down how the start goes. */
  trace?: Trace
  /** How long the application may take to store what it holds when it is stopped. */
  stopMilliseconds?: number
  /** How long a request may take to arrive, and an answer to be taken. */
  slowMilliseconds?: number
}

export interface BrowserHost {
  /** On 127.0.0.1. */
  port: number
  /** A link that opens Kith once, in one browser. The one before it ends. */
  newLink(): string
  /** Lets nobody in any more, lets the application store what it holds, and ends its connections. */
  stop(): Promise<void>
}

/** Throws CannotStart when the port or the data folder cannot be had. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const { dataFolder, pageFolder, publicOrigin } = options
  prepare(dataFolder)
  let origin = ''
  const downloads = createDownloads(join(dataFolder, 'downloads'))
  const app = await options.createApp({
    kind: 'browser',
    dataFolder,
    vault: createFileVault(openSecretsFile(join(dataFolder, 'keys.json'), sayKeysWereSetAside)),
    startDataProcess: startDataThread,
    callbackAddress: () => `${origin}${callbackPath}`,
    ...(options.trace && { trace: options.trace }),
    saveFiles: downloads.offer,
  })
  const server = createServer(patience(options.slowMilliseconds ?? 15_000))
  server.maxConnections = mostConnections
  server.timeout = options.slowMilliseconds ?? 15_000
  const port = await listen(server, options.port, join(dataFolder, 'browser-host.json'))
  origin = publicOrigin ?? `http://127.0.0.1:${port}`
  const doors = createDoors(port, publicOrigin)
  server.on(
    'request',
    answerRequests(doors, pageFolder, (search) => app.receiveCallback(search), downloads),
  )
  const closeSockets = acceptSockets(server, { doors, serve: (socket) => app.serveSocket(socket) })
  options.trace?.mark('listening')
  app.start()

  return {
    port,
    newLink: () => doors.newLink(),
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      await inTime(app.close(), options.stopMilliseconds ?? 15_000)
      await closeSockets()
      server.closeAllConnections()
      await closed
      await downloads.close()
    },
  }
}

/** More than all windows of a person take. What comes beyond is dropped before anything is read of it. */
const mostConnections = 500

/** A page asks for small files of the same computer: who takes longer only holds connections. */
function patience(milliseconds: number): ServerOptions {
  return {
    headersTimeout: milliseconds,
    requestTimeout: milliseconds,
    connectionsCheckingInterval: Math.ceil(milliseconds / 5),
  }
}

function sayKeysWereSetAside(keptAs: string): void {
  log.error('the keys could not be read', `They are kept as ${keptAs}, and have to be entered again.`)
}

function prepare(folder: string): void {
  try {
    makeDataFolder(folder)
  } catch (cause) {
    throw new CannotStart(`The data folder ${folder} cannot be made. Choose another with KITH_DATA.`, { cause })
  }
}

async function inTime(closing: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), milliseconds)
  })
  if ((await Promise.race([closing, late])) === 'late') log.error('stopping', `not finished after ${milliseconds} ms`)
  clearTimeout(timer)
}

// What a test can ask of a stand-in it has started with an IPC channel: choose from the menu, look at what was written
// down, play the person at the desktop.
import { app } from './app'
import { BrowserWindow } from './browser-window'
import { copied, dialogAnswers, nativeTheme, powerMonitor, pressable, screen, shownNotifications } from './desktop'
import type { PlayedDisplay } from './desktop'
import { ipcMain } from './ipc-main'
import { Menu } from './menu'
import { openWindows } from './open-windows'
import { MessageChannelMain } from './ports'
import { handlerOf } from './protocol'
import { session } from './session'
import { preventable, recorded } from './stage'

export type Request =
  | { ask: 'records' }
  | { ask: 'choose from menu'; id: string }
  | { ask: 'choose from tray'; id: string }
  | { ask: 'choose under the mouse'; id: string }
  /** The right mouse button on the first window's page, as Chromium would tell of it. */
  | { ask: 'right click'; params: object }
  /** Keys of all programs, as Electron names them. */
  | { ask: 'press'; accelerator: string }
  | { ask: 'click notification' }
  /** Another program is worked with, and this was copied in it. */
  | { ask: 'work elsewhere'; copied?: string }
  | { ask: 'screens'; displays: PlayedDisplay[]; pointer: { x: number; y: number } }
  | { ask: 'answer message boxes'; response: number }
  /** What the next dialogs for files answer; null: whoever is asked thinks better of it. */
  | { ask: 'answer file dialogs'; path: string | null }
  | { ask: 'close windows' }
  /** The computer is shut down. Whether the application has it wait. */
  | { ask: 'shut down' }
  /** As macOS does when somebody opens it. */
  | { ask: 'open address'; address: string }
  | { ask: 'open file'; path: string }
  | { ask: 'theme'; source: 'system' | 'light' | 'dark' }
  /** Whether the first window's page would be kept from doing it. */
  | { ask: 'page would'; event: GuardedEvent; url: string }
  | { ask: 'permission'; kind: 'request' | 'check' | 'device'; permission: string; url: string }
  | { ask: 'may request'; url: string }
  /** What the application's protocol handler answers, to an address exactly as it stands here. */
  | { ask: 'fetch'; url: string; method?: string }
  /** Sends ports as a frame would, on a channel of `ipcMain`. How many of them were closed at once. */
  | { ask: 'frame sends ports'; channel: string; frame: { url: string; isInside: boolean } | null; ports: number }
export type GuardedEvent = 'will-navigate' | 'will-redirect' | 'will-frame-navigate' | 'will-attach-webview'
export type Reply = { to: number; value: unknown } | { to: number; error: string }

export function listenToTests(): void {
  process.on('message', ({ number, request }: { number: number; request: Request }) => {
    void reply(number, request).then((answer) => process.send?.(answer))
  })
  process.once('disconnect', () => app.quit())
  // Waiting for a test keeps nobody alive.
  process.channel?.unref()
}

async function reply(to: number, request: Request): Promise<Reply> {
  try {
    return { to, value: await obey(request) }
  } catch (error) {
    return { to, error: String(error) }
  }
}

function obey(request: Request): unknown {
  switch (request.ask) {
    case 'records':
      return recorded()
    case 'choose from menu':
      return choose(Menu.getApplicationMenu(), request.id)
    case 'choose from tray':
      return choose(Menu.ofTray(), request.id)
    case 'choose under the mouse':
      return choose(Menu.lastPopup(), request.id)
    case 'right click':
      return firstContents().emit('context-menu', preventable({}), request.params)
    case 'press': {
      const call = pressable.get(request.accelerator)
      if (!call) throw new Error(`Nobody has asked for ${request.accelerator}`)
      return call()
    }
    case 'click notification':
      return shownNotifications.pop()?.emit('click', preventable({}))
    case 'work elsewhere':
      BrowserWindow.blurAll()
      copied.text = request.copied ?? copied.text
      return null
    case 'screens':
      return screen.become(request.displays, request.pointer)
    case 'answer message boxes':
      dialogAnswers.message = { response: request.response, checkboxChecked: false }
      return null
    case 'answer file dialogs': {
      const { path } = request
      dialogAnswers.save = { canceled: path === null, filePath: path ?? '' }
      dialogAnswers.open = { canceled: path === null, filePaths: path === null ? [] : [path] }
      return null
    }
    case 'close windows':
      for (const window of BrowserWindow.getAllWindows()) window.close()
      return null
    case 'shut down':
      return shutDown()
    case 'open address':
      return app.emit('open-url', preventable({}), request.address)
    case 'open file':
      return app.emit('open-file', preventable({}), request.path)
    case 'theme':
      nativeTheme.themeSource = request.source
      return null
    case 'page would': {
      const event = preventable({ url: request.url, isMainFrame: true, isSameDocument: false })
      firstContents().emit(request.event, event, {}, { src: request.url })
      return event.defaultPrevented
    }
    case 'permission':
      return session.defaultSession.permits(request.kind, request.permission, request.url, firstContents())
    case 'may request':
      return session.defaultSession.mayRequest(request.url)
    case 'fetch':
      return fetchFrom(request.url, request.method ?? 'GET')
    case 'frame sends ports':
      return sendPorts(request.channel, request.frame, request.ports)
  }
}

function choose(menu: Menu | null, id: string): void {
  const item = menu?.getMenuItemById(id)
  if (!item) throw new Error(`The menu has no item ${id}`)
  item.click()
}

function shutDown(): boolean {
  const event = preventable({})
  if (process.platform === 'win32') for (const window of openWindows.all()) window.emit('session-end', event)
  else if (process.platform === 'darwin') app.quit()
  else powerMonitor.emit('shutdown', event)
  return event.defaultPrevented
}

function firstContents(): BrowserWindow['webContents'] {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) throw new Error('There is no window')
  return window.webContents
}

async function fetchFrom(url: string, method: string): Promise<unknown> {
  const handle = handlerOf(url)
  if (!handle) throw new Error(`Nobody handles ${url}`)
  // `Request` would tidy the address up, as Chromium does. What a handler is given must not depend on that.
  const response = await handle({ url, method, headers: new Headers() } as globalThis.Request)
  return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() }
}

async function sendPorts(channel: string, frame: { url: string; isInside: boolean } | null, count: number) {
  let closed = 0
  const ports = Array.from({ length: count }, () => {
    const { port1, port2 } = new MessageChannelMain()
    port1.on('close', () => (closed += 1))
    port1.start()
    return port2
  })
  const senderFrame = frame && { url: frame.url, parent: frame.isInside ? {} : null }
  ipcMain.emit(channel, { sender: firstContents(), senderFrame, ports }, null)
  // The end of a port is told in a turn of its own.
  await new Promise((resolve) => setTimeout(resolve, 50))
  return closed
}

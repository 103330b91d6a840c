// Kith's windows. Each is one page with a port of its own; what they show is main's, so any of them can close.
import { BrowserWindow, app, clipboard, dialog, screen } from 'electron'
import { log } from '../diagnostics/log'
import type { PageAddress } from './addresses'
import { addContextMenu } from './context-menu'
import { watchPage } from './stopped-page'
import { followTheme, frameOptions } from './theme'
import type { ShellWords } from './words'
import { placeWindow, readWindowState, smallest, writeWindowState } from './window-state'

export interface WindowOptions {
  page: PageAddress
  /** Absolute path of the built preload script. */
  preload: string
  /** Absolute path of the file that remembers where the window was. */
  stateFile: string
  /** In which language it speaks at the moment. */
  words: () => ShellWords
  /** For whoever helps with a page that stopped. */
  report: () => Promise<string>
}

/** Opens one more window. The first one takes the remembered place, others its size. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const { page, preload, stateFile } = options
  const placement = placeWindow(readWindowState(stateFile), workAreas())
  const isFirst = BrowserWindow.getAllWindows().length === 0
  const { width, height } = placement.bounds
  const window = new BrowserWindow({
    ...frameOptions(process.platform),
    ...(isFirst ? placement.bounds : { width, height }),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // See guard-pages.ts.
      spellcheck: process.platform === 'darwin',
    },
  })
  if (isFirst && placement.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  followTheme(window, process.platform)
  rememberPlace(window, stateFile)
  watchPage(window, {
    url: page.url,
    words: options.words,
    report: options.report,
    ask: (asking, question) => dialog.showMessageBox(asking, question),
    copy: (text) => clipboard.writeText(text),
    quit: () => app.quit(),
  })
  addContextMenu(window.webContents, options.words)
  window.loadURL(page.url).catch((error: unknown) => log.error('the page did not load', error))
  return window
}

/** Brings Kith to the front, with a window if none is open. */
export function showWindow(options: WindowOptions): void {
  const window = BrowserWindow.getAllWindows().at(-1)
  if (!window) return void openWindow(options)
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** The main screen first. */
function workAreas(): Electron.Rectangle[] {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id)
  return [primary, ...others].map((display) => display.workArea)
}

function rememberPlace(window: BrowserWindow, stateFile: string): void {
  let pending: NodeJS.Timeout | undefined
  const save = (): void => {
    clearTimeout(pending)
    try {
      writeWindowState(stateFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() })
    } catch (error) {
      log.error('the place of the window was not saved', error)
    }
  }
  // Dragging tells of every pixel.
  const saveSoon = (): void => {
    clearTimeout(pending)
    pending = setTimeout(save, 500)
  }
  window.on('resize', saveSoon)
  window.on('move', saveSoon)
  window.on('close', save)
  window.once('closed', () => clearTimeout(pending))
}

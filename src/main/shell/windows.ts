// Kith's windows. Each is one page with a port of its own; what they show is main's, so any of them can close.
import { BrowserWindow, app, dialog, screen } from 'electron'
import { log } from '../diagnostics/log'
import type { PageAddress } from './addresses'
import { addContextMenu } from './context-menu'
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
  offerToReopen(window, options.words)
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

/** A page that crashed leaves an empty window. What it showed is main's, so opening it again shows it again. */
function offerToReopen(window: BrowserWindow, words: () => ShellWords): void {
  window.webContents.on('render-process-gone', (_, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    log.error('the page ended', reason)
    const { message, detail, reopen, quit } = words().windowStopped
    const question = {
      type: 'error' as const,
      message,
      detail,
      buttons: [reopen, quit],
      defaultId: 0,
      cancelId: 0,
    }
    dialog.showMessageBox(window, question).then(
      ({ response }) => {
        if (response === 1) app.quit()
        else if (!window.isDestroyed()) window.reload()
      },
      (error: unknown) => log.error('the question about the window failed', error),
    )
  })
}

// Kith's windows. Each is one page with a port of its own; what they show is main's, so any of them can close.
import { BrowserWindow, app, clipboard, dialog, screen, type WebPreferences } from 'electron'
import { log } from '../diagnostics/log'
import type { PageAddress } from './addresses'
import { addContextMenu } from './context-menu'
import { watchPage } from './stopped-page'
import { followTheme, frameOptions } from './theme'
import type { ShellWords } from './words'
import { placeWindow, readWindowState, smallest, writeWindowState, type WindowState } from './window-state'

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
  /** The last one was closed. The quick window is none of them. */
  onLastClosed: () => void
}

const open = new Set<BrowserWindow>()

/** Those that show all of Kith, the one that had the focus last at the end. */
export function mainWindows(): BrowserWindow[] {
  return [...open]
}

/** Opens one more window. The first one takes the remembered place, others its size. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const { page, preload, stateFile } = options
  const placement = placeWindow(readWindowState(stateFile), workAreas())
  const isFirst = open.size === 0
  const { width, height } = placement.bounds
  const window = new BrowserWindow({
    ...frameOptions(process.platform),
    ...(isFirst ? placement.bounds : { width, height }),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    webPreferences: pagePreferences(preload),
  })
  open.add(window)
  window.on('focus', () => {
    open.delete(window)
    open.add(window)
  })
  window.once('closed', () => {
    open.delete(window)
    if (open.size === 0) options.onLastClosed()
  })
  if (isFirst && placement.maximized) window.maximize()
  window.once('ready-to-show', () => {
    window.show()
    // macOS gives a window a space of its own for this, which only one that is shown can have.
    if (isFirst && placement.fullScreen) window.setFullScreen(true)
  })
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

/** What a page of Kith may do, in whichever window. */
export function pagePreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    // Whether anything is checked is the session's to say: see spelling.ts.
    spellcheck: true,
  }
}

/** Brings Kith to the front, with a window if none is open. */
export function showWindow(options: WindowOptions): BrowserWindow {
  const window = mainWindows().at(-1)
  if (!window) return openWindow(options)
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
  return window
}

/**
 * A screen that is unplugged, or becomes smaller, must not take a window along. Where the desktop has not moved it already, it
 * is moved.
 */
export function keepInReach(): void {
  const look = (): void => {
    for (const window of open) {
      if (window.isMaximized() || window.isFullScreen() || window.isMinimized()) continue
      const now = window.getBounds()
      const { bounds } = placeWindow({ bounds: now, maximized: false }, workAreas())
      if (bounds.x === now.x && bounds.width === now.width && bounds.height === now.height) continue
      window.setBounds(bounds)
      if (bounds.x === undefined) window.center()
    }
  }
  screen.on('display-removed', look)
  screen.on('display-metrics-changed', look)
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
      writeWindowState(stateFile, stateOf(window))
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

function stateOf(window: BrowserWindow): WindowState {
  return { bounds: window.getNormalBounds(), maximized: window.isMaximized(), fullScreen: window.isFullScreen() }
}

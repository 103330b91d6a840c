// The small window that keys bring up from anywhere. It is made once, hidden, when nobody waits for anything, and from then on
// only shown and hidden: that is what makes it quick, and why what is written in it stays.
import { BrowserWindow, app, clipboard, globalShortcut, nativeTheme, screen } from 'electron'
import type { DesktopChoice, DesktopCommand, DesktopPresent } from '../../shared/contract/desktop'
import { log } from '../diagnostics/log'
import { acceleratorOf } from './accelerator'
import { addContextMenu } from './context-menu'
import { placeQuick, quickSize, smallestQuick } from './quick-place'
import { paper } from './theme'
import { pagePreferences } from './windows'
import type { WindowOptions } from './windows'

interface QuickWindowParts {
  windows: WindowOptions
  isWayland: boolean
  tell(pageId: number, command: DesktopCommand): void
  onHidden(): void
}

export interface QuickWindow {
  follow(choice: Pick<DesktopChoice, 'quickWindow' | 'quickKeys'>): DesktopPresent['quick']
  show(): void
  /** Whatever had the focus before has it again. */
  hide(): void
  isVisible(): boolean
  /** What its page was loaded with, such as its language, is another now. On screen it stays as it is. */
  renew(): void
}

/** How long after it is wanted it is made, so that the start is not slower for it. */
const WARM_AFTER_MS = 5_000
/** More than anybody means to send, and little enough to be shown. */
const MOST_OF_CLIPBOARD = 20_000

export function createQuickWindow({ windows, isWayland, tell, onHidden }: QuickWindowParts): QuickWindow {
  let window: BrowserWindow | null = null
  let isLoaded: Promise<void> = Promise.resolve()
  let registered: string | null = null
  let warming: NodeJS.Timeout | undefined
  let isWanted = false
  let isQuitting = false
  app.on('before-quit', () => (isQuitting = true))
  app.on('will-quit', () => globalShortcut.unregisterAll())

  function make(): BrowserWindow {
    const made = new BrowserWindow({
      ...quickSize,
      minWidth: smallestQuick.width,
      minHeight: smallestQuick.height,
      show: false,
      frame: false,
      // On macOS a panel takes the keyboard without its program coming to the front, and gives it back.
      ...(process.platform === 'darwin' && { type: 'panel' }),
      alwaysOnTop: true,
      skipTaskbar: true,
      maximizable: false,
      fullscreenable: false,
      backgroundColor: paper(),
      webPreferences: pagePreferences(windows.preload),
    })
    const repaint = () => made.setBackgroundColor(paper())
    nativeTheme.on('updated', repaint)
    made.on('close', (event) => {
      if (isQuitting || window !== made) return
      event.preventDefault()
      hide()
    })
    made.once('closed', () => {
      nativeTheme.off('updated', repaint)
      if (window === made) window = null
    })
    // What was in it is main's, and its draft is kept: the next call makes another one.
    made.webContents.on('render-process-gone', (_, { reason }) => {
      if (reason !== 'clean-exit') log.error('the page of the quick window ended', reason)
      drop()
    })
    addContextMenu(made.webContents, windows.words)
    isLoaded = made
      .loadURL(`${windows.page.url}#quick`)
      .catch((error: unknown) => log.error('the page of the quick window did not load', error))
    return made
  }

  function drop(): void {
    clearTimeout(warming)
    const dropped = window
    window = null
    dropped?.destroy()
  }

  function warmSoon(): void {
    clearTimeout(warming)
    warming = setTimeout(() => (window ??= make()), WARM_AFTER_MS)
    warming.unref()
  }

  function show(): void {
    clearTimeout(warming)
    const shown = (window ??= make())
    const [width = quickSize.width, height = quickSize.height] = shown.getSize()
    // On Wayland nobody knows where the pointer is, and the desktop places windows.
    const display = isWayland
      ? screen.getPrimaryDisplay()
      : screen.getDisplayNearestPoint(screen.getCursorScreenPoint())
    shown.setBounds(placeQuick(display.workArea, { width, height }))
    void isLoaded.then(() => {
      if (window !== shown) return
      shown.show()
      shown.focus()
      void offerClipboard(shown)
    })
  }

  /** Read now that it is on screen, and never before. */
  async function offerClipboard(shown: BrowserWindow): Promise<void> {
    const text = await clipboard.readText().catch((error: unknown) => {
      log.error('the clipboard could not be read', error)
      return ''
    })
    const offered = text.trim() === '' || text.length > MOST_OF_CLIPBOARD ? null : text
    if (window === shown) tell(shown.webContents.id, { kind: 'shown', clipboard: offered })
  }

  function hide(): void {
    if (!window?.isVisible()) return
    window.hide()
    onHidden()
  }

  function toggle(): void {
    if (window?.isVisible() && window.isFocused()) hide()
    else show()
  }

  return {
    follow({ quickWindow, quickKeys }) {
      const accelerator = quickWindow ? acceleratorOf(quickKeys) : null
      if (accelerator !== registered) {
        if (registered !== null) globalShortcut.unregister(registered)
        registered = accelerator !== null && register(accelerator, toggle) ? accelerator : null
      }
      isWanted = quickWindow
      if (!quickWindow) {
        drop()
        return 'off'
      }
      warmSoon()
      return registered === null ? 'taken' : 'on'
    },
    show,
    hide,
    isVisible: () => window?.isVisible() ?? false,
    renew() {
      if (window === null || window.isVisible()) return
      drop()
      if (isWanted) warmSoon()
    },
  }
}

/** The system refuses quietly what another program has; what it does not understand is refused with an error. */
function register(accelerator: string, call: () => void): boolean {
  try {
    return globalShortcut.register(accelerator, call)
  } catch (error) {
    log.error('the keys of the quick window were refused', error)
    return false
  }
}

// Kith as a desktop app, from the first line to the last. What must precede Electron's `ready` runs synchronously;
// nothing may wait for `ready` at the top level of the entry, because Electron waits for the entry.
import { join } from 'node:path'
import { Menu, app, clipboard, dialog, nativeTheme, safeStorage, shell } from 'electron'
import { KithError } from '../../shared/errors'
import type { LanguageChoice } from '../../shared/contract/settings'
import type { App, DesktopHost, Host, Trace } from '../app'
import { log } from '../diagnostics/log'
import { makeDataFolder } from '../files/data-folder'
import { openSecretsFile } from '../files/secrets-file'
import { pageAddress } from './addresses'
import { registerAppScheme, servePage } from './app-protocol'
import { connectPages } from './connect-pages'
import { startDataUtility } from './data-utility'
import { takeDeepLinks, type DeepLinks } from './deep-links'
import { createShellDesktop } from './desktop-host'
import { documentationHere, homepage } from './documentation'
import { quitWithSession } from './end-of-session'
import { guardPages } from './guard-pages'
import { createKeychainVault } from './keychain-vault'
import { wasOpenedAtLogin } from './login-item'
import { menuTemplate } from './menu'
import { saveFiles } from './save-files'
import { endOnUncaught } from './uncaught'
import { createUpdater } from './updater'
import { keepInReach, mainWindows, openWindow, showWindow, type WindowOptions } from './windows'
import { wordsOfShell, type ShellWords } from './words'

export interface ShellOptions {
  createApp: (host: Host) => Promise<App>
  /** Absolute path of everything Kith keeps. Made when missing. */
  dataFolder: string
  /** Absolute path of the built page. */
  pageFolder: string
  /** Absolute path of the built preload script. */
  preload: string
  /** Where the page comes from while Kith is worked on; an installed Kith does not listen to it. */
  developmentServer: string | null
  /** Takes down how the start goes. */
  trace: Trace
}

export function runShell(options: ShellOptions): void {
  registerAppScheme()
  app.enableSandbox()
  // There keys for all programs are the desktop's to give, over a portal.
  if (process.platform === 'linux') app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal')
  // By this name Windows knows whose a notification is: the one the installer gives the entry in the start menu.
  if (process.platform === 'win32' && app.isPackaged) app.setAppUserModelId('app.kith.desktop')
  if (!keepEverythingIn(options.dataFolder)) return app.exit(1)
  // The Kith that is open hears of it, and comes to the front.
  if (!app.requestSingleInstanceLock()) return app.exit(0)
  const links = takeDeepLinks()
  app.setAboutPanelOptions({ applicationName: app.name, applicationVersion: app.getVersion() })
  app.whenReady().then(
    () => open(options, links),
    (error: unknown) => log.error('start failed', error),
  )
}

function open(options: ShellOptions, links: DeepLinks): void {
  const { dataFolder, pageFolder, preload, trace } = options
  const { platform } = process
  trace.mark('listening')
  let language: LanguageChoice = 'system'
  /** Opened at login Kith may never have had a window: then putting the quick window away ends nothing. */
  let wasClosed = false
  const page = pageAddress(app.isPackaged ? null : options.developmentServer)
  const words = () => wordsOfShell(language, [app.getLocale()])
  const report = () => application.then((kith) => kith.report())
  const windows: WindowOptions = {
    page,
    preload,
    stateFile: join(dataFolder, 'window.json'),
    words,
    report,
    onLastClosed() {
      wasClosed = true
      void leaveWhenUnseen()
    },
  }
  const isWayland = platform === 'linux' && process.env.XDG_SESSION_TYPE === 'wayland'

  servePage(pageFolder)
  // Before anything makes a page, or asks the session.
  guardPages(page)
  const desktop = createShellDesktop({
    windows,
    platform,
    isWayland,
    tell: (pageId, command) => void application.then((kith) => kith.tell(pageId, command), ignore),
    onMenuChange: () => showMenu(),
    onUnseen: () => void (wasClosed && leaveWhenUnseen()),
    quit: () => app.quit(),
  })
  const openDocumentation = documentationHere()
  const showMenu = (): void =>
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(
        menuTemplate({
          platform,
          isPackaged: app.isPackaged,
          hasQuickWindow: desktop.hasQuickWindow(),
          openWindow: () => void openWindow(windows),
          openQuickWindow: desktop.showQuickWindow,
          act: desktop.act,
          openDocumentation,
          words: words(),
        }),
      ),
    )
  const host = createHost(dataFolder, desktop, (chosen) => {
    if (language === chosen) return
    language = chosen
    showMenu()
    desktop.redraw()
  })
  const application = options.createApp({ ...host, trace })

  endOnUncaught(words)
  quitWithSession(application, platform)
  connectPages(page, application)
  showMenu()
  if (!isWayland) keepInReach()
  // Opened at login it shows itself only where nothing else would.
  if (wasOpenedAtLogin(platform, process.argv)) {
    application.then(() => desktop.isInTray() || openWindow(windows), ignore)
  } else {
    openWindow(windows)
  }
  trace.mark('window')

  app.on('second-instance', (_, argv, folder) => {
    showWindow(windows)
    links.ofSecondStart(argv, folder)
  })
  app.on('activate', () => void (mainWindows().some((window) => window.isVisible()) || showWindow(windows)))
  // Whether it ends then is for `leaveWhenUnseen`, which does not count a quick window that is hidden.
  app.on('window-all-closed', () => undefined)
  closeBeforeQuit(application)
  application.then(
    (kith) => {
      kith.start()
      links.deliverTo((opened) => {
        showWindow(windows)
        void (opened.kind === 'file' ? kith.openFile(opened.path) : kith.openAddress(opened.address))
      })
    },
    (error: unknown) => giveUp(error, words()),
  )

  /**
   * Closing the last window does not end an answer: Kith goes once it is written, unless a window was opened meanwhile, or it
   * stays in the tray. On macOS a program without windows stays.
   */
  async function leaveWhenUnseen(): Promise<void> {
    const isSeen = () => mainWindows().length > 0 || desktop.isQuickWindowVisible() || desktop.staysUnseen()
    if (isSeen()) return
    await application.then((kith) => kith.whenIdle()).catch((error: unknown) => log.error('waiting failed', error))
    if (!isSeen()) app.quit()
  }
}

/** Why there is no application has been said by `giveUp`. */
const ignore = (): void => undefined

/** Chromium's own files lie in a folder of their own, apart from what is the owner's. */
function keepEverythingIn(dataFolder: string): boolean {
  const chromium = join(dataFolder, 'electron')
  try {
    makeDataFolder(dataFolder)
    makeDataFolder(chromium)
  } catch (error) {
    // Neither are the settings read yet, nor does Electron say before it is ready what the computer speaks.
    const words = wordsOfShell('system', [Intl.DateTimeFormat().resolvedOptions().locale])
    dialog.showErrorBox(words.cannotStart, words.folderNotMade(dataFolder, String(error)))
    return false
  }
  app.setPath('userData', chromium)
  return true
}

function createHost(dataFolder: string, desktop: DesktopHost, showLanguage: NonNullable<Host['showLanguage']>): Host {
  const keys = openSecretsFile(join(dataFolder, 'keys.json'), (keptAs) =>
    log.error('the keys could not be read', `They are kept as ${keptAs}, and have to be entered again.`),
  )
  return {
    kind: 'electron',
    dataFolder,
    vault: createKeychainVault(safeStorage, keys, process.platform),
    startDataProcess: startDataUtility,
    callbackAddress: () => 'kith://auth/callback',
    showInFolder: (path) => shell.showItemInFolder(path),
    ...updatesHere(),
    ...(app.isPackaged && { installation: { repository: homepage() } }),
    // The launcher of an AppImage adds it by itself where user namespaces are forbidden.
    isUnsandboxed: app.commandLine.hasSwitch('no-sandbox'),
    copyText: async (text) => clipboard.writeText(text),
    showTheme: (theme) => void (nativeTheme.themeSource = theme),
    showLanguage,
    desktop,
    saveFiles,
  }
}

function updatesHere(): Pick<Host, 'updates'> {
  const updates = createUpdater()
  return updates ? { updates } : {}
}

/** Quitting waits until the application has stored what it holds. */
function closeBeforeQuit(application: Promise<App>): void {
  let closing: Promise<void> | undefined
  let isClosed = false
  app.on('before-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    closing ??= application
      .then((kith) => kith.close())
      .catch((error: unknown) => log.error('closing failed', error))
      .then(() => {
        isClosed = true
        app.quit()
      })
  })
}

function giveUp(error: unknown, words: ShellWords): void {
  log.error('start failed', error)
  const { title, detail } =
    error instanceof KithError ? words.error(error.toFailure()) : { title: words.cannotStart, detail: String(error) }
  dialog.showErrorBox(title, detail)
  app.exit(1)
}

// `webContents`: one page of the real browser, with its preload script, its guards and its ports.
import { EventEmitter } from 'node:events'
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { WebPreferences } from 'electron'
import type { CDPSession, Page } from 'playwright-core'
import type { FromPage } from '../page/isolated-world'
import { isolatedWorld, pageScript, preloadScript } from '../page/scripts'
import { app } from './app'
import { startChromium } from './chromium'
import { nativeTheme } from './desktop'
import { ipcMain } from './ipc-main'
import { openPageChannel, type PageChannel } from './page-channel'
import { newPage, type GuardedPage } from './pages'
import type { MessagePortMain } from './ports'
import { ownAddress, shownAddress } from './protocol'
import { session } from './session'
import { preventable, record } from './stage'
import { strict } from './strict'

type WindowOpenHandler = (details: { url: string; frameName: string; features: string }) => { action: 'deny' | 'allow' }

export class WebContents extends EventEmitter implements GuardedPage {
  readonly id: number
  readonly session = session.defaultSession
  readonly mainFrame: { url: string; parent: null }
  /** Resolves when the browser has a page for it. */
  booted: Promise<void>
  private readonly preferences: WebPreferences
  private page: Page | undefined
  private channel: PageChannel | undefined
  private openHandler: WindowOpenHandler = () => ({ action: 'allow' })
  /** The address main has asked for: nobody is asked whether it may be loaded. */
  private expected: string | undefined
  private size = { width: 800, height: 600 }
  private isCrashed = false

  constructor(id: number, preferences: WebPreferences) {
    super()
    if (preferences.sandbox === false || preferences.contextIsolation === false || preferences.nodeIntegration) {
      throw new Error('electron stand-in: only sandboxed, isolated pages without Node are played')
    }
    this.id = id
    this.preferences = preferences
    this.mainFrame = { url: '', parent: null }
    this.booted = this.boot().then(() => void app.emit('web-contents-created', preventable({}), this))
    return strict('webContents', this)
  }

  getURL(): string {
    return this.mainFrame.url
  }
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.openHandler = handler
  }
  send(channel: string, ...args: unknown[]): void {
    void this.booted.then(() => this.channel?.tell({ kind: 'message', channel, args, ports: [] }))
  }
  postMessage(channel: string, message: unknown, ports: MessagePortMain[] = []): void {
    void this.booted.then(() => this.channel?.post(channel, message, ports))
  }

  async load(url: string, size: { width: number; height: number }): Promise<void> {
    await this.booted
    if (this.isCrashed) await this.replacePage()
    this.size = size
    await this.page?.setViewportSize(size)
    // What is asked for over the network has no fragment.
    this.expected = url.replace(/#.*$/, '')
    await this.page?.goto(shownAddress(url), { waitUntil: 'load' })
    this.emit('did-finish-load', preventable({}))
  }
  reload(): void {
    const { url } = this.mainFrame
    if (!this.isCrashed) this.expected = url
    void (this.isCrashed ? this.load(url, this.size) : this.page?.reload())?.catch((error: unknown) =>
      record('not reloaded', String(error)),
    )
  }
  close(): void {
    void this.booted.then(() => this.page?.close()).catch((error: unknown) => record('not closed', String(error)))
  }
  replaceMisspelling(text: string): void {
    record('misspelling replaced', text)
  }
  resize(size: { width: number; height: number }): void {
    void this.page?.setViewportSize(size)
  }

  /** Asks the application, as Electron does, whether the page may go there by itself. */
  mayNavigate(url: string, isMainFrame: boolean): boolean {
    if (isMainFrame && this.expected === url) {
      this.expected = undefined
      return true
    }
    const event = preventable({ url, isMainFrame, isSameDocument: false })
    this.emit('will-frame-navigate', event)
    if (isMainFrame) this.emit('will-navigate', event, url)
    if (event.defaultPrevented) record('navigation prevented', url)
    return !event.defaultPrevented
  }

  private async boot(): Promise<void> {
    const chromium = await startChromium(app.getPath('sessionData'))
    const page = await newPage(chromium.context, this)
    this.page = page
    page.on('console', (message) =>
      this.emit('console-message', preventable({ level: message.type(), message: message.text() })),
    )
    page.on('crash', () => {
      this.isCrashed = true
      this.channel?.closePorts()
      this.emit('render-process-gone', preventable({}), { reason: 'crashed', exitCode: 1 })
    })
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.mainFrame.url = ownAddress(frame.url())
    })
    page.on('close', () => {
      if (page !== this.page) return
      this.channel?.closePorts()
      this.emit('destroyed')
    })
    const cdp = await chromium.context.newCDPSession(page)
    await cdp.send('Page.enable')
    cdp.on('Page.windowOpen', ({ url, windowName }) => this.askToOpen(ownAddress(url), windowName))
    const { frameTree } = await cdp.send('Page.getFrameTree')
    this.channel = await openPageChannel(cdp, frameTree.frame.id, (message) => this.hear(message))
    await this.injectScripts(cdp, chromium.version)
    await this.followTheme(page)
  }

  /** One that crashed takes no more orders from here. Another one is in its place, without what it kept for its tab alone. */
  private async replacePage(): Promise<void> {
    const crashed = this.page
    this.isCrashed = false
    this.booted = this.boot()
    await this.booted
    await crashed?.close()
  }

  private async injectScripts(cdp: CDPSession, chrome: string): Promise<void> {
    const secret = `standin-${randomBytes(9).toString('hex')}-`
    const preload = this.preferences.preload ? await readFile(this.preferences.preload, 'utf8') : ''
    const { platform, arch, versions } = process
    const inside = { platform, arch, versions: { ...versions, chrome, electron: '0.0.0-standin' } }
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: pageScript(secret) })
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      worldName: isolatedWorld,
      source: preloadScript(secret, preload, inside),
    })
  }

  private async followTheme(page: Page): Promise<void> {
    const follow = async (): Promise<void> => {
      const { themeSource } = nativeTheme
      if (!page.isClosed()) await page.emulateMedia({ colorScheme: themeSource === 'system' ? null : themeSource })
    }
    const onUpdated = (): void => void follow().catch((error: unknown) => record('theme not shown', String(error)))
    nativeTheme.on('updated', onUpdated)
    page.once('close', () => nativeTheme.off('updated', onUpdated))
    await follow()
  }

  private askToOpen(url: string, frameName: string): void {
    const { action } = this.openHandler({ url, frameName, features: '' })
    record('window.open', { url, action })
    if (action === 'allow') throw new Error('electron stand-in: windows opened by a page are not played')
  }

  private hear(message: FromPage): void {
    const sender = { sender: this, senderFrame: this.mainFrame, processId: 1, frameId: 1 }
    if (message.kind === 'preload-failed') {
      console.error('Unable to load preload script:', message.stack)
      this.emit('preload-error', preventable({}), this.preferences.preload, new Error(message.stack))
    }
    if (message.kind === 'send') {
      const ports = message.ports.map((id) => this.channel?.portOf(id))
      ipcMain.emit(message.channel, { ...sender, ports }, ...message.args)
    }
    if (message.kind === 'invoke') {
      const { id, channel, args } = message
      ipcMain.answer(channel, sender, args).then(
        (value) => this.channel?.tell({ kind: 'result', id, value }),
        (error: unknown) =>
          this.channel?.tell({
            kind: 'result',
            id,
            error: `Error invoking remote method '${channel}': ${String(error)}`,
          }),
      )
    }
  }
}

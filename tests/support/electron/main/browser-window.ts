// `BrowserWindow`: what it looks like is written down, what it shows is real.
import { EventEmitter } from 'node:events'
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron'
import { app } from './app'
import { openWindows } from './open-windows'
import { preventable, record } from './stage'
import { strict } from './strict'
import { WebContents } from './web-contents'

/** Of the pages that windows show. */
export const webContents = strict('webContents', {
  fromId: (id: number): WebContents | undefined =>
    BrowserWindow.getAllWindows().find((window) => window.webContents.id === id)?.webContents,
})

let focusedId: number | null = null

export class BrowserWindow extends EventEmitter {
  static getAllWindows(): BrowserWindow[] {
    return openWindows.all().filter((window) => window instanceof BrowserWindow)
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find(({ webContents }) => webContents.id === contents.id) ?? null
  }

  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find(({ id }) => id === focusedId) ?? null
  }
  /** Another program is worked with. */
  static blurAll(): void {
    focusedId = null
  }

  readonly id = openWindows.nextId()
  readonly webContents: WebContents
  private bounds: Rectangle
  private visible: boolean
  private maximized = false
  private minimized = false
  private fullScreen = false
  private destroyed = false

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super()
    app.mustBeReady('BrowserWindow')
    const { x = 0, y = 0, width = 800, height = 600, webPreferences = {}, show = true } = options
    this.bounds = { x, y, width, height }
    this.visible = show
    record('window', { ...options, webPreferences: { ...webPreferences } })
    this.webContents = new WebContents(this.id, webPreferences)
    this.webContents.once('destroyed', () => this.end())
    openWindows.add(this)
    app.emit('browser-window-created', preventable({}), this)
    return strict('BrowserWindow', this)
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.load(url, this.bounds)
    this.emit('ready-to-show')
  }
  reload(): void {
    this.webContents.reload()
  }
  /** Shows it and gives it the focus, as Electron says. */
  show(): void {
    this.visible = true
    record('show', this.id)
    focusedId = this.id
    this.emit('show')
    this.emit('focus')
  }
  /** What had the focus before is of another program, as far as anybody here knows. */
  hide(): void {
    this.visible = false
    record('hide', this.id)
    if (focusedId === this.id) focusedId = null
    this.emit('hide')
  }
  focus(): void {
    record('focus', this.id)
    focusedId = this.id
    this.emit('focus')
  }
  isFocused(): boolean {
    return focusedId === this.id
  }
  center(): void {
    record('center', this.id)
  }
  setFullScreen(isOn: boolean): void {
    this.fullScreen = isOn
  }
  isFullScreen(): boolean {
    return this.fullScreen
  }
  getSize(): number[] {
    return [this.bounds.width, this.bounds.height]
  }
  isVisible(): boolean {
    return this.visible
  }
  minimize(): void {
    this.minimized = true
  }
  restore(): void {
    this.minimized = false
  }
  isMinimized(): boolean {
    return this.minimized
  }
  maximize(): void {
    this.maximized = true
  }
  isMaximized(): boolean {
    return this.maximized
  }
  getBounds(): Rectangle {
    return { ...this.bounds }
  }
  getNormalBounds(): Rectangle {
    return { ...this.bounds }
  }
  setBounds(bounds: Partial<Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds }
    record('bounds', { id: this.id, ...this.bounds })
    this.webContents.resize(this.bounds)
    this.emit('resize')
    this.emit('move')
  }
  setBackgroundColor(colour: string): void {
    record('background colour', colour)
  }
  setTitleBarOverlay(options: unknown): void {
    record('title bar overlay', options)
  }

  isDestroyed(): boolean {
    return this.destroyed
  }
  close(): void {
    const event = preventable({})
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }
  destroy(): void {
    this.webContents.close()
    this.end()
  }

  private end(): void {
    if (this.destroyed) return
    this.destroyed = true
    openWindows.remove(this.id)
    if (focusedId === this.id) focusedId = null
    record('closed', this.id)
    this.emit('closed')
    if (openWindows.all().length > 0 || app.isQuitting()) return
    if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed')
    else app.quit()
  }
}

// `app`: the life of the application, from `ready` to the end of the process.
import { EventEmitter } from 'node:events'
import { statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { stopChromium } from './chromium'
import { openWindows } from './open-windows'
import { createInstanceLock } from './single-instance'
import { applicationFolder, applicationPackage, preventable, record, scratchFolder } from './stage'
import { strict } from './strict'

const userData = scratchFolder('user-data')
const paths: Record<string, string> = {
  userData,
  sessionData: userData,
  appData: scratchFolder('app-data'),
  home: homedir(),
  temp: tmpdir(),
  exe: process.execPath,
}

class App extends EventEmitter {
  readonly name = applicationPackage.productName ?? applicationPackage.name
  readonly isPackaged = process.env.STANDIN_PACKAGED === '1'
  readonly commandLine = strict('app.commandLine', {
    appendSwitch: (name: string, value?: string): void => record('command line', { name, value }),
    hasSwitch: (name: string): boolean => process.argv.includes(`--${name}`),
  })
  private loginItem: { openAtLogin: boolean } = { openAtLogin: false }
  private ready = false
  private quitting = false
  private readonly lock = createInstanceLock((args, folder, data) =>
    this.emit('second-instance', preventable({}), args, folder, data),
  )

  /** Electron becomes ready only after the entry has been evaluated. */
  becomeReady(): void {
    // Electron goes on without a window; Node would end.
    setInterval(() => undefined, 2 ** 30)
    this.ready = true
    this.emit('will-finish-launching')
    this.emit('ready', preventable({}), {})
  }
  isReady(): boolean {
    return this.ready
  }
  whenReady(): Promise<void> {
    return this.ready ? Promise.resolve() : new Promise((resolve) => this.once('ready', () => resolve()))
  }
  mustNotBeReady(call: string): void {
    if (this.ready) throw new Error(`${call} can only be called before app is ready`)
  }
  mustBeReady(call: string): void {
    if (!this.ready) throw new Error(`${call} can only be used after app is ready`)
  }

  getPath(name: string): string {
    const path = paths[name]
    if (path === undefined) throw new Error(`Failed to get '${name}' path`)
    return path
  }
  setPath(name: string, path: string): void {
    this.getPath(name)
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`Path ${path} is no folder`)
    paths[name] = path
    if (name === 'userData') paths.sessionData = path
  }
  getAppPath(): string {
    return applicationFolder
  }
  getVersion(): string {
    return applicationPackage.version
  }
  getName(): string {
    return this.name
  }
  getLocale(): string {
    return 'en-GB'
  }

  enableSandbox(): void {
    this.mustNotBeReady('app.enableSandbox()')
    record('sandbox for every page')
  }
  setAboutPanelOptions(options: unknown): void {
    record('about panel', options)
  }
  setAsDefaultProtocolClient(scheme: string, path?: string, args?: string[]): boolean {
    record('protocol client', { scheme, ...(path !== undefined && { path, args }) })
    return true
  }
  setAppUserModelId(id: string): void {
    record('app user model id', id)
  }
  /** As on macOS and Windows, where nobody stands between; Electron does nothing of it on Linux. */
  setLoginItemSettings(settings: { openAtLogin?: boolean }): void {
    record('login item', settings)
    if (process.platform !== 'linux') this.loginItem = { openAtLogin: settings.openAtLogin ?? false }
  }
  getLoginItemSettings(): { openAtLogin: boolean; wasOpenedAtLogin: boolean; status: string; launchItems: [] } {
    const { openAtLogin } = this.loginItem
    return { openAtLogin, wasOpenedAtLogin: false, status: openAtLogin ? 'enabled' : 'not-registered', launchItems: [] }
  }
  requestSingleInstanceLock(data?: unknown): boolean {
    return this.lock.request(this.getPath('userData'), data)
  }
  releaseSingleInstanceLock(): void {
    this.lock.release()
  }

  quit(): void {
    const before = preventable({})
    this.emit('before-quit', before)
    if (before.defaultPrevented) return
    this.quitting = true
    for (const window of openWindows.all()) window.close()
    // A window that does not close keeps the application.
    this.quitting = openWindows.all().length === 0
    if (!this.quitting) return
    const will = preventable({})
    this.emit('will-quit', will)
    if (!will.defaultPrevented) this.exit(0)
  }
  /** Nobody is asked again when the windows close because of it. */
  isQuitting(): boolean {
    return this.quitting
  }
  relaunch(): void {
    record('relaunch')
  }
  exit(code = 0): void {
    this.emit('quit', preventable({}), code)
    this.lock.release()
    void stopChromium().finally(() => process.exit(code))
  }
}

export const app = strict('app', new App())

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit())

// electron-updater, as the application knows it. Its code is loaded when it is asked for the first time: by then the window has
// long been there.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import type { AppUpdater } from 'electron-updater'
import type { Updater } from '../app'
import { log } from '../diagnostics/log'
import { isReplaceable } from './replaceable'
import { updateFailed } from './update-failure'

/** Of an installed Kith. What was unpacked by hand cannot replace itself, and undefined is a Kith that runs from its source. */
export function createUpdater(): Updater | 'by-hand' | undefined {
  if (!app.isPackaged) return undefined
  return canReplaceItself() ? openUpdater() : 'by-hand'
}

function canReplaceItself(): boolean {
  return isReplaceable({
    platform: process.platform,
    has: (name) => existsSync(join(process.resourcesPath, name)),
    isAppImage: Boolean(process.env.APPIMAGE),
    manifest: JSON.parse(readFileSync(join(app.getAppPath(), 'package.json'), 'utf8')),
  })
}

function openUpdater(): Updater {
  let loaded: Promise<AppUpdater> | undefined
  const load = () => (loaded ??= import('electron-updater').then(({ default: { autoUpdater } }) => setUp(autoUpdater)))
  const asKithError = (error: unknown): never => {
    throw updateFailed(error)
  }

  return {
    find: (channel) =>
      load()
        .then(async (updater) => {
          updater.channel = channel === 'beta' ? 'beta' : 'latest'
          updater.allowPrerelease = channel === 'beta'
          // Setting a channel allows it, and an older Kith cannot open what a newer one has stored.
          updater.allowDowngrade = false
          const found = await updater.checkForUpdates()
          return found?.isUpdateAvailable ? found.updateInfo.version : null
        })
        .catch(asKithError),
    fetch: (onProgress) =>
      load()
        .then(async (updater) => {
          const tell = ({ percent }: { percent: number }): void => onProgress(percent)
          updater.on('download-progress', tell)
          await updater.downloadUpdate().finally(() => updater.off('download-progress', tell))
        })
        .catch(asKithError),
    install() {
      // The new one finds neither this one's window nor its database open: it starts when everything is closed.
      app.once('will-quit', (event) => {
        event.preventDefault()
        app.releaseSingleInstanceLock()
        void load().then(replaceItself, replaceNothing)
      })
      app.quit()
    },
  }
}

/** Once it is loaded: the one that would replace Kith as it quits. */
let atQuit: AppUpdater | null = null

/** At the end of a session there is no time to replace Kith: an installer that is ended halfway leaves none. */
export function leaveUpdateForLater(): void {
  // It looks again as it quits.
  if (atQuit) atQuit.autoInstallOnAppQuit = false
}

function setUp(updater: AppUpdater): AppUpdater {
  atQuit = updater
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = true
  // Otherwise it sends a number by which this computer can be known again.
  updater.requestHeaders = { 'x-user-staging-id': '' }
  updater.logger = null
  // What fails is told to whoever asked; without a listener it would be thrown besides.
  updater.on('error', () => undefined)
  return updater
}

function replaceItself(updater: AppUpdater): void {
  updater.once('error', replaceNothing)
  updater.quitAndInstall(false, true)
}

/** It did not work at the very end, with everything closed: the present version starts again. */
function replaceNothing(error: unknown): void {
  log.error('the update was not installed', error)
  app.relaunch()
  app.exit(0)
}

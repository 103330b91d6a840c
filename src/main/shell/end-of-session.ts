// The session ends: the computer is shut down or started anew, or whoever uses it logs out. macOS then asks Kith to quit, as its
// owner would, and Linux sends a signal, which Electron takes for the same. What is here is what they do not say.
import { BaseWindow, app, powerMonitor } from 'electron'
import type { App } from '../app'
import { leaveUpdateForLater } from './updater'

/** Kith ends with its session, in order. To be called when Electron is ready. */
export function quitWithSession(application: Promise<Pick<App, 'noteEnd'>>, platform: NodeJS.Platform): void {
  let kith: Pick<App, 'noteEnd'> | null = null
  application.then(
    (created) => (kith = created),
    () => {
      // Why there is none has been said where it was begun.
    },
  )
  const end = (): void => {
    kith?.noteEnd()
    leaveUpdateForLater()
    app.quit()
  }
  if (platform === 'win32') listenOnWindows(end)
  if (platform === 'linux') holdShutdown(end)
}

/**
 * Windows tells windows only, hidden ones, too, and may end a program as soon as all of them have heard. Kith in the tray need not
 * have any: so one hears that has no page and is never shown. At `query-session-end` nothing is ended yet: the owner of another
 * program may say no.
 */
function listenOnWindows(end: () => void): void {
  new BaseWindow({ show: false }).on('session-end', end)
  app.on('browser-window-created', (_, window) => void window.on('session-end', end))
}

/** Whoever listens is given some seconds before the desktop goes, and Kith's connection to it. The lock is let go of by ending. */
function holdShutdown(end: () => void): void {
  // The event is in the documentation, and not in the types.
  const monitor: NodeJS.EventEmitter = powerMonitor
  monitor.on('shutdown', (event: Pick<Event, 'preventDefault'>) => {
    event.preventDefault()
    end()
  })
}

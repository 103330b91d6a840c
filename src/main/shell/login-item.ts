// Opening Kith when its owner logs in. Only an installed one: from its source the system would start Electron without Kith.
import { homedir } from 'node:os'
import { app } from 'electron'
import type { DesktopPresent } from '../../shared/contract/desktop'
import { log } from '../app/log'
import { autostartPath, writeAutostart } from './autostart-file'

/** With it Kith was opened at login, and shows no window where it has a tray. macOS says so by itself. */
const switchAtLogin = '--opened-at-login'

/** Does as its owner wants it, and says how it stands then. */
export function followLoginItem(isWanted: boolean, platform: NodeJS.Platform): DesktopPresent['login'] {
  if (!app.isPackaged) return { kind: 'from-source' }
  try {
    if (platform === 'linux') {
      const command = [process.env.APPIMAGE ?? process.execPath, switchAtLogin]
      writeAutostart(autostartPath(process.env, homedir()), isWanted ? { command } : null)
      return { kind: isWanted ? 'on' : 'off' }
    }
    return followSystem(isWanted, platform)
  } catch (error) {
    log.error('opening at login was refused', error)
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
  }
}

function followSystem(isWanted: boolean, platform: NodeJS.Platform): DesktopPresent['login'] {
  const args = platform === 'win32' ? { args: [switchAtLogin] } : {}
  const isOn = app.getLoginItemSettings(args).openAtLogin
  if (isOn !== isWanted) app.setLoginItemSettings({ openAtLogin: isWanted, ...args })
  const { openAtLogin, status } = app.getLoginItemSettings(args)
  if (isWanted && platform === 'darwin' && status === 'requires-approval') return { kind: 'to-approve' }
  if (openAtLogin !== isWanted) return { kind: 'failed', reason: status ?? '' }
  return { kind: openAtLogin ? 'on' : 'off' }
}

export function wasOpenedAtLogin(platform: NodeJS.Platform, argv: readonly string[]): boolean {
  if (platform === 'darwin') return app.isPackaged && app.getLoginItemSettings().wasOpenedAtLogin
  return argv.includes(switchAtLogin)
}

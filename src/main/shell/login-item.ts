// Opening Kith when its owner logs in. Only an installed one: from its source the system would start Electron without Kith.
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { app, type LoginItemSettings } from 'electron'
import type { DesktopPresent } from '../../shared/contract/desktop'
import { log } from '../diagnostics/log'
import { autostartPath, takeOverFormer, writeAutostart } from './autostart-file'

/** With it Kith was opened at login, and shows no window where it has a tray. macOS says so by itself. */
const switchAtLogin = '--opened-at-login'

/**
 * Says how it stands, and does as its owner wants it where that was asked for just now: what they have changed in the settings of
 * the system meanwhile is their word, too.
 */
export function followLoginItem(
  isWanted: boolean,
  isAsked: boolean,
  platform: NodeJS.Platform,
): DesktopPresent['login'] {
  if (!app.isPackaged) return { kind: 'from-source' }
  try {
    return platform === 'linux' ? followFile(isWanted, isAsked) : followSystem(isWanted, isAsked, platform)
  } catch (error) {
    log.error('opening at login was refused', error)
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
  }
}

function followFile(isWanted: boolean, isAsked: boolean): DesktopPresent['login'] {
  const path = autostartPath(process.env, homedir())
  const command = [process.env.APPIMAGE ?? process.execPath, switchAtLogin]
  takeOverFormer(path, switchAtLogin)
  // An AppImage that was moved is found again.
  if (isAsked || (isWanted && existsSync(path))) writeAutostart(path, isWanted ? { command } : null)
  return { kind: existsSync(path) ? 'on' : 'off' }
}

function followSystem(isWanted: boolean, isAsked: boolean, platform: NodeJS.Platform): DesktopPresent['login'] {
  const args = platform === 'win32' ? { args: [switchAtLogin] } : {}
  const before = app.getLoginItemSettings(args)
  if (isAsked && isInForce(before, platform) !== isWanted) app.setLoginItemSettings({ openAtLogin: isWanted, ...args })
  const after = app.getLoginItemSettings(args)
  const isOn = isInForce(after, platform)
  if (isWanted && platform === 'darwin' && after.status === 'requires-approval') return { kind: 'to-approve' }
  if (isAsked && isOn !== isWanted) return { kind: 'failed', reason: after.status ?? '' }
  return { kind: isOn ? 'on' : 'off' }
}

/** In the Task Manager of Windows it can be switched off, and the entry that opens Kith stays all the same. */
function isInForce({ openAtLogin, launchItems }: LoginItemSettings, platform: NodeJS.Platform): boolean {
  if (!openAtLogin || platform !== 'win32') return openAtLogin
  const ours = launchItems.filter(({ args }) => args.includes(switchAtLogin))
  return ours.length === 0 || ours.some(({ enabled }) => enabled)
}

export function wasOpenedAtLogin(platform: NodeJS.Platform, argv: readonly string[]): boolean {
  if (platform === 'darwin') return app.isPackaged && app.getLoginItemSettings().wasOpenedAtLogin
  return argv.includes(switchAtLogin)
}

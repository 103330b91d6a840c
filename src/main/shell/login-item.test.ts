import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const system = { isOn: false, isEnabled: true, status: 'not-registered', obeys: true, asked: [] as unknown[] }
const launchItems = () => [
  { name: 'other', path: 'C:\\Kith\\Kith.exe', args: ['--something-else'], scope: 'user', enabled: true },
  ...(system.isOn
    ? [
        {
          name: 'kith',
          path: 'C:\\Kith\\Kith.exe',
          args: ['--opened-at-login'],
          scope: 'user',
          enabled: system.isEnabled,
        },
      ]
    : []),
]
const app = {
  isPackaged: true,
  getLoginItemSettings: () => ({
    openAtLogin: system.isOn,
    status: system.status,
    wasOpenedAtLogin: system.isOn,
    launchItems: launchItems(),
  }),
  setLoginItemSettings: (settings: { openAtLogin: boolean }) => {
    system.asked.push(settings)
    if (system.obeys) Object.assign(system, { isOn: settings.openAtLogin, isEnabled: true })
  },
}
vi.mock('electron', () => ({ app }))
const { followLoginItem, wasOpenedAtLogin } = await import('./login-item')

let folder: string
const file = () => join(folder, 'autostart/app.kith.Kith.desktop')
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-login-'))
  vi.stubEnv('XDG_CONFIG_HOME', folder)
  vi.stubEnv('APPIMAGE', '/apps/Kith.AppImage')
  app.isPackaged = true
  Object.assign(system, { isOn: false, isEnabled: true, status: 'not-registered', obeys: true, asked: [] })
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

describe('opening at login', () => {
  it('is for an installed Kith', () => {
    app.isPackaged = false
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(followLoginItem(true, true, platform)).toEqual({ kind: 'from-source' })
    }
    expect([existsSync(file()), system.asked]).toEqual([false, []])
  })

  it('is a file on Linux, which names the AppImage and follows it when it is moved', () => {
    expect(followLoginItem(true, true, 'linux')).toEqual({ kind: 'on' })
    expect(readFileSync(file(), 'utf8')).toContain('Exec="/apps/Kith.AppImage" "--opened-at-login"')
    vi.stubEnv('APPIMAGE', '/else/Kith.AppImage')
    expect(followLoginItem(true, false, 'linux')).toEqual({ kind: 'on' })
    expect(readFileSync(file(), 'utf8')).toContain('/else/Kith.AppImage')
    expect(followLoginItem(false, true, 'linux')).toEqual({ kind: 'off' })
    expect(existsSync(file())).toBe(false)
  })

  it('goes on where an earlier Kith was told to, and leaves the file of another program that is called so', () => {
    const files = () => readdirSync(join(folder, 'autostart'))
    const former = join(folder, 'autostart/kith.desktop')
    mkdirSync(join(folder, 'autostart'))
    writeFileSync(former, '[Desktop Entry]\nExec="/old/Kith.AppImage" "--opened-at-login"\n')
    expect(followLoginItem(true, false, 'linux')).toEqual({ kind: 'on' })
    expect(files()).toEqual(['app.kith.Kith.desktop'])
    expect(readFileSync(file(), 'utf8')).toContain('Exec="/apps/Kith.AppImage"')
    // As after an earlier Kith was tried once more.
    writeFileSync(former, 'Exec="/old/Kith.AppImage" "--opened-at-login"')
    expect(followLoginItem(false, true, 'linux')).toEqual({ kind: 'off' })
    expect(files()).toEqual([])
    writeFileSync(former, 'Exec=another-kith')
    expect(followLoginItem(false, true, 'linux')).toEqual({ kind: 'off' })
    expect(files()).toEqual(['kith.desktop'])
  })

  it('stays as its owner has left it in the settings of the system', () => {
    expect(followLoginItem(true, false, 'linux')).toEqual({ kind: 'off' })
    expect(existsSync(file())).toBe(false)
    expect(followLoginItem(true, false, 'darwin')).toEqual({ kind: 'off' })
    system.isOn = true
    expect(followLoginItem(false, false, 'win32')).toEqual({ kind: 'on' })
    expect(system.asked).toEqual([])
  })

  it('is off where it was switched off in the Task Manager, until it is asked for again', () => {
    Object.assign(system, { isOn: true, isEnabled: false })
    expect(followLoginItem(true, false, 'win32')).toEqual({ kind: 'off' })
    expect(system.asked).toEqual([])
    expect(followLoginItem(true, true, 'win32')).toEqual({ kind: 'on' })
    expect(system.asked).toEqual([{ openAtLogin: true, args: ['--opened-at-login'] }])
  })

  it('is asked of macOS and Windows, which may refuse or wait for a word', () => {
    expect(followLoginItem(true, true, 'win32')).toEqual({ kind: 'on' })
    expect(system.asked).toEqual([{ openAtLogin: true, args: ['--opened-at-login'] }])
    Object.assign(system, { isOn: false, obeys: false, status: 'requires-approval' })
    expect(followLoginItem(true, true, 'darwin')).toEqual({ kind: 'to-approve' })
    system.status = 'not-found'
    expect(followLoginItem(true, true, 'darwin')).toEqual({ kind: 'failed', reason: 'not-found' })
  })

  it('says when it was the reason of this start', () => {
    expect(wasOpenedAtLogin('linux', ['kith', '--opened-at-login'])).toBe(true)
    expect(wasOpenedAtLogin('win32', ['kith'])).toBe(false)
    expect(wasOpenedAtLogin('darwin', [])).toBe(false)
    system.isOn = true
    expect(wasOpenedAtLogin('darwin', [])).toBe(true)
  })
})

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { desktopName } from '../../../scripts/package/contents.mjs'
import { autostartName, autostartPath, autostartText, writeAutostart } from './autostart-file'

const folder = mkdtempSync(join(tmpdir(), 'kith-autostart-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('opening at login on Linux', () => {
  it('is a file where the desktop looks', () => {
    expect(autostartPath({}, '/home/ada')).toBe('/home/ada/.config/autostart/app.kith.Kith.desktop')
    expect(autostartPath({ XDG_CONFIG_HOME: '/else' }, '/home/ada')).toBe('/else/autostart/app.kith.Kith.desktop')
    // The specification has relative ones ignored.
    expect(autostartPath({ XDG_CONFIG_HOME: 'here' }, '/home/ada')).toBe(
      '/home/ada/.config/autostart/app.kith.Kith.desktop',
    )
  })

  it('is called as the entry in the menu is', () => {
    expect(autostartName).toBe(desktopName)
  })

  it('starts exactly this program, whatever its path is made of', () => {
    const text = autostartText({ command: ['/opt/My "$Apps"/100% `Kith`\\x', '--opened-at-login'] })
    expect(text).toContain('\nExec="/opt/My \\\\"\\\\$Apps\\\\"/100%% \\\\`Kith\\\\`\\\\\\\\x" "--opened-at-login"\n')
    expect(text.startsWith('[Desktop Entry]\nType=Application\n')).toBe(true)
  })

  it('is written once and removed without a trace', () => {
    const path = join(folder, 'autostart', autostartName)
    const wish = { command: ['/opt/kith'] }
    writeAutostart(path, wish)
    expect(readFileSync(path, 'utf8')).toBe(autostartText(wish))
    utimesSync(path, 1, 1)
    writeAutostart(path, wish)
    expect(statSync(path).mtimeMs).toBe(1_000)
    writeAutostart(path, null)
    writeAutostart(path, null)
    expect(existsSync(path)).toBe(false)
  })
})

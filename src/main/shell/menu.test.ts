import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { menuAction } from '../../shared/contract/desktop'
import { menuTemplate } from './menu'
import { wordsOfShell } from './words'

const template = (platform: NodeJS.Platform, isPackaged: boolean, language: 'en' | 'de' = 'en') =>
  menuTemplate({
    platform,
    isPackaged,
    hasQuickWindow: true,
    openWindow: () => undefined,
    openQuickWindow: () => undefined,
    act: (action) => acted.push(action),
    openDocumentation: () => undefined,
    words: wordsOfShell(language, []),
  })
const acted: string[] = []

function roles(items: MenuItemConstructorOptions[]): string[] {
  return items.flatMap((item) => [
    ...(item.role ? [item.role] : []),
    ...(Array.isArray(item.submenu) ? roles(item.submenu) : []),
  ])
}

describe('the menu', () => {
  it('has no developer tools and no reload in an installed Kith', () => {
    expect(roles(template('linux', false))).toEqual(expect.arrayContaining(['reload', 'toggleDevTools']))
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      const installed = roles(template(platform, true))
      expect(installed).not.toContain('reload')
      expect(installed).not.toContain('forceReload')
      expect(installed).not.toContain('toggleDevTools')
      expect(installed).toContain('editMenu')
    }
  })

  it('has quit and about where each system has them', () => {
    expect(roles(template('darwin', true))).toContain('appMenu')
    expect(roles(template('win32', true))).toEqual(expect.arrayContaining(['quit', 'about']))
    const [app, ...others] = template('darwin', true)
    expect(roles([app as MenuItemConstructorOptions])).toEqual(expect.arrayContaining(['about', 'quit']))
    expect(roles(others)).not.toContain('quit')
    expect(roles(others)).not.toContain('about')
  })

  it('asks the page for its main tasks, by the ids it knows them under', () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      acted.length = 0
      const tasks = named(template(platform, true)).filter(({ id }) => id?.includes('.'))
      for (const { click } of tasks) (click as () => void)()
      expect(acted.toSorted()).toEqual([...menuAction.options].toSorted())
    }
  })

  it('leaves keys to the page, but for what everybody presses on macOS', () => {
    const keys = (platform: NodeJS.Platform) =>
      Object.fromEntries(
        named(template(platform, true)).flatMap(({ id, accelerator }) => (accelerator ? [[id, accelerator]] : [])),
      )
    expect(keys('linux')).toEqual({ 'new-window': 'CmdOrCtrl+Shift+N' })
    expect(keys('darwin')).toMatchObject({ 'settings.open': 'Command+,', 'threads.new': 'Command+N' })
  })

  it('has no way to what is not there', () => {
    const items = named(
      menuTemplate({
        platform: 'linux',
        isPackaged: true,
        hasQuickWindow: false,
        openWindow: () => undefined,
        openQuickWindow: () => undefined,
        act: () => undefined,
        openDocumentation: null,
        words: wordsOfShell('en', []),
      }),
    )
    expect(items.map(({ id }) => id)).not.toContain('quick-window')
    expect(items.map(({ id }) => id)).not.toContain('documentation')
  })

  it('says all of it in German, where Electron would name it in English', () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      const items = named(template(platform, false, 'de'))
      // On macOS the menu of the app has the name of the app.
      expect(items.filter(({ label, role }) => label === undefined && role !== 'appMenu')).toEqual([])
    }
  })

  it('follows the computer where nothing else is chosen', () => {
    expect(wordsOfShell('system', ['fr-FR', 'de-AT', 'en-GB']).menu.edit).toBe('Bearbeiten')
    expect(wordsOfShell('system', ['fr-FR']).menu.edit).toBe('Edit')
    expect(wordsOfShell('en', ['de-DE']).menu.edit).toBe('Edit')
  })
})

function named(items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [
    ...(item.type === 'separator' ? [] : [item]),
    ...(Array.isArray(item.submenu) ? named(item.submenu) : []),
  ])
}

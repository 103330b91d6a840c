import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { menuTemplate } from './menu'

const template = (platform: NodeJS.Platform, isPackaged: boolean) =>
  menuTemplate({ platform, isPackaged, openWindow: () => undefined })

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
    expect(roles(template('darwin', true))).not.toContain('quit')
  })
})

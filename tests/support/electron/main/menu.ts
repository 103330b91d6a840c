// Menus and the tray: built and kept, so that a test can look at them and choose from them.
import { EventEmitter } from 'node:events'
import type { MenuItemConstructorOptions } from 'electron'
import { record } from './stage'
import { strict } from './strict'

export class MenuItem {
  readonly options: MenuItemConstructorOptions
  readonly submenu: Menu | undefined
  constructor(options: MenuItemConstructorOptions) {
    if (!options.role && !options.label && options.type !== 'separator') {
      throw new Error('Menu items need a label, a role or to be a separator')
    }
    this.options = options
    this.submenu = Array.isArray(options.submenu) ? Menu.buildFromTemplate(options.submenu) : undefined
  }
  click(): void {
    const { click, id, label } = this.options
    if (!click) throw new Error(`electron stand-in: choosing ${label ?? id ?? this.options.role} is not played`)
    // The item, the window and the event that Electron hands over are not looked at by anything played here.
    ;(click as () => void)()
  }
}

let applicationMenu: Menu | null = null
const popups: Menu[] = []
let trayMenu: Menu | null = null

export class Menu extends EventEmitter {
  readonly items: MenuItem[] = []
  static buildFromTemplate(template: MenuItemConstructorOptions[]): Menu {
    const menu = new Menu()
    for (const options of template) menu.append(new MenuItem(options))
    return menu
  }
  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu
    record('menu', menu?.words() ?? null)
  }
  static getApplicationMenu(): Menu | null {
    return applicationMenu
  }
  /** For tests: the one under the right mouse button, and that of the tray. */
  static lastPopup(): Menu | null {
    return popups.at(-1) ?? null
  }
  static ofTray(): Menu | null {
    return trayMenu
  }
  append(item: MenuItem): void {
    this.items.push(item)
  }
  popup(): void {
    popups.push(this)
    record(
      'popup menu',
      this.items.map(({ options }) => options.label ?? options.role ?? options.type),
    )
  }
  /** Roles, and the labels of what has none, all the way down. */
  words(): unknown[] {
    return this.items.flatMap(({ options, submenu }) => [options.role ?? options.label, ...(submenu?.words() ?? [])])
  }
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.options.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
}

export class Tray extends EventEmitter {
  constructor(image: unknown) {
    super()
    record('tray', image)
    return strict('Tray', this)
  }
  setToolTip(text: string): void {
    record('tray tip', text)
  }
  setContextMenu(menu: Menu): void {
    trayMenu = menu
    record(
      'tray menu',
      menu.items.flatMap(({ options }) => options.label ?? []),
    )
  }
  destroy(): void {
    trayMenu = null
    record('tray gone')
  }
}

// The menu: what every program of the system has, and nothing that belongs to the page. Without it macOS has no copy
// and paste.
import type { MenuItemConstructorOptions } from 'electron'
import type { ShellWords } from './words'

export interface MenuOptions {
  platform: NodeJS.Platform
  /** An installed Kith has no developer tools and no reload. */
  isPackaged: boolean
  openWindow: () => void
  words: ShellWords
}

export function menuTemplate({ platform, isPackaged, openWindow, words }: MenuOptions): MenuItemConstructorOptions[] {
  const { file, newWindow, view, help } = words.menu
  const isMac = platform === 'darwin'
  const openOne: MenuItemConstructorOptions = {
    id: 'new-window',
    label: newWindow,
    accelerator: 'CmdOrCtrl+Shift+N',
    click: openWindow,
  }
  const items = (...roles: (Role | '-')[]) => roles.map((role) => itemOf(role, words))
  return [
    ...(isMac ? [wholeMenu('appMenu', undefined, items(...ofTheApp), words)] : []),
    { label: file, submenu: [openOne, ...items('-', isMac ? 'close' : 'quit')] },
    wholeMenu('editMenu', words.menu.edit, items('undo', 'redo', '-', 'cut', 'copy', 'paste', '-', 'selectAll'), words),
    { label: view, submenu: items(...(isPackaged ? [] : developing), ...viewing) },
    wholeMenu('windowMenu', words.menu.window, items('minimize', 'close'), words),
    // On macOS it stands in the menu of the app.
    ...(isMac ? [] : [{ label: help, submenu: items('about') }]),
  ]
}

type Role = keyof ShellWords['roles']

// The page zooms itself, and remembers it: keys of the menu would zoom once more.
const viewing = ['togglefullscreen'] as const
const developing = ['reload', 'forceReload', 'toggleDevTools', '-'] as const
const ofTheApp = ['about', '-', 'hide', 'hideOthers', 'unhide', '-', 'quit'] as const

/** A menu that Electron fills by itself, in English; in another language it has to be told. */
function wholeMenu(
  role: 'appMenu' | 'editMenu' | 'windowMenu',
  label: string | undefined,
  submenu: MenuItemConstructorOptions[],
  { roles }: ShellWords,
): MenuItemConstructorOptions {
  if (Object.keys(roles).length === 0) return { role }
  return { role, submenu, ...(label !== undefined && { label }) }
}

function itemOf(role: Role | '-', { roles }: ShellWords): MenuItemConstructorOptions {
  if (role === '-') return { type: 'separator' }
  const label = roles[role]
  return label === undefined ? { role } : { role, label }
}

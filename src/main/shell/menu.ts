// The menu: what every program of the system has, and nothing that belongs to the page. Without it macOS has no copy
// and paste.
import type { MenuItemConstructorOptions } from 'electron'

export interface MenuOptions {
  platform: NodeJS.Platform
  /** An installed Kith has no developer tools and no reload. */
  isPackaged: boolean
  openWindow: () => void
}

export function menuTemplate({ platform, isPackaged, openWindow }: MenuOptions): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin'
  const newWindow: MenuItemConstructorOptions = {
    id: 'new-window',
    label: 'New Window',
    accelerator: 'CmdOrCtrl+Shift+N',
    click: openWindow,
  }
  return [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    { label: 'File', submenu: [newWindow, { type: 'separator' }, { role: isMac ? 'close' : 'quit' }] },
    { role: 'editMenu' },
    { label: 'View', submenu: isPackaged ? viewing : [...developing, { type: 'separator' }, ...viewing] },
    { role: 'windowMenu' },
    // On macOS it stands in the menu of the app.
    ...(isMac ? [] : [{ label: 'Help', submenu: [{ role: 'about' as const }] }]),
  ]
}

// The page zooms itself, and remembers it: keys of the menu would zoom once more.
const viewing: MenuItemConstructorOptions[] = [{ role: 'togglefullscreen' }]

const developing: MenuItemConstructorOptions[] = [
  { role: 'reload' },
  { role: 'forceReload' },
  { role: 'toggleDevTools' },
]

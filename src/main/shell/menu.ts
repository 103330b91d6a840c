// The menu: what every program of the system has, and the main tasks of the page, which does them itself: a click only asks it to.
// Without it macOS has no copy and paste.
import type { MenuItemConstructorOptions } from 'electron'
import type { MenuAction } from '../../shared/contract/desktop'
import type { ShellWords } from './words'

export interface MenuOptions {
  platform: NodeJS.Platform
  /** An installed Kith has no developer tools and no reload. */
  isPackaged: boolean
  hasQuickWindow: boolean
  openWindow(): void
  openQuickWindow(): void
  /** Asks the page in front to do it; a window is opened where there is none. */
  act(action: MenuAction): void
  /** Absent where nobody knows where it lies. */
  openDocumentation: (() => void) | null
  words: ShellWords
}

export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { platform, isPackaged, openDocumentation, words } = options
  const { menu } = words
  const isMac = platform === 'darwin'
  const items = (...roles: (Role | '-')[]) => roles.map((role) => itemOf(role, words))
  /**
   * Keys are the page's: it hears them first, and its owner may have given them to something else. So only macOS, where
   * they belong into the menu, is told of two that everybody knows there.
   */
  const task = (action: MenuAction, label: string, keysOnMac?: string): MenuItemConstructorOptions => ({
    id: action,
    label,
    click: () => options.act(action),
    ...(isMac && keysOnMac !== undefined && { accelerator: keysOnMac }),
  })
  const settings = task('settings.open', menu.settings, 'Command+,')
  return [
    ...(isMac
      ? [
          {
            role: 'appMenu' as const,
            submenu: [...items('about', '-'), settings, ...items('-', 'services', '-', ...hiding, '-', 'quit')],
          },
        ]
      : []),
    {
      label: menu.file,
      submenu: [
        task('threads.new', menu.newThread, 'Command+N'),
        { id: 'new-window', label: menu.newWindow, accelerator: 'CmdOrCtrl+Shift+N', click: options.openWindow },
        ...(options.hasQuickWindow
          ? [{ id: 'quick-window', label: menu.quickWindow, click: options.openQuickWindow }]
          : []),
        itemOf('-', words),
        task('threadFiles.save', menu.saveThread),
        task('threadFiles.print', menu.printThread),
        itemOf('-', words),
        ...(isMac ? items('close') : [settings, ...items('-', 'quit')]),
      ],
    },
    wholeMenu('editMenu', menu.edit, [
      ...items('undo', 'redo', '-', 'cut', 'copy', 'paste', 'pasteAndMatchStyle', 'selectAll', '-'),
      task('search.open', menu.search),
    ]),
    {
      label: menu.view,
      submenu: [
        task('palette.open', menu.palette),
        task('memory.open', menu.memory),
        task('personas.gallery', menu.personas),
        itemOf('-', words),
        task('view.sidebar', menu.sidebar),
        task('view.inspector', menu.inspector),
        itemOf('-', words),
        // The page zooms itself, and remembers it: keys of the menu would zoom once more.
        ...items(...(isPackaged ? [] : developing), 'togglefullscreen'),
      ],
    },
    wholeMenu('windowMenu', menu.window, items('minimize', ...(isMac ? inWindowMenu : (['close'] as const)))),
    {
      role: 'help',
      label: menu.help,
      submenu: [
        ...(openDocumentation ? [{ id: 'documentation', label: menu.documentation, click: openDocumentation }] : []),
        task('shortcuts.show', menu.shortcuts),
        task('help.report', menu.report),
        // On macOS it stands in the menu of the app.
        ...(isMac ? [] : items('-', 'about')),
      ],
    },
  ]
}

type Role = keyof ShellWords['roles']

const developing = ['reload', 'forceReload', 'toggleDevTools', '-'] as const
const hiding = ['hide', 'hideOthers', 'unhide'] as const
const inWindowMenu = ['zoom', '-', 'front'] as const

/** One that the system knows by its role, such as to list windows in it; what it would fill in is in English. */
function wholeMenu(
  role: 'editMenu' | 'windowMenu',
  label: string,
  submenu: MenuItemConstructorOptions[],
): MenuItemConstructorOptions {
  return { role, label, submenu }
}

function itemOf(role: Role | '-', { roles }: ShellWords): MenuItemConstructorOptions {
  if (role === '-') return { type: 'separator' }
  const label = roles[role]
  return label === undefined ? { role } : { role, label }
}

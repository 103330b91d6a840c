// The menu of the tray: the ways in, what is going on, and the way out.
import type { MenuItemConstructorOptions } from 'electron'
import type { ShellWords } from './words'

export interface TrayMenuOptions {
  /** How many answers are being written. */
  answering: number
  hasQuickWindow: boolean
  words: ShellWords['tray']
  open(): void
  newThread(): void
  quickWindow(): void
  quit(): void
}

export function trayTemplate(options: TrayMenuOptions): MenuItemConstructorOptions[] {
  const { answering, hasQuickWindow, words } = options
  return [
    { id: 'tray-open', label: words.open, click: options.open },
    { id: 'tray-new-thread', label: words.newThread, click: options.newThread },
    ...(hasQuickWindow ? [{ id: 'tray-quick', label: words.quickWindow, click: options.quickWindow }] : []),
    { type: 'separator' },
    { id: 'tray-answering', label: words.answering(answering), enabled: false },
    { type: 'separator' },
    { id: 'tray-quit', label: words.quit, click: options.quit },
  ]
}

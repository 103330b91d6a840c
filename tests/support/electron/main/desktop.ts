// What the desktop would show or do: written down, and answered as a test has said.
import { EventEmitter } from 'node:events'
import { record } from './stage'
import { strict } from './strict'

/** What the next dialogs answer. Tests may change it. */
export const dialogAnswers = {
  message: { response: 0, checkboxChecked: false },
  open: { canceled: true, filePaths: [] as string[] },
  save: { canceled: true, filePath: '' },
}

export const dialog = strict('dialog', {
  async showMessageBox(...args: unknown[]) {
    record('message box', args.at(-1))
    return dialogAnswers.message
  },
  async showOpenDialog(...args: unknown[]) {
    record('open dialog', args.at(-1))
    return dialogAnswers.open
  },
  async showSaveDialog(...args: unknown[]) {
    record('save dialog', args.at(-1))
    return dialogAnswers.save
  },
  showErrorBox(title: string, content: string): void {
    record('error box', { title, content })
    console.error(`${title}\n${content}`)
  },
})

export const shell = strict('shell', {
  openExternal: async (url: string): Promise<void> => record('open outside', url),
  openPath: async (path: string): Promise<string> => (record('open path', path), ''),
  showItemInFolder: (path: string): void => record('show in folder', path),
})

export const clipboard = strict('clipboard', {
  writeText: async (text: string): Promise<void> => record('to the clipboard', text),
})

class NativeTheme extends EventEmitter {
  private source: 'system' | 'light' | 'dark' = 'system'
  get themeSource(): 'system' | 'light' | 'dark' {
    return this.source
  }
  set themeSource(source: 'system' | 'light' | 'dark') {
    const changed = source !== this.source
    this.source = source
    if (changed) this.emit('updated')
  }
  /** The system that is played is a light one. */
  get shouldUseDarkColors(): boolean {
    return this.source === 'dark'
  }
}
export const nativeTheme = strict('nativeTheme', new NativeTheme())

const display = {
  id: 1,
  scaleFactor: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
}
class Screen extends EventEmitter {
  getPrimaryDisplay = (): typeof display => display
  getAllDisplays = (): (typeof display)[] => [display]
}
export const screen = strict('screen', new Screen())

// What the desktop would show or do: written down, and answered as a test has said.
import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import type { Rectangle } from 'electron'
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
    record('open dialog', askedOver(args))
    return dialogAnswers.open
  },
  async showSaveDialog(...args: unknown[]) {
    record('save dialog', askedOver(args))
    return dialogAnswers.save
  },
  showErrorBox(title: string, content: string): void {
    record('error box', { title, content })
    console.error(`${title}\n${content}`)
  },
})

/** What is asked, and the window it stands over: none, where whoever asks gives none. */
function askedOver(args: readonly unknown[]): object {
  const [window] = args.length > 1 ? (args as [{ id: number }]) : []
  return { ...(args.at(-1) as object), over: window?.id ?? null }
}

export const shell = strict('shell', {
  openExternal: async (url: string): Promise<void> => record('open outside', url),
  openPath: async (path: string): Promise<string> => (record('open path', path), ''),
  showItemInFolder: (path: string): void => record('show in folder', path),
})

/** What the person has copied elsewhere. */
export const copied = { text: '' }

export const clipboard = strict('clipboard', {
  readText: async (): Promise<string> => (record('clipboard read'), copied.text),
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

/** Tells of nothing by itself. */
export const powerMonitor = strict('powerMonitor', new EventEmitter())

export interface PlayedDisplay {
  id: number
  scaleFactor: number
  bounds: Rectangle
  workArea: Rectangle
}

const first: PlayedDisplay = {
  id: 1,
  scaleFactor: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
}
class Screen extends EventEmitter {
  private displays = [first]
  private pointer = { x: 0, y: 0 }
  getPrimaryDisplay = (): PlayedDisplay => this.displays[0] ?? first
  getAllDisplays = (): PlayedDisplay[] => [...this.displays]
  getCursorScreenPoint = (): { x: number; y: number } => this.pointer
  getDisplayNearestPoint = ({ x, y }: { x: number; y: number }): PlayedDisplay =>
    this.displays.find(
      ({ bounds }) => x >= bounds.x && x < bounds.x + bounds.width && y >= bounds.y && y < bounds.y + bounds.height,
    ) ?? this.getPrimaryDisplay()

  /** The person plugs screens in or out, and moves the pointer. */
  become(displays: PlayedDisplay[], pointer: { x: number; y: number }): void {
    const gone = this.displays.filter(({ id }) => !displays.some((one) => one.id === id))
    this.displays = displays
    this.pointer = pointer
    for (const display of gone) this.emit('display-removed', {}, display)
  }
}
export const screen = strict('screen', new Screen())

/** Only where it lies: what it shows is not looked at. */
export const nativeImage = strict('nativeImage', {
  createFromPath(path: string) {
    if (!existsSync(path)) throw new Error(`electron stand-in: there is no picture ${path}`)
    return {
      path,
      isTemplate: false,
      scales: [1],
      addRepresentation({ scaleFactor = 1 }: { scaleFactor?: number }): void {
        this.scales.push(scaleFactor)
      },
      setTemplateImage(isTemplate: boolean): void {
        this.isTemplate = isTemplate
      },
    }
  },
})

/** Keys another program has. */
const takenKeys = (process.env.STANDIN_TAKEN_KEYS ?? '').split(',')
export const pressable = new Map<string, () => void>()

export const globalShortcut = strict('globalShortcut', {
  register(accelerator: string, call: () => void): boolean {
    record('global shortcut', accelerator)
    if (takenKeys.includes(accelerator) || pressable.has(accelerator)) return false
    pressable.set(accelerator, call)
    return true
  },
  unregister: (accelerator: string): boolean => pressable.delete(accelerator),
  unregisterAll: (): void => pressable.clear(),
})

export const shownNotifications: Notification[] = []

export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return true
  }
  readonly options: { title?: string; body?: string }
  constructor(options: { title?: string; body?: string } = {}) {
    super()
    this.options = options
    return strict('Notification', this)
  }
  show(): void {
    record('notification', this.options)
    shownNotifications.push(this)
  }
}

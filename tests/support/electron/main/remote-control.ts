// What a test can ask of a stand-in it has started with an IPC channel: choose from the menu, look at what was written
// down, play the person at the desktop.
import { app } from './app'
import { BrowserWindow } from './browser-window'
import { dialogAnswers, nativeTheme } from './desktop'
import { Menu } from './menu'
import { preventable, recorded } from './stage'

export type Request =
  | { ask: 'records' }
  | { ask: 'choose from menu'; id: string }
  | { ask: 'answer message boxes'; response: number }
  | { ask: 'close windows' }
  /** As macOS does when somebody opens it. */
  | { ask: 'open address'; address: string }
  | { ask: 'theme'; source: 'system' | 'light' | 'dark' }
export type Reply = { to: number; value: unknown } | { to: number; error: string }

export function listenToTests(): void {
  process.on('message', ({ number, request }: { number: number; request: Request }) => {
    process.send?.(reply(number, request))
  })
  process.once('disconnect', () => app.quit())
  // Waiting for a test keeps nobody alive.
  process.channel?.unref()
}

function reply(to: number, request: Request): Reply {
  try {
    return { to, value: obey(request) }
  } catch (error) {
    return { to, error: String(error) }
  }
}

function obey(request: Request): unknown {
  switch (request.ask) {
    case 'records':
      return recorded()
    case 'choose from menu': {
      const item = Menu.getApplicationMenu()?.getMenuItemById(request.id)
      if (!item) throw new Error(`The menu has no item ${request.id}`)
      return item.click()
    }
    case 'answer message boxes':
      dialogAnswers.message = { response: request.response, checkboxChecked: false }
      return null
    case 'close windows':
      for (const window of BrowserWindow.getAllWindows()) window.close()
      return null
    case 'open address':
      return app.emit('open-url', preventable({}), request.address)
    case 'theme':
      nativeTheme.themeSource = request.source
      return null
  }
}

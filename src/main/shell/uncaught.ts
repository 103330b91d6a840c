import { app, dialog } from 'electron'
import type { ShellWords } from './words'

/**
 * Ends Kith where something went wrong that nobody caught: what main is after that, nobody knows. Electron itself would show the
 * stack and go on. The log has the error already, and the next start offers a report of it.
 */
export function endOnUncaught(words: () => ShellWords): void {
  process.once('uncaughtException', (error) => {
    // A second one, while this is read, changes nothing.
    process.on('uncaughtException', () => {})
    const { title, detail } = words().stopped(error instanceof Error ? error.message : String(error))
    dialog.showErrorBox(title, detail)
    app.exit(1)
  })
}

// Where Kith's documentation lies: in the folder of its source, or, installed, where its package says that it comes from.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, shell } from 'electron'
import { log } from '../diagnostics/log'
import { externalAddress } from './addresses'

/** How to open it, or null where nobody knows. */
export function documentationHere(): (() => void) | null {
  if (!app.isPackaged) return () => void shell.openPath(join(app.getAppPath(), 'README.md')).then(say)
  const address = homepage()
  if (address === null) return null
  return () => {
    shell.openExternal(`${address}#readme`).catch((error: unknown) => say(String(error)))
  }
}

/** Where an installed Kith says that it comes from. Null where its package does not say. */
export function homepage(): string | null {
  const text = readFileSync(join(app.getAppPath(), 'package.json'), 'utf8')
  const { homepage } = JSON.parse(text) as { homepage?: unknown }
  return typeof homepage === 'string' ? externalAddress(homepage) : null
}

/** @param failure what the system says, nothing when it is open */
function say(failure: string): void {
  if (failure !== '') log.error('the documentation could not be opened', failure)
}

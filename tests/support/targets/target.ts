// What every host looks like to `launchKith`.
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

/** The folder of the project, whose `out` is what is tested. */
export const root = fileURLToPath(new URL('../../../', import.meta.url))

export const windowSize = { width: 1440, height: 900 }

export interface Setting {
  dataFolder: string
  /** Folder for the browser of a host that has none of its own. */
  profile: string
  env: Record<string, string | undefined>
}

export interface RunningKith {
  page: Page
  newWindow(): Promise<Page>
  stop(): Promise<void>
  kill(): Promise<void>
  logs(): string
  rss(): number
}

export type StartKith = (setting: Setting) => Promise<RunningKith>

/** Has what goes wrong in a page written down. */
export function watchPage(page: Page, log: (line: string) => void): Page {
  page.on('pageerror', (error) => log(`[page] ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') log(`[page] ${message.text()}`)
  })
  return page
}

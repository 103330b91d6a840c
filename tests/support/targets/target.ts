// What every host looks like to `launchKith`.
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

/** The folder of the project. */
export const root = fileURLToPath(new URL('../../../', import.meta.url))

/** The application that is driven: this project as it was built, or what a package of it holds (scripts/check-package.mjs). */
export const appFolder = resolve(root, process.env.KITH_E2E_APP ?? '.')

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

import { setTimeout as wait } from 'node:timers/promises'
import { chromium } from 'playwright-core'
import { ensureChromium } from '../../scripts/bootstrap/chromium.mjs'

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']

/**
 * A browser with a profile of its own, which keeps what it fetched and compiled, as a person's does. It has come to rest: a
 * person's is open when Kith starts, and its own start would take a core from what is measured.
 */
export async function openBrowser(profile) {
  const executablePath = await ensureChromium(process.execPath)
  const browser = await chromium.launchPersistentContext(profile, { executablePath, args: flags })
  await wait(2_000)
  return browser
}

import { chromium } from 'playwright-core'
import { ensureChromium } from '../../scripts/bootstrap/chromium.mjs'

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']

/** A browser with a profile of its own, which keeps what it fetched and compiled, as a person's does. */
export async function openBrowser(profile) {
  const executablePath = await ensureChromium(process.execPath)
  return chromium.launchPersistentContext(profile, { executablePath, args: flags })
}

// The Chromium that tests drive, and how it is started.
import { existsSync } from 'node:fs'

/** `KITH_CHROMIUM`, or where systems keep one, or null. */
export function findChromium(): string | null {
  return process.env.KITH_CHROMIUM || (wellKnown.find((path) => existsSync(path)) ?? null)
}

/** Throws when there is none. */
export function chromiumPath(): string {
  const path = findChromium()
  if (path) return path
  throw new Error('No Chromium was found. Install one, or set KITH_CHROMIUM to the path of one.')
}

const wellKnown = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Quiet, offline, and without the sandbox that containers do not offer. A window behind another one stays awake. */
export const chromiumArguments: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
]

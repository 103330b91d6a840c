// The real browser that plays every renderer process, driven over its debugging protocol.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, watch } from 'node:fs'
import { join } from 'node:path'
import { chromium, type BrowserContext } from 'playwright-core'
import { chromiumArguments, chromiumPath } from '../../chromium'

export interface RunningChromium {
  context: BrowserContext
  version: string
  stop(): Promise<void>
}

// In Electron a port tells when its other end is closed. Chromium can, and has it switched off.
const closeEvent = '--enable-blink-features=MessagePortCloseEvent'

let running: Promise<RunningChromium> | undefined

/**
 * Starts it for the first window. Prints where tests can attach: `STANDIN_CDP http://127.0.0.1:…`
 *
 * @param sessionData where the application keeps what its pages store, from one start to the next
 */
export function startChromium(sessionData: string): Promise<RunningChromium> {
  return (running ??= launch(join(sessionData, 'standin-chromium')))
}

/** In order, so that what pages have stored is on disk. */
export async function stopChromium(): Promise<void> {
  await (await running)?.stop()
}

async function launch(folder: string): Promise<RunningChromium> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // What one that was killed has left.
  for (const name of ['DevToolsActivePort', 'SingletonLock']) rmSync(join(folder, name), { force: true })
  const fixed = [closeEvent, '--remote-debugging-port=0', `--user-data-dir=${folder}`, '--headless', 'about:blank']
  const child = spawn(chromiumPath(), [...chromiumArguments, ...fixed], { stdio: 'ignore' })
  // Never outlives this process, however it ends by itself.
  process.once('exit', () => child.kill('SIGKILL'))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject)
    void ended.then((code) => reject(new Error(`electron stand-in: Chromium ended (${code})`)))
  })
  failed.catch(() => undefined)
  const endpoint = `http://127.0.0.1:${await Promise.race([debuggingPort(folder), failed])}`
  console.log(`STANDIN_CDP ${endpoint}`)
  const browser = await chromium.connectOverCDP(endpoint)
  const [context] = browser.contexts()
  if (!context) throw new Error('electron stand-in: Chromium has no context')
  return {
    context,
    version: browser.version(),
    async stop() {
      // One that is gone already cannot be told, and has ended.
      const told = browser.newBrowserCDPSession().then((session) => session.send('Browser.close'))
      await Promise.race([told.catch(() => undefined), ended])
      await ended
    },
  }
}

/** Chromium writes the port it has got into its folder. */
async function debuggingPort(folder: string): Promise<string> {
  const changes = new AbortController()
  try {
    return await new Promise<string>((resolve) => {
      const look = (): void => {
        const port = readPort(join(folder, 'DevToolsActivePort'))
        if (port) resolve(port)
      }
      watch(folder, { signal: changes.signal }, look)
      look()
    })
  } finally {
    changes.abort()
  }
}

function readPort(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').split('\n')[0] || null
  } catch {
    return null
  }
}

// The desktop app in Electron itself, where its binary is.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron } from 'playwright-core'
import { residentBytes } from '../running-program'
import { appFolder, root, watchPage, windowSize, type RunningKith, type Setting } from './target'

export async function startElectron({ env }: Setting): Promise<RunningKith> {
  let output = ''
  const log = (line: string): void => void (output += `${line}\n`)
  const app = await _electron.launch({
    executablePath: executablePath(),
    // Whatever the computer speaks, specs find things by their English names.
    args: [appFolder, '--lang=en-US'],
    cwd: appFolder,
    env: definedOnly({ ...process.env, ...env }),
  })
  const main = app.process()
  for (const stream of [main.stdout, main.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => void (output += text))
  const page = watchPage(await app.firstWindow(), log)
  await page.setViewportSize(windowSize)
  let isRunning = true
  main.once('exit', () => (isRunning = false))

  return {
    page,
    async newWindow() {
      const opened = app.waitForEvent('window', (one) => !one.url().endsWith('#quick'))
      await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('new-window')?.click())
      const window = watchPage(await opened, log)
      await window.setViewportSize(windowSize)
      return window
    },
    async stop() {
      if (isRunning) await app.close()
    },
    async kill() {
      const ended = new Promise((resolve) => main.once('exit', resolve))
      if (main.kill('SIGKILL')) await ended
    },
    logs: () => output,
    rss: () => residentBytes(main.pid),
  }
}

/** Whether Electron can be driven here: its binary was fetched, and there is a display. Root has no sandbox. */
export function electronIsHere(): boolean {
  try {
    if (!existsSync(executablePath())) return false
  } catch {
    return false
  }
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  return process.platform !== 'linux' || (Boolean(DISPLAY || WAYLAND_DISPLAY) && process.getuid?.() !== 0)
}

/** Found without loading Electron's module, which would fetch it when it is missing. */
function executablePath(): string {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'node_modules/electron/dist')
  return join(dist, readFileSync(join(root, 'node_modules/electron/path.txt'), 'utf8'))
}

function definedOnly(env: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

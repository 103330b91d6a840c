// A built Kith for an end-to-end test, on whichever host: the browser host in a real browser, Electron's stand-in, or
// Electron itself. What is different between them ends here.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { passingFolder, runFolder } from './passing-folder'
import { startBrowserHost } from './targets/browser-host'
import { startElectron } from './targets/electron'
import { startInStandIn } from './targets/standin'
import { appFolder, type RunningKith, type StartKith } from './targets/target'

export type KithTarget = 'browser-host' | 'standin' | 'electron' | 'stack'

export interface LaunchOptions {
  /** `KITH_E2E_TARGET` when it is not said, else the browser host. */
  target?: KithTarget
  /** A new one when it is not said. */
  dataFolder?: string
  /** Added to the environment of Kith. */
  env?: Record<string, string | undefined>
}

export interface Kith {
  readonly target: KithTarget
  /** The first window. Another one after `restart`. */
  readonly page: Page
  /** Survives `stop` and `kill`. One that was not given is gone when the tests end. */
  readonly dataFolder: string
  /** One more window of the same Kith. */
  newWindow(): Promise<Page>
  /** Stops Kith if it runs, and starts it on the same data folder. @returns the new `page` */
  restart(): Promise<Page>
  /** Ends Kith in order, and its browser. Can be called again. */
  stop(): Promise<void>
  /** Ends Kith as a power cut would. In the browser host its pages stay, as they would. */
  kill(): Promise<void>
  /** What Kith has written to its terminal, and its pages to their consoles as errors, over all starts. */
  logs(): string
  /** Memory of Kith's own process in bytes, without the browser. */
  rss(): number
}

const starters: Record<KithTarget, StartKith> = {
  'browser-host': startBrowserHost,
  standin: startInStandIn,
  electron: startElectron,
  // Sets up Vitest, without which benchmarks drive a Kith, too.
  stack: async (setting) => (await import('./targets/stack')).startOnStack(setting),
}

/** Starts a built Kith and waits until its first window has loaded. Throws with Kith's output when it does not. */
export async function launchKith(options: LaunchOptions = {}): Promise<Kith> {
  const target = options.target ?? (process.env.KITH_E2E_TARGET as KithTarget | undefined) ?? 'browser-host'
  if (!existsSync(join(appFolder, 'out/main/index.js')))
    throw new Error('Kith is not built: run `npm run build` first.')
  const dataFolder = options.dataFolder ?? passingFolder('data')
  const profile = passingFolder('browser')
  const start = (): Promise<RunningKith> =>
    starters[target]({ dataFolder, profile, env: { TMPDIR: runFolder(), ...options.env, KITH_DATA: dataFolder } })
  let earlierLogs = ''
  let running = await start()

  return {
    target,
    dataFolder,
    get page() {
      return running.page
    },
    newWindow: () => running.newWindow(),
    async restart() {
      await running.stop()
      earlierLogs += running.logs()
      running = await start()
      return running.page
    },
    stop: () => running.stop(),
    kill: () => running.kill(),
    logs: () => earlierLogs + running.logs(),
    rss: () => running.rss(),
  }
}

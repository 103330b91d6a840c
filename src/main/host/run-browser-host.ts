// The browser host from its first line in the terminal to its last.
import { errorInWords } from '../../shared/errors-in-words'
import { KithError } from '../../shared/errors'
import { createApp, openTrace } from '../app'
import type { App } from '../app'
import { log, noteUnhandled } from '../diagnostics/log'
import { CannotStart, readHostSettings } from './environment'
import { runInTerminal } from './run-in-terminal'
import { startBrowserHost } from './start-browser-host'

interface RunOptions {
  environment: Readonly<Record<string, string | undefined>>
  /** Absolute path of everything Kith keeps. Made when missing. */
  dataFolder: string
  /** Absolute path of the built page. */
  pageFolder: string
  /** When the data process was started, in milliseconds since 1970. */
  aheadAt: number
}

/** Resolves with the exit code when this process is told to end, or cannot start. */
export async function runBrowserHost({ environment, dataFolder, pageFolder, aheadAt }: RunOptions): Promise<number> {
  noteUnhandled()
  const onTrouble = (error: unknown) => log.error('the start was not traced', error)
  const trace = openTrace({ environment, folder: dataFolder, onTrouble })
  trace.mark('database-ahead', aheadAt)
  trace.mark('modules')
  const note = environment.KITH_WHY_BROWSER
  return runInTerminal(
    async () =>
      startBrowserHost({
        ...readHostSettings(environment),
        createApp: (host) => createOnlyApp(host, environment).catch(cannotStart),
        dataFolder,
        trace,
        pageFolder,
      }),
    note,
  )
}

/** Who starts a second Kith in a terminal reads there that it is one, and is given no link that leads to nothing. */
async function createOnlyApp(...[host, environment]: Parameters<typeof createApp>): Promise<App> {
  const app = await createApp(host, environment)
  await app.refuseSecond()
  return app
}

/** In words, for whoever reads the terminal. */
function cannotStart(error: unknown): never {
  if (!(error instanceof KithError)) throw error
  const { title, detail } = errorInWords(error.toFailure())
  throw new CannotStart(`${title}. ${detail}`, { cause: error })
}

// `node out/main/browser-host.js`: Kith in a browser, for computers where Electron cannot run.
import { homedir } from 'node:os'
import { join } from 'node:path'
import { errorInWords } from '../shared/errors-in-words'
import { KithError } from '../shared/errors'
import { createApp } from './app'
import { log } from './diagnostics/log'
import { dataFolder } from './files/data-folder'
import { CannotStart, readHostSettings } from './host/environment'
import { runInTerminal } from './host/run-in-terminal'
import { startBrowserHost } from './host/start-browser-host'

// As in Electron: a promise that a library dropped must not end a conversation.
process.on('unhandledRejection', (reason) => log.error('a failure was not handled', reason))

void runInTerminal(async () =>
  startBrowserHost({
    ...readHostSettings(process.env),
    createApp: (host) => createApp(host, process.env).catch(cannotStart),
    dataFolder: dataFolder({ platform: process.platform, env: process.env, home: homedir() }),
    pageFolder: join(import.meta.dirname, '../renderer'),
  }),
).then((code) => process.exit(code))

/** In words, for whoever reads the terminal. */
function cannotStart(error: unknown): never {
  if (!(error instanceof KithError)) throw error
  const { title, detail } = errorInWords(error.toFailure())
  throw new CannotStart(`${title}. ${detail}`, { cause: error })
}

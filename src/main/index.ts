// Electron's entry. Only wiring: what Kith does is in app, what Electron does for it is in shell. The window is made before
// the application is loaded, which is most of the code.
import { homedir } from 'node:os'
import { join } from 'node:path'
import { log, noteUnhandled, sayOnlyWhatIsWritten } from './diagnostics/log'
import { keepCompiled } from './files/compile-cache'
import { dataFolder } from './files/data-folder'
import { runShell } from './shell/run-shell'
import { openTrace } from './trace'

const isFromSource = 'defaultApp' in process
noteUnhandled()
if (!isFromSource) sayOnlyWhatIsWritten()
const folder = dataFolder({ platform: process.platform, env: process.env, home: homedir() })
const trace = openTrace({
  environment: process.env,
  folder,
  onTrouble: (error) => log.error('the start was not traced', error),
})
trace.mark('modules')
// Not of an installed Kith: its archive is checked as it is read, and what lies in this folder is not.
if (isFromSource) keepCompiled({ dataFolder: folder, entry: import.meta.filename })

runShell({
  // An installed Kith listens to no environment.
  async createApp(host) {
    const { createApp } = await import('./app')
    return createApp(host, isFromSource ? process.env : {})
  },
  dataFolder: folder,
  trace,
  pageFolder: join(import.meta.dirname, '../renderer'),
  preload: join(import.meta.dirname, '../preload/index.cjs'),
  developmentServer: process.env.ELECTRON_RENDERER_URL ?? null,
})

// Electron's entry. Only wiring: what Kith does is in app, what Electron does for it is in shell.
import { homedir } from 'node:os'
import { join } from 'node:path'
import { createApp, openTrace } from './app'
import { log } from './app/log'
import { dataFolder } from './files/data-folder'
import { runShell } from './shell/run-shell'

const folder = dataFolder({ platform: process.platform, env: process.env, home: homedir() })
const trace = openTrace({
  environment: process.env,
  folder,
  onTrouble: (error) => log.error('the start was not traced', error),
})
trace.mark('modules')

runShell({
  // An installed Kith listens to no environment.
  createApp: (host) => createApp(host, 'defaultApp' in process ? process.env : {}),
  dataFolder: folder,
  trace,
  pageFolder: join(import.meta.dirname, '../renderer'),
  preload: join(import.meta.dirname, '../preload/index.cjs'),
  developmentServer: process.env.ELECTRON_RENDERER_URL ?? null,
})

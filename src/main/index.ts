// Electron's entry. Only wiring: what Kith does is in app, what Electron does for it is in shell.
import { homedir } from 'node:os'
import { join } from 'node:path'
import { createApp } from './app'
import { dataFolder } from './files/data-folder'
import { runShell } from './shell/run-shell'

runShell({
  // An installed Kith listens to no environment.
  createApp: (host) => createApp(host, 'defaultApp' in process ? process.env : {}),
  dataFolder: dataFolder({ platform: process.platform, env: process.env, home: homedir() }),
  pageFolder: join(import.meta.dirname, '../renderer'),
  preload: join(import.meta.dirname, '../preload/index.cjs'),
  developmentServer: process.env.ELECTRON_RENDERER_URL ?? null,
})

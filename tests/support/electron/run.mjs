// `node tests/support/electron/run.mjs <folder>` plays the part of the Electron executable: it runs the built
// application in that folder, whose package.json names the entry.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import './hooks.mjs'

Object.defineProperty(process, 'type', { value: 'browser' })
Object.defineProperty(process, 'resourcesPath', {
  value: process.env.STANDIN_RESOURCES ?? join(process.argv[2] ?? '.', 'resources'),
})
// Electron warns where Node would end.
process.on('unhandledRejection', (reason) => console.error('UnhandledPromiseRejectionWarning:', reason))
const { applicationFolder, applicationPackage } = await import('./main/stage')
const { app } = await import('electron')
const { listenToTests } = await import('./main/remote-control')
listenToTests()

// As in Electron, `ready` waits for the entry: one that waits for `ready` at its top level waits for ever (exit 13).
await import(pathToFileURL(join(applicationFolder, applicationPackage.main)).href)
setImmediate(() => app.becomeReady())

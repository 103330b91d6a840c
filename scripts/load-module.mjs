import { runnerImport } from 'vite'
import { at, root } from './bootstrap/project.mjs'

/** A module of the application, whose TypeScript Node does not run as it is. @param {string} path from the project's root */
export async function loadModule(path) {
  const { module } = await runnerImport(at(path), { configFile: false, logLevel: 'error', root })
  return module
}

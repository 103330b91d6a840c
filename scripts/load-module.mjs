import { createRunnableDevEnvironment, resolveConfig, runnerImport } from 'vite'
import { at, root } from './bootstrap/project.mjs'

const inline = { configFile: /** @type {const} */ (false), logLevel: /** @type {const} */ ('error'), root }

/**
 * A module of the application, whose TypeScript Node does not run as it is. What it would import later it cannot, and what
 * two of them have in common each has for itself: see `openModules`.
 * @param {string} path from the project's root
 */
export async function loadModule(path) {
  const { module } = await runnerImport(at(path), inline)
  return module
}

/** Modules as `loadModule` gives them which share what they have in common, and import what they need later until `close`. */
export async function openModules() {
  const resolve = { external: /** @type {const} */ (true), mainFields: [], conditions: ['node', 'module-sync'] }
  const environments = { modules: { consumer: /** @type {const} */ ('server'), resolve } }
  const config = await resolveConfig({ ...inline, envDir: false, environments }, 'serve')
  const environment = createRunnableDevEnvironment('modules', config, { runnerOptions: { hmr: false }, hot: false })
  await environment.init()
  return {
    /** @param {string} path from the project's root */
    load: (path) => environment.runner.import(at(path)),
    close: () => environment.close(),
  }
}

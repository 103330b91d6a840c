// electron-builder, on what stageApp has laid out.
import { spawnSync } from 'node:child_process'
import { Obstacle, root } from '../bootstrap/project.mjs'
import { toolPath } from '../checks/tools.mjs'
import { withoutEmptySecrets } from './environment.mjs'

/**
 * @param {string} node Path of the Node to run it with.
 * @param {readonly string[]} args for electron-builder, such as `--linux dir`
 * @param {Record<string, string>} env besides the present one
 */
export function pack(node, args, env = {}) {
  const all = [toolPath('electron-builder'), '--config', 'electron-builder.config.mjs', ...args]
  const { status, error } = spawnSync(node, all, {
    cwd: root,
    stdio: 'inherit',
    env: withoutEmptySecrets({ ...process.env, ...env }),
  })
  if (error || status !== 0) throw new Obstacle('The package was not made. The lines above say where.')
}

// The built browser host as a program of its own, from its start to the link it prints.
import { spawn } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { at } from '../../scripts/bootstrap/project.mjs'
import { hostEnvironment } from '../../scripts/start/host-environment.mjs'

/**
 * @typedef {{
 *   pid: number, link: string, linkPrinted: number, since: () => number, inspector: string | null,
 *   output: () => string, stop: () => Promise<void>,
 * }} RunningHost `linkPrinted` and `since()`: milliseconds since the process was started
 */

/**
 * Starts it on a data folder. Throws with its output when it ends before there is a link.
 * @param {{ folder: string, main?: string, nodeOptions?: string[], env?: NodeJS.ProcessEnv }} options
 *   main: path of the built entry, where it is another one than this project's
 * @returns {Promise<RunningHost>}
 */
export async function runHost({ folder, main = at('out/main/browser-host.js'), nodeOptions = [], env = {} }) {
  const begun = performance.now()
  const since = () => performance.now() - begun
  const host = spawn(process.execPath, [...nodeOptions, main], {
    env: { ...hostEnvironment, ...process.env, ...env, KITH_DATA: folder },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  const ended = new Promise((resolve) => host.once('exit', resolve))
  const endWithUs = () => host.kill('SIGKILL')
  process.once('exit', endWithUs)
  const link = await new Promise((resolve, reject) => {
    for (const stream of [host.stdout, host.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
        const found = /^\[kith\] Open (\S+)$/m.exec(output)
        if (found) resolve(found[1])
      })
    }
    void ended.then(() => reject(new Error(`the browser host ended: ${output}`)))
  })
  return {
    pid: host.pid,
    link,
    linkPrinted: since(),
    since,
    inspector: /Debugger listening on (ws:\S+)/.exec(output)?.[1] ?? null,
    output: () => output,
    async stop() {
      host.kill('SIGTERM')
      await ended
      process.off('exit', endWithUs)
    },
  }
}

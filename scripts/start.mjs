// `npm start`: runs the built Kith, in Electron or as a browser host, and ends as it ends.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { nodePath } from './bootstrap/node.mjs'
import { at, root } from './bootstrap/project.mjs'
import { chooseHost } from './start/choose-host.mjs'
import { hostEnvironment } from './start/host-environment.mjs'

const choice = await chooseHost(nodePath())
const kith = choice.electron ? startElectron(choice.electron) : startBrowserHost(choice.whyNot)
passSignalsTo(kith)
endWithParent(kith)
kith.on('error', (error) => {
  console.error(`[kith] Kith could not be started: ${error.message}`)
  process.exit(1)
})
kith.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)))

function startElectron(path) {
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env
  return spawn(path, [root, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit', env: environment })
}

/**
 * The host ends when its channel to this process closes, so it never outlives us, however we end. It says why it runs when it
 * does; when it cannot, that is all there is to say.
 */
function startBrowserHost(whyNot) {
  const args = [at('out/main/browser-host.js'), ...process.argv.slice(2)]
  const why = `Electron is not used: ${whyNot}. Kith runs in your browser instead.`
  const env = { ...hostEnvironment, ...process.env, KITH_WHY_BROWSER: why }
  return spawn(nodePath(), args, { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env })
}

function passSignalsTo(child) {
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGHUP', () => child.kill('SIGHUP'))
  // Ctrl+C reaches everything in the terminal by itself, and a second one means "now".
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
}

/** npm and its shell do not pass on the signal that ends them. */
function endWithParent(child) {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    child.kill('SIGTERM')
    setTimeout(() => process.exit(1), 5_000)
  }, 1_000)
  watch.unref()
}

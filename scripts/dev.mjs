// `npm run dev`: Kith while you work on it. With Electron, electron-vite reloads it; without, the browser host is built
// and started again after every change.
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { ensureBuild } from './bootstrap/build.mjs'
import { at, root, runOrExplain, say } from './bootstrap/project.mjs'
import { ensureToolchain } from './bootstrap/toolchain.mjs'
import { toolPath } from './checks/tools.mjs'
import { chooseHost } from './start/choose-host.mjs'

await runOrExplain(async () => {
  const node = await ensureToolchain()
  await ensureBuild(node)
  const { electron, whyNot } = await chooseHost(node)
  if (electron) {
    const vite = spawn(node, [toolPath('electron-vite'), 'dev', '--watch'], { cwd: root, stdio: 'inherit' })
    vite.on('exit', (code) => process.exit(code ?? 1))
    return
  }
  say(`Electron is not used: ${whyNot}. The browser host runs instead, with a new link after every change.`)
  rebuildAndRestart(node)
})

function rebuildAndRestart(node) {
  let host = startHost(node)
  let timer
  let working = Promise.resolve()
  const restart = async () => {
    let built = false
    await runOrExplain(async () => {
      await ensureBuild(node)
      built = true
    })
    if (!built) return
    await endOf(host)
    host = startHost(node)
  }
  // Editors write a file in several strokes.
  watch(at('src'), { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      working = working.then(restart)
    }, 300)
  })
}

function startHost(node) {
  return spawn(node, [at('out/main/browser-host.js')], { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
}

function endOf(host) {
  if (host.exitCode !== null || host.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    host.once('exit', resolve)
    host.kill('SIGTERM')
  })
}

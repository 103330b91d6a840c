// Electron where it can run, else the browser host: the same application, served to a browser on this machine.
import { spawnSync } from 'node:child_process'
import { lookup } from 'node:dns/promises'
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { at, readIfThere, say } from '../bootstrap/project.mjs'

const downloadMinutes = 5

/**
 * Finds out what to run.
 * @param {string} node Path of the Node that runs Electron's installer.
 * @returns {Promise<{ electron: string } | { whyNot: string }>} Electron's executable, or why it is not used.
 */
export async function chooseHost(node) {
  const whyNot = reasonNotToTry(process.platform, process.env, process.getuid?.())
  if (whyNot) return { whyNot }
  const installed = electronPath()
  if (!canSandbox(process.platform, installed ?? at('node_modules/electron/dist/electron'))) {
    return { whyNot: 'this Linux forbids the sandbox it needs (unprivileged user namespaces are switched off)' }
  }
  return installed ? { electron: installed } : fetchElectron(node)
}

/**
 * Whether Chromium can build its sandbox. It needs user namespaces, which some distributions forbid to programs they do
 * not know, or a helper that belongs to root; without either it ends at once.
 * @param {NodeJS.Platform} platform
 * @param {string} electron Electron's executable.
 * @param {(path: string) => string | null} read Reads a file of the system; null when it is not there.
 * @param {(path: string) => { uid: number, mode: number } | null} stat
 */
export function canSandbox(platform, electron, read = readIfThere, stat = statIfThere) {
  if (platform !== 'linux') return true
  const value = (path) => read(path)?.trim()
  const forbidden =
    value('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    value('/proc/sys/kernel/unprivileged_userns_clone') === '0' ||
    value('/proc/sys/user/max_user_namespaces') === '0'
  if (!forbidden) return true
  const helper = stat(join(dirname(electron), 'chrome-sandbox'))
  return helper !== null && helper.uid === 0 && (helper.mode & 0o7777) === 0o4755
}

function statIfThere(path) {
  return statSync(path, { throwIfNoEntry: false }) ?? null
}

/**
 * Why Electron cannot run here even when it is installed; null when nothing speaks against it.
 * @param {NodeJS.Platform} platform
 * @param {Record<string, string | undefined>} environment
 * @param {number | undefined} userId Undefined where users have no numbers.
 */
export function reasonNotToTry(platform, environment, userId) {
  if (environment.KITH_HOST === 'browser') return 'KITH_HOST=browser says so'
  if (platform !== 'linux') return null
  if (!environment.DISPLAY && !environment.WAYLAND_DISPLAY) return 'no display on this machine'
  if (userId === 0) return 'it does not run as root with its sandbox on'
  return null
}

/** The executable, or null. Electron's own module is never loaded to look: it downloads when there is none. */
function electronPath() {
  const name = readIfThere(at('node_modules/electron/path.txt'))
  if (name === null) return null
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? at('node_modules/electron/dist')
  const path = `${folder}/${name}`
  return existsSync(path) ? path : null
}

async function fetchElectron(node) {
  if (process.env.ELECTRON_SKIP_BINARY_DOWNLOAD) return { whyNot: 'ELECTRON_SKIP_BINARY_DOWNLOAD is set' }
  const host = downloadHost(process.env)
  if (host !== null && !(await resolves(host))) {
    return { whyNot: `its program cannot be fetched (${host} is not reachable)` }
  }
  say(`Fetching Electron (about 110 MB, once; at most ${downloadMinutes} minutes; KITH_HOST=browser does without) ...`)
  const options = { encoding: 'utf8', timeout: downloadMinutes * 60_000, stdio: ['ignore', 'ignore', 'pipe'] }
  const { status, signal, stderr } = spawnSync(node, [at('node_modules/electron/install.js')], options)
  const path = electronPath()
  if (status === 0 && path) return { electron: path }
  const reason = signal ? `not there after ${downloadMinutes} minutes` : reasonIn(stderr)
  return { whyNot: `its program could not be fetched (${reason})` }
}

/** Where Electron would be fetched from, or null when a proxy asks in our place. */
export function downloadHost(environment) {
  if (environment.HTTPS_PROXY || environment.https_proxy || environment.ALL_PROXY || environment.all_proxy) return null
  const mirror = environment.ELECTRON_MIRROR ?? environment.npm_config_electron_mirror
  return mirror ? new URL(mirror).hostname : 'github.com'
}

async function resolves(host) {
  const patience = new Promise((resolve) => setTimeout(resolve, 5_000, false).unref())
  return Promise.race([
    lookup(host).then(
      () => true,
      () => false,
    ),
    patience,
  ])
}

/** What an error said, from the stack the installer prints. */
export function reasonIn(stack) {
  const [first = ''] = stack.trim().split('\n')
  return first.replace(/^\w*Error: /, '').slice(0, 200) || 'without a word'
}

// A Chromium for the end-to-end tests: one that is there, else the system's package, else Playwright's own.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { posix } from 'node:path'
import { aptGet, asRoot, distribution } from './apt.mjs'
import { Obstacle, at, readIfThere, root, step } from './project.mjs'

const remembered = at('.cache/chromium-path')

/**
 * Makes sure there is a Chromium that starts.
 * @param {string} node Path of the Node that runs Playwright's installer.
 * @returns {Promise<string>} Path of the browser.
 */
export async function ensureChromium(node) {
  const given = process.env.KITH_CHROMIUM
  if (given) {
    if (existsSync(given)) return given
    throw new Obstacle(`KITH_CHROMIUM names ${given}, and there is no such file.`)
  }
  const known = readIfThere(remembered)
  if (known && existsSync(known)) return known
  const found = findInstalled() ?? (await installFromSystem()) ?? (await installFromPlaywright(node))
  if (!found) {
    throw new Obstacle(
      'The end-to-end tests need a Chromium and none could be found or installed.\n' +
        'Install Chromium or Google Chrome, or set KITH_CHROMIUM to the path of one, and run this again.',
    )
  }
  mkdirSync(at('.cache'), { recursive: true })
  writeFileSync(remembered, found)
  return found
}

function findInstalled() {
  return wellKnownPlaces(process.platform, process.env).find((path) => existsSync(path) && starts(path))
}

/** Where browsers of Chromium's kind lie, the freest first. */
export function wellKnownPlaces(platform, environment) {
  if (platform === 'darwin') {
    const applications = ['/Applications', `${environment.HOME}/Applications`]
    const names = ['Chromium', 'Google Chrome', 'Microsoft Edge']
    return names.flatMap((name) => applications.map((folder) => `${folder}/${name}.app/Contents/MacOS/${name}`))
  }
  if (platform === 'win32') {
    const programs = [environment.ProgramFiles, environment['ProgramFiles(x86)'], environment.LOCALAPPDATA]
    const paths = ['Chromium\\Application\\chrome.exe', 'Google\\Chrome\\Application\\chrome.exe']
    return [...paths, 'Microsoft\\Edge\\Application\\msedge.exe'].flatMap((path) =>
      programs.filter(Boolean).map((folder) => `${folder}\\${path}`),
    )
  }
  const folders = ['/usr/bin', ...(environment.PATH ?? '').split(':').filter(Boolean)]
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
  return [...new Set(names.flatMap((name) => folders.map((folder) => posix.join(folder, name))))]
}

/** On Ubuntu /usr/bin/chromium-browser may be a script that asks for a snap. Elsewhere asking opens a window. */
function starts(path) {
  if (process.platform !== 'linux') return true
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 })
  return status === 0 && /\d+\.\d+\.\d+\.\d+/.test(stdout)
}

async function installFromSystem() {
  // Ubuntu's package is an empty one that asks for a snap.
  const apt = distribution().id === 'debian' ? aptGet() : null
  if (!apt) return undefined
  const install = () => apt('install', '--no-install-recommends', 'chromium')
  await step('Installing Chromium with apt', 'about 1 minute, 100 MB', () => install() || (apt('update') && install()))
  return findInstalled()
}

async function installFromPlaywright(node) {
  const withSystemLibraries = process.platform === 'linux' && asRoot() ? ['--with-deps'] : []
  const args = [
    at('node_modules/playwright-core/cli.js'),
    'install',
    ...withSystemLibraries,
    '--no-shell',
    '--no-progress',
    'chromium',
  ]
  await step('Fetching Chromium from Playwright', 'about 1 minute, 180 MB, at most 10 minutes', () =>
    spawnSync(node, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 }),
  )
  const ask = "process.stdout.write(require('playwright-core').chromium.executablePath())"
  const path = spawnSync(node, ['-e', ask], { cwd: root, encoding: 'utf8' }).stdout
  return path && existsSync(path) && starts(path) ? path : undefined
}

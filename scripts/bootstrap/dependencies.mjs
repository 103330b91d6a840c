// node_modules as package-lock.json says, and nothing done when it already is.
import { readFileSync } from 'node:fs'
import { runNpm } from './npm.mjs'
import { Obstacle, at, hashOf, readIfThere, stampAt, step } from './project.mjs'

/** @param {string} node Path of the Node the packages are for. */
export async function ensureDependencies(node) {
  const lockfile = readLockfile()
  // The platform belongs to it: node_modules of another system, on a shared folder, has the wrong binaries.
  const inputs = `${hashOf('package-lock.json')} ${process.platform}-${process.arch}`
  const stamp = stampAt(at('node_modules/.kith-stamp'), inputs)
  if (stamp.fits()) return
  if (!isInstalledByHand(lockfile)) {
    refuseToDeleteItself()
    await step('Installing dependencies', 'about 1 minute, up to 10 on a slow line', () => install(node))
  }
  stamp.write()
}

/** Whether somebody ran `npm ci` or `npm install` here: npm keeps its own account of what it installed. */
function isInstalledByHand(lockfile) {
  const account = readIfThere(at('node_modules/.package-lock.json'))
  if (account === null) return false
  try {
    return isComplete(lockfile, JSON.parse(account))
  } catch {
    // npm was stopped while it wrote it, so nothing can be said of the rest either.
    return false
  }
}

function readLockfile() {
  try {
    return JSON.parse(readFileSync(at('package-lock.json'), 'utf8'))
  } catch (error) {
    const reason = `package-lock.json cannot be read: ${error.message}`
    throw new Obstacle(
      `${reason}\nTake it back from the repository (\`git checkout package-lock.json\`) and run this again.`,
    )
  }
}

/**
 * Whether every package of the lockfile is installed in the version it names. Those for other platforms may be missing.
 * @param {{ packages: Record<string, Locked> }} lockfile
 * @param {{ packages: Record<string, { version?: string }> }} installed
 * @param {{ os: string, cpu: string, libc?: string }} platform
 */
export function isComplete(lockfile, installed, platform = thisPlatform()) {
  const wanted = Object.entries(lockfile.packages).filter(([path]) => path !== '')
  return (
    wanted.every(([path, locked]) => {
      const there = installed.packages[path]
      return there ? there.version === locked.version : mayBeMissing(locked, platform)
    }) && Object.keys(installed.packages).every((path) => path in lockfile.packages)
  )
}

/** npm also leaves out what the Node that ran it was too old for, and then the bundler lacks its binary. */
function mayBeMissing({ optional, os, cpu, libc }, platform) {
  if (!optional) return false
  const isForSomePlatform = os !== undefined || cpu !== undefined
  return !isForSomePlatform || !(fits(os, platform.os) && fits(cpu, platform.cpu) && fits(libc, platform.libc))
}

/** Lists name what is meant, or with an exclamation mark what is not. */
function fits(list, value) {
  if (list === undefined) return true
  return list.includes(value) || (list.every((entry) => entry.startsWith('!')) && !list.includes(`!${value}`))
}

function thisPlatform() {
  const isGlibc = process.platform === 'linux' && Boolean(process.report.getReport().header.glibcVersionRuntime)
  const libc = process.platform === 'linux' ? (isGlibc ? 'glibc' : 'musl') : undefined
  return { os: process.platform, cpu: process.arch, libc }
}

/** Windows cannot delete a program that runs, and this one may run from the folder npm is about to empty. */
function refuseToDeleteItself() {
  if (process.platform === 'win32' && process.execPath.startsWith(at('node_modules'))) {
    throw new Obstacle(
      'This Node lies in node_modules, which has to be replaced. Run this again with a Node from elsewhere.',
    )
  }
}

function install(node) {
  // No package here needs an install script. Development packages are wanted even where NODE_ENV says production.
  return runNpm(node, ['ci', '--ignore-scripts', '--include=dev', '--include=optional'])
}

/** @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Locked */

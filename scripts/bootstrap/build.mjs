// The built application in out/, and the prepared database that makes a first start quick.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Obstacle, at, hashOf, root, stampAt, step } from './project.mjs'

/** Builds what is missing or older than its sources. `node` is the path of the Node to build with. */
export async function ensureBuild(node) {
  await ensure(application, node)
  await ensure(preparedDatabase, node)
}

/** Builds both, whatever is there. */
export async function buildAll(node) {
  await build(application, node)
  await build(preparedDatabase, node)
}

const application = {
  what: 'Building Kith',
  mayTake: 'about 5 s',
  inputs: [
    'src',
    'supabase/migrations',
    'package-lock.json',
    'electron.vite.config.ts',
    'tsconfig.base.json',
    'scripts/shipped',
    'scripts/build',
    'scripts/package/contents.mjs',
    'build/tray',
  ],
  outputs: ['out/main/index.js', 'out/main/browser-host.js', 'out/preload/index.cjs', 'out/renderer/index.html'],
  stamp: 'out/.kith-application',
  arguments: ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'],
}

const preparedDatabase = {
  what: 'Preparing the database of a first start',
  mayTake: 'about 10 s',
  inputs: ['src/main/embedded', 'supabase/migrations', 'package-lock.json'],
  outputs: ['out/database/prepared.tar.zst'],
  stamp: 'out/.kith-database',
  arguments: ['out/main/prepare-database.js', 'out/database/prepared.tar.zst'],
}

async function ensure(target, node) {
  const isThere = target.outputs.every((path) => existsSync(at(path)))
  if (!isThere || !stampOf(target).fits()) await build(target, node)
}

async function build(target, node) {
  const stamp = stampOf(target)
  stamp.remove()
  await step(target.what, target.mayTake, () => run(target, node))
  stamp.write()
}

function stampOf({ stamp, inputs }) {
  return stampAt(at(stamp), hashOf(...inputs))
}

function run({ what, arguments: args, outputs }, node) {
  for (const path of outputs) mkdirSync(dirname(at(path)), { recursive: true })
  const { status, signal, error } = spawnSync(node, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (error) throw new Obstacle(`${what} could not start: ${error.message}`)
  if (status !== 0)
    throw new Obstacle(`${what} failed (${signal ?? `exit code ${status}`}). The lines above say where.`)
  const missing = outputs.find((path) => !existsSync(at(path)))
  if (missing) throw new Obstacle(`${what} ended without an error and without ${missing}.`)
}

// Running npm, quietly, and a second time where that can help.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { explainNpmFailure, wordsOf } from './npm-failure.mjs'
import { Obstacle, root, say } from './project.mjs'

/**
 * Runs npm in the project. Throws an obstacle that says what npm said and what to do about it.
 * @param {string} node Path of the Node to run it with: npm leaves out optional packages that this Node is too old for.
 * @param {string[]} args
 */
export async function runNpm(node, args) {
  const first = await run(node, args)
  if (first.code === 0) return
  const { kind, mayPass } = explainNpmFailure(first.output)
  if (!mayPass) throw obstacleOf(args, first.output)
  say(`npm ${args[0]} failed (${kind}); trying once more ...`)
  const second = await run(node, args)
  if (second.code !== 0) throw obstacleOf(args, second.output)
}

function obstacleOf(args, output) {
  const { kind, advice } = explainNpmFailure(output)
  return new Obstacle(`${wordsOf(output)}\nnpm ${args[0]} did not get through (${kind}). ${advice}`)
}

function run(node, args) {
  // npm would speak of funding and draw a moving line. Where nothing answers it would try for a minute; 12 s are enough.
  const quiet = ['--no-audit', '--no-fund', '--no-progress', '--no-update-notifier', '--loglevel=error']
  const impatient = ['--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=10000']
  const all = [findNpm(), ...args, ...quiet, ...impatient]
  return new Promise((resolve, reject) => {
    const npm = spawn(node, all, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    npm.stdout.setEncoding('utf8').on('data', (text) => (output += text))
    npm.stderr.setEncoding('utf8').on('data', (text) => (output += text))
    npm.on('error', reject)
    npm.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** The npm that started us when there is one, else the one beside this Node. Never a shell's idea of "npm". */
export function findNpm() {
  const script = process.env.npm_execpath
  if (script && basename(script) === 'npm-cli.js') return script
  const beside = dirname(process.execPath)
  const places = [join(beside, 'node_modules/npm'), join(beside, '../lib/node_modules/npm'), '/usr/share/nodejs/npm']
  const found = places.map((place) => join(place, 'bin/npm-cli.js')).find((path) => existsSync(path))
  if (found) return found
  throw new Obstacle('npm was not found beside this Node. Run `npm start` or `npm test` with npm 10 or later.')
}

// `npm start` and `npm test` as somebody has them who has just cloned Kith. npm's own cache is as it is.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { Obstacle, root, say } from '../../scripts/bootstrap/project.mjs'
import { parts } from '../../scripts/checks/projects.mjs'

export async function measureCleanClone() {
  return inCleanClone(async ({ clone, data }) => {
    say('npm start in a clean clone: minutes.')
    const cold = await secondsToLink(clone, data)
    const warm = await secondsToLink(clone, data)
    return [
      { what: '`npm start` in a clean clone, to the link', value: cold, unit: 's' },
      { what: '`npm start` once more, to the link', value: warm, unit: 's' },
    ]
  })
}

/** @param {string} wanted parts of `npm test` with spaces between, or `all` */
export async function measureTestsInCleanClone(wanted) {
  const chosen = wanted === 'all' ? [] : wanted.split(' ')
  const stranger = chosen.find((part) => !parts.includes(part))
  if (stranger !== undefined) throw new Obstacle(`"${stranger}" is none of ${parts.join(', ')}, and not all.`)
  return inCleanClone(async ({ clone }) => {
    const command = ['npm test', ...(chosen.length > 0 ? ['--', ...chosen] : [])].join(' ')
    say(`${command} in a clean clone${chosen.length > 0 ? '' : ': an hour'}.`)
    const { seconds, output } = await secondsOfTests(clone, chosen)
    const summary = /^\d+ passed, \d+ failed(?:, \d+ skipped)?$/gm
    const note = output.match(summary)?.at(-1)
    if (note === undefined) throw new Obstacle(`${command} ended without a summary:\n${output.slice(-2_000)}`)
    return [{ what: `\`${command}\` in a clean clone`, value: seconds / 60, unit: 'min', note }]
  })
}

/** What is committed, in an empty folder. */
async function inCleanClone(work) {
  const folder = mkdtempSync(join(tmpdir(), 'kith-clone-'))
  try {
    const clone = join(folder, 'kith')
    execFileSync('git', ['clone', '--quiet', root, clone])
    return await work({ clone, data: join(folder, 'data') })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** In the browser host, which can be heard anywhere. */
function secondsToLink(clone, data) {
  const begun = performance.now()
  const npm = startNpm(clone, ['start'], { KITH_DATA: data, DISPLAY: '', WAYLAND_DISPLAY: '' })
  let output = ''
  let seconds = null
  return new Promise((resolve, reject) => {
    for (const stream of [npm.stdout, npm.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
        if (seconds !== null || !/^\[kith\] Open \S+$/m.test(output)) return
        seconds = (performance.now() - begun) / 1_000
        endGroupOf(npm)
      })
    }
    npm.once('error', reject)
    npm.once('close', () => {
      if (seconds !== null) resolve(seconds)
      else reject(new Obstacle(`npm start ended without a link:\n${output.slice(-2_000)}`))
    })
  })
}

function secondsOfTests(clone, chosen) {
  const begun = performance.now()
  const npm = startNpm(clone, ['test', '--', ...chosen], {})
  let output = ''
  return new Promise((resolve, reject) => {
    for (const stream of [npm.stdout, npm.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
        // For an hour, somebody would like to know.
        process.stdout.write(text)
      })
    }
    npm.once('error', reject)
    npm.once('close', () => resolve({ seconds: (performance.now() - begun) / 1_000, output }))
  })
}

/** From a terminal of its own: nothing of the npm and the Node that run this. npm, its shell and what they start are one group. */
function startNpm(cwd, args, more) {
  const ours = Object.entries(process.env).filter(([name]) => !/^npm_|^(?:INIT_CWD|NODE|PATH)$/i.test(name))
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((part) => !part.startsWith(root) && !/node_modules|node-gyp-bin/.test(part))
  const env = { ...Object.fromEntries(ours), PATH: path.join(delimiter), ...more }
  const npm = spawn('npm', args, { cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env })
  const endWithUs = () => endGroupOf(npm)
  process.once('exit', endWithUs)
  npm.once('close', () => process.off('exit', endWithUs))
  return npm
}

function endGroupOf({ pid }) {
  if (pid !== undefined) process.kill(-pid, 'SIGTERM')
}

// `npm start` as somebody has it who has just cloned Kith, and once more. npm's own cache is as it is.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { root, say } from '../../scripts/bootstrap/project.mjs'

export async function measureCleanClone() {
  const folder = mkdtempSync(join(tmpdir(), 'kith-clone-'))
  try {
    const clone = join(folder, 'kith')
    execFileSync('git', ['clone', '--quiet', root, clone])
    say('npm start in a clean clone: minutes.')
    const cold = await untilLink(clone, join(folder, 'data'))
    const warm = await untilLink(clone, join(folder, 'data'))
    return [
      { what: '`npm start` in a clean clone, to the link', value: cold, unit: 's' },
      { what: '`npm start` once more, to the link', value: warm, unit: 's' },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Seconds. In the browser host, which can be heard anywhere. */
function untilLink(cwd, data) {
  const begun = performance.now()
  const npm = spawn('npm', ['start'], {
    cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, KITH_DATA: data, DISPLAY: '', WAYLAND_DISPLAY: '' },
  })
  let output = ''
  return new Promise((resolve, reject) => {
    const end = (settle) => {
      // npm, its shell and Kith are one group of ours.
      npm.once('close', settle)
      if (npm.pid !== undefined) process.kill(-npm.pid, 'SIGTERM')
    }
    for (const stream of [npm.stdout, npm.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
        if (!/^\[kith\] Open \S+$/m.test(output)) return
        const seconds = (performance.now() - begun) / 1_000
        output = ''
        end(() => resolve(seconds))
      })
    }
    npm.once('exit', () => reject(new Error(`npm start ended without a link:\n${output.slice(-2_000)}`)))
  })
}

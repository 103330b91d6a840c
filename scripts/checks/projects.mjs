// One Vitest run per project of vitest.config.ts, so that each has the machine to itself and is counted on its own.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readIfThere, root, say } from '../bootstrap/project.mjs'
import { countTests } from './counts.mjs'
import { toolPath } from './tools.mjs'

/** What `npm test` consists of, in the order it runs. All but `checks` are Vitest projects. */
export const parts = ['checks', 'unit', 'renderer', 'database', 'e2e']

/** What runs only when it is named: the database project on PostgreSQL alone. */
export const partsOnRequest = ['stack']

const patience = 20 * 60_000

/**
 * Runs a project's tests and counts them.
 * @param {string} node Path of the Node to run with.
 * @param {string} project
 * @param {string[]} filters Handed to Vitest.
 * @param {Record<string, string>} environment Added to the environment.
 */
export async function runProject(node, project, filters = [], environment = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'kith-test-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  say(`Tests: ${project}`)
  try {
    const exitCode = await run(
      node,
      [toolPath('vitest'), 'run', '--project', project, ...reporters, ...filters],
      environment,
    )
    return countTests(readIfThere(report), exitCode)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function run(node, args, environment) {
  return new Promise((resolve, reject) => {
    const options = { cwd: root, stdio: 'inherit', timeout: patience, env: { ...process.env, ...environment } }
    const vitest = spawn(node, args, options)
    vitest.on('error', reject)
    vitest.on('exit', (code, signal) => {
      if (signal) say(`Vitest was ended by ${signal}.`)
      resolve(code)
    })
  })
}

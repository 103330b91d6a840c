// One Vitest run per project of vitest.config.ts, so that each has the machine to itself and is counted on its own.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { readIfThere, root, say } from '../bootstrap/project.mjs'
import { countTests, failuresOf, withSecondLook } from './counts.mjs'
import { withScratch } from './scratch.mjs'
import { toolPath } from './tools.mjs'

/** What `npm test` consists of, in the order it runs. All but `checks` are Vitest projects. */
export const parts = ['checks', 'unit', 'renderer', 'database', 'e2e']

/** What runs only when it is named: the database project on PostgreSQL alone. */
export const partsOnRequest = ['stack']

/** Only what hangs takes this long: all of them together take three quarters of an hour on two cores. */
const patience = 60 * 60_000

/** More files than this failing at once is no accident of timing. */
const mostSecondLooks = 3

/**
 * Runs a project's tests and counts them. In continuous integration a file that failed is run once more, alone: a test
 * that passes then counts as passed and is named as unsteady at the end, to be repaired, but does not hold up the rest.
 * @param {string} node Path of the Node to run with.
 * @param {string} project
 * @param {string[]} filters Handed to Vitest.
 * @param {Record<string, string>} environment Added to the environment.
 * @returns {Promise<import('./counts.mjs').Counts & { failures: Failure[], unsteady: Failure[] }>}
 * @typedef {ReturnType<typeof failuresOf>[number]} Failure
 */
export async function runProject(node, project, filters = [], environment = {}) {
  say(`Tests: ${project}`)
  const first = await runVitest(node, project, filters, environment)
  const failures = failuresOf(first.report)
  const files = [...new Set(failures.map(({ file }) => file))]
  if (process.env.CI !== 'true' || files.length === 0 || files.length > mostSecondLooks) {
    return { ...countTests(first.report, first.exitCode), failures, unsteady: [] }
  }
  say(`Tests: ${project}, once more what failed`)
  const second = await runVitest(node, project, files, environment)
  const report = withSecondLook(first.report, second.report)
  const still = failuresOf(report)
  const unsteady = failures.filter((each) => !still.some(({ file, test }) => file === each.file && test === each.test))
  return { ...countTests(report, second.exitCode), failures: still, unsteady }
}

function runVitest(node, project, filters, environment) {
  return withScratch(async (folder) => {
    const path = join(folder, 'report.json')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`]
    const args = [toolPath('vitest'), 'run', '--project', project, ...reporters, ...filters]
    const exitCode = await run(node, args, { ...environment, TMPDIR: folder })
    return { report: readIfThere(path), exitCode }
  })
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

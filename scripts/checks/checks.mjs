// What has to hold before any test runs: types, lint, format, nothing unused, generated files up to date.
import { spawn } from 'node:child_process'
import { at, root, say } from '../bootstrap/project.mjs'
import { toolPath } from './tools.mjs'

const checks = [
  { name: 'types of main', tool: 'tsc', args: ['-p', 'tsconfig.main.json'] },
  { name: 'types of the renderer', tool: 'tsc', args: ['-p', 'tsconfig.renderer.json'] },
  { name: 'lint', tool: 'oxlint', args: [] },
  { name: 'format', tool: 'oxfmt', args: ['--check'] },
  { name: 'nothing unused', tool: 'knip', args: ['--no-progress'] },
  { name: 'database types and pages', script: 'scripts/gen-types.mjs', args: ['--check'] },
  { name: 'links of the documentation', script: 'scripts/check-links.mjs', args: [] },
]

const patience = 5 * 60_000

/**
 * Runs every check, one after the other, and prints what each had to say when it failed.
 * @param {string} node Path of the Node to run them with.
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export async function runChecks(node) {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const check of checks) {
    const begin = performance.now()
    const { failed, output } = await run(node, check)
    const took = `${((performance.now() - begin) / 1000).toFixed(1)} s`
    if (failed) console.log(output.trimEnd())
    say(`${check.name}: ${failed ? 'FAILED' : 'passed'} (${took})`)
    counts[failed ? 'failed' : 'passed'] += 1
  }
  return counts
}

function run(node, { tool, script, args }) {
  const file = tool ? toolPath(tool) : at(script)
  return new Promise((resolve) => {
    const child = spawn(node, [file, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], timeout: patience })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text) => (output += text))
    child.on('error', (error) => resolve({ failed: true, output: `${file} did not start: ${error.message}` }))
    child.on('close', (code, signal) => {
      const ending = signal ? `\n${file} was ended by ${signal}.` : ''
      resolve({ failed: code !== 0, output: output + ending })
    })
  })
}

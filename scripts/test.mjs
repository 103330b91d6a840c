// `npm test`: the checks, then every test project, and as the last line how many passed and failed.
// `npm test -- unit e2e` runs only these; what is none of the names goes on to Vitest: `npm test -- unit src/shared`.
// `npm test -- --record` takes down how long all of it took, into docs/performance.md.
// `npm run test:stack` runs the database's tests on PostgreSQL alone, and fails where that is not possible.
import { relative } from 'node:path'
import { ensureChromium } from './bootstrap/chromium.mjs'
import { nodePath } from './bootstrap/node.mjs'
import { ensureStack } from './bootstrap/postgres.mjs'
import { Obstacle, root, runOrExplain, say } from './bootstrap/project.mjs'
import { runChecks } from './checks/checks.mjs'
import { summaryOf, sumOf } from './checks/counts.mjs'
import { parts, partsOnRequest, runProject } from './checks/projects.mjs'
import { recordFigures } from './performance/figures.mjs'

const all = [...parts, ...partsOnRequest]
const words = process.argv.slice(2).filter((word) => word !== '--record')
const isRecorded = process.argv.includes('--record')
const named = words.filter((word) => all.includes(word))
const filters = words.filter((word) => !all.includes(word))
const chosen = named.length > 0 ? all.filter((part) => named.includes(part)) : parts
if (isRecorded && words.length > 0) {
  console.error('[kith] Only all of `npm test` is taken down: --record goes without other words.')
  process.exit(2)
}

const node = nodePath()
const counts = []
const minutes = []
for (const part of chosen) {
  const begun = performance.now()
  counts.push(await run(part))
  minutes.push((performance.now() - begun) / 60_000)
}

for (const { failures = [], unsteady = [] } of counts) {
  for (const each of unsteady) tell('Passed only when run again', each)
  for (const each of failures) tell('Failed', each)
}
const sum = sumOf(counts)
if (isRecorded) record()
console.log(`\n${summaryOf(sum)}`)
process.exitCode = sum.failed > 0 ? 1 : 0

// The end of a long output is what people, and servers that keep only the end, see.
function tell(what, { file, test, why }) {
  console.log(`\n${what}: ${relative(root, file)}${test && ` > ${test}`}\n  ${why}`)
}

/** The summary stays the last line, so this comes before it. */
function record() {
  const whole = minutes.reduce((before, each) => before + each, 0)
  recordFigures('test', {
    command: 'npm test -- --record',
    figures: [
      { what: '`npm test` where everything is in place', value: whole, unit: 'min', note: summaryOf(sum) },
      ...chosen.map((part, index) => ({ what: `Of that ${part}`, value: minutes[index], unit: 'min' })),
    ],
  })
}

async function run(part) {
  if (part === 'checks') return runChecks(node)
  if (part === 'unit' || part === 'renderer') return runProject(node, part, filters)
  let result = { passed: 0, failed: 1, skipped: 0 }
  await runOrExplain(async () => {
    if (part === 'e2e') result = await runProject(node, part, filters, { KITH_CHROMIUM: await ensureChromium(node) })
    else result = await runProject(node, 'database', filters, { KITH_ENGINES: await enginesFor(part) })
  })
  return result
}

/** What the database is tested on. Where PostgreSQL is not to be had, one line says so, unless it was asked for. */
async function enginesFor(part) {
  const isAskedFor = part === 'stack' || (process.env.CI === 'true' && process.platform === 'linux')
  try {
    // Somebody's own computer is not made a database server because a test would like one.
    await ensureStack(node, { mayInstall: isAskedFor || process.getuid?.() === 0 })
    return part === 'stack' ? 'postgres' : 'pglite,postgres'
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error
    if (isAskedFor) throw new Obstacle(`The database cannot be tested on PostgreSQL: ${error.message}.`)
    say(`The database is tested on the embedded engine only: ${error.message.split('\n')[0]}.`)
    return 'pglite'
  }
}

// `npm run bench -- startup`: from the start of the browser host's process to a page one can write in, and to the first word
// of the practice model; and what its process holds then. By the start-up trace, medians of several. Needs a build.
//
//   --rounds 5   --release (measures the bundle of a release, which is built for it)
//   --cold (drops the system's page cache before each start, for root on Linux)   --record (into docs/performance.md)
//
// Instead, each with figures of its own:
//
//   --messages 100000 (starts with so many in the database)
//   --cold-clone (`npm start` in a clean clone, and once more; npm's cache as it is)
//   --tests all, or parts such as "checks unit" (`npm test` in a clean clone: all of it takes an hour, and only that is recorded)
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { Obstacle, at, runOrExplain, say } from '../scripts/bootstrap/project.mjs'
import { recordFigures } from '../scripts/performance/figures.mjs'
import { measureCleanClone, measureTestsInCleanClone } from './startup/clean-clone.mjs'
import { figuresOf } from './startup/figures-of-starts.mjs'
import { measureLarge } from './startup/large.mjs'
import { buildRelease } from './startup/release.mjs'
import { measureStarts } from './startup/starts.mjs'

const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    rounds: { type: 'string', default: '5' },
    messages: { type: 'string', default: '0' },
    release: { type: 'boolean', default: false },
    cold: { type: 'boolean', default: false },
    'cold-clone': { type: 'boolean', default: false },
    tests: { type: 'string', default: '' },
    record: { type: 'boolean', default: false },
  },
})
const [rounds, messages] = [Number(options.rounds), Number(options.messages)]
/** Of a start as one has it every day. */
const aims = { usable: 1_000, warmedMemory: 450, usedMemory: 450 }

await runOrExplain(async () => {
  say(`${availableParallelism()} cores, load ${loadavg()[0].toFixed(1)}, Node ${process.version}.`)
  const isPart = options.tests !== '' && options.tests !== 'all'
  if (options.record && isPart) throw new Obstacle('Only all of `npm test` is taken down: --tests all.')
  const { name, figures } = await measure()
  for (const { what, value, unit } of figures)
    say(
      `${what.padEnd(66)}${value.toFixed(unit === 'times' ? 2 : unit === 's' || unit === 'min' ? 1 : 0).padStart(7)} ${unit}`,
    )
  if (options.record) recordFigures(name, { figures })
})

/** @returns {Promise<{ name: string, figures: import('../scripts/performance/figures.mjs').Figure[] }>} */
async function measure() {
  if (options.tests !== '') return { name: 'test-clone', figures: await measureTestsInCleanClone(options.tests) }
  if (options['cold-clone']) return { name: 'startup-clone', figures: await measureCleanClone() }
  const name = ['startup', ...['release', 'cold'].filter((kind) => options[kind])].join('-')
  const main = options.release ? await buildRelease() : at('out/main/browser-host.js')
  const start = { main, rounds, isCold: options.cold }
  if (messages > 0) return { name: `${name}-messages`, figures: await measureLarge({ ...start, messages, aims }) }
  const what = options.release ? ' (bundle of a release)' : options.cold ? ' (nothing in the page cache)' : ''
  return { name, figures: figuresOf(await measureStarts(start), { what, aims }) }
}

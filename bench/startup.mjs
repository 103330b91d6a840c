// `npm run bench -- startup`: from the start of the browser host's process to a page one can write in, and to the first word
// of the practice model; and what its process holds then. By the start-up trace, medians of several. Needs a build.
//
//   --rounds 5   --messages 100000 (0: without)   --release (measures the bundle of a release, which is built for it)
//   --cold (drops the system's page cache before each start, for root on Linux)
//   --cold-clone (only: `npm start` in a clean clone, with npm's cache as it is)   --record (into docs/performance.md)
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { at, runOrExplain, say } from '../scripts/bootstrap/project.mjs'
import { recordFigures } from '../scripts/performance/figures.mjs'
import { quantile } from './database/measure.mjs'
import { measureCleanClone } from './startup/clean-clone.mjs'
import { openBrowser } from './startup/browser.mjs'
import { liveOnce } from './startup/live-once.mjs'
import { measureLarge } from './startup/large.mjs'
import { measurePeer } from './startup/peer.mjs'
import { dropPageCache } from './startup/page-cache.mjs'
import { buildRelease } from './startup/release.mjs'

const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    rounds: { type: 'string', default: '5' },
    messages: { type: 'string', default: '0' },
    release: { type: 'boolean', default: false },
    cold: { type: 'boolean', default: false },
    'cold-clone': { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
  },
})
const rounds = Number(options.rounds)
const load = loadavg()[0]
/** Of a start as one has it every day. */
const aims = { usable: 1_000, warmedMemory: 450, usedMemory: 450 }

await runOrExplain(async () => {
  say(`${availableParallelism()} cores, load ${load.toFixed(1)}, Node ${process.version}.`)
  const figures = options['cold-clone'] ? await measureCleanClone() : await measureStarts()
  for (const { what, value, unit } of figures)
    say(`${what.padEnd(66)}${value.toFixed(unit === 'times' ? 2 : 0).padStart(7)} ${unit}`)
  if (!options.record) return
  const kinds = ['release', 'cold', 'cold-clone'].filter((kind) => options[kind])
  const given = process.argv.slice(3).filter((argument) => argument !== '--record')
  const command = ['npm run bench -- startup', ...given].join(' ')
  recordFigures(['startup', ...kinds].join('-'), { command, figures, load })
})

async function measureStarts() {
  const main = options.release ? await buildRelease() : at('out/main/browser-host.js')
  const first = []
  const later = []
  const peers = []
  for (let round = 0; round < rounds; round += 1) {
    // A browser for each round: the first start finds nothing in it, the later one what the first has left.
    const folder = mkdtempSync(join(tmpdir(), 'kith-bench-'))
    const browser = await openBrowser(join(folder, 'browser'))
    try {
      const data = join(folder, 'data')
      first.push(await measured({ browser, data, main }))
      // The second start writes what it compiled; those that follow are what a person has every day.
      await measured({ browser, data, main })
      later.push(await measured({ browser, data, main }))
      peers.push(await measurePeer(browser))
    } finally {
      await browser.close()
      rmSync(folder, { recursive: true })
    }
  }
  const what = options.release ? ' (bundle of a release)' : options.cold ? ' (nothing in the page cache)' : ''
  const figures = [...figuresOf(`First start${what}`, first, {}), ...figuresOf(`Start${what}`, later, aims)]
  const peer = quantile(peers, 0.5)
  figures.push({ what: 'Peer: a bare Node server to first paint of its page', value: peer, unit: 'ms' })
  const usable = quantile(
    later.map((sample) => sample.usable),
    0.5,
  )
  figures.push({ what: `Start${what} to usable, against the peer`, value: usable / peer, unit: 'times' })
  const messages = Number(options.messages)
  if (messages > 0) figures.push(...(await measureLarge({ messages, main })))
  return figures
}

async function measured({ browser, data, main }) {
  if (options.cold) dropPageCache()
  return liveOnce({ browser, folder: data, main })
}

function figuresOf(start, samples, aimOf) {
  const middle = (key, what, unit) => ({
    what: `${start}: ${what}`,
    value: quantile(
      samples.map((sample) => sample[key]),
      0.5,
    ),
    unit,
    ...(aimOf[key] && { aim: aimOf[key] }),
  })
  return [
    middle('listening', 'link printed', 'ms'),
    middle('firstPaint', 'first paint', 'ms'),
    middle('ready', 'database and account ready', 'ms'),
    middle('usable', 'one can write', 'ms'),
    middle('firstWord', 'send to first word on screen, practice model', 'ms'),
    middle('idleMemory', 'memory when one can write', 'MB'),
    middle('warmedMemory', 'memory idle, Mastra loaded', 'MB'),
    middle('usedMemory', 'memory after the first answer', 'MB'),
  ]
}

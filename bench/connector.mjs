// `npm run bench -- connector`: what storage costs a Mastra project, with ours and with Mastra's own stores, in one run:
// turns of a real agent over a model that answers at once, lists, a clone, and the end of a long history. With time added to
// every round trip, as between a server and its database. Ratios are of ours to @mastra/pg and @mastra/libsql.
//
//   --turns 20   --delays 0,20,80   --history 10000   --record (the nearest and the farthest into docs/performance.md)
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { runOrExplain, say } from '../scripts/bootstrap/project.mjs'
import { recordFigures } from '../scripts/performance/figures.mjs'
import { openStores } from './connector/stores.mjs'
import { prepareWorkload } from './connector/workload.mjs'
import { quantile } from './database/measure.mjs'

const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    turns: { type: 'string', default: '20' },
    delays: { type: 'string', default: '0,20,80' },
    history: { type: 'string', default: '10000' },
    record: { type: 'boolean', default: false },
  },
})
const turns = Number(options.turns)
const delays = options.delays.split(',').map(Number)
const peers = { 'ours/PostgREST': '@mastra/pg', 'ours/embedded': '@mastra/libsql' }

await runOrExplain(async () => {
  const load = loadavg()[0].toFixed(1)
  say(`${availableParallelism()} cores, load ${load}, Node ${process.version}, ${turns} of each.`)
  const stores = await openStores()
  try {
    for (const store of stores) {
      store.workload = await prepareWorkload(store, Number(options.history))
      // As any database some minutes after a large import.
      await store.settle()
    }
    const compared = new Map()
    for (const delay of delays) compared.set(delay, await compare(stores, delay))
    const taken = [Math.min(...delays), Math.max(...delays)]
    if (options.record)
      recordFigures('connector', { figures: [...new Set(taken)].flatMap((delay) => compared.get(delay)) })
  } finally {
    for (const { close } of stores) await close()
  }
})

async function compare(stores, delay) {
  console.log(`\n${delay} ms added to a round trip; milliseconds at p50 (round trips)`)
  // A file on this computer has no way to go.
  const compared = stores.filter(({ isLocal }) => delay === 0 || !isLocal)
  const figures = []
  for (const name of Object.keys(stores[0].workload)) {
    const times = new Map(compared.map((store) => [store, []]))
    const trips = new Map()
    for (let index = -2; index < turns; index += 1) {
      for (let turn = 0; turn < compared.length; turn += 1) {
        const store = compared[(index + 2 + turn) % compared.length]
        const work = await store.workload[name]()
        store.line.delay = delay
        store.line.trips = 0
        const begun = performance.now()
        await work()
        if (index >= 0) times.get(store).push(performance.now() - begun)
        trips.set(store, store.line.trips)
        store.line.delay = 0
      }
    }
    // What Mastra does without any storage to wait for is nobody's.
    const own = median(times, compared, 'in memory')
    const p50 = (store) => Math.max(0.01, quantile(times.get(store), 0.5) - own)
    const shown = compared
      .filter((store) => store.name !== 'in memory')
      .map((store) => `${store.name} ${p50(store).toFixed(1)} (${trips.get(store)})`)
    const ratios = Object.entries(peers).flatMap(([one, other]) => {
      const [a, b] = [one, other].map((wanted) => compared.find((store) => store.name === wanted))
      if (!a || !b) return []
      const value = p50(a) / p50(b)
      figures.push({
        what: `${name}, ${delay} ms away: ${one} ÷ ${other}`,
        value,
        unit: 'times',
        note: `${p50(a).toFixed(1)} ÷ ${p50(b).toFixed(1)} ms`,
      })
      return [`${one} ÷ ${other} ${value.toFixed(2)}`]
    })
    console.log(`  ${name.padEnd(18)} ${shown.join('   ')}   | ${ratios.join('   ')}`)
  }
  return figures
}

function median(times, stores, name) {
  const store = stores.find((one) => one.name === name)
  return store ? quantile(times.get(store), 0.5) : 0
}

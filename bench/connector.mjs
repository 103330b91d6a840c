// `npm run bench -- connector`: what storage costs a Mastra project, with ours and with Mastra's own stores, in one run:
// turns of a real agent over a model that answers at once, lists, a clone, and the end of a long history. With time added to
// every round trip, as between a server and its database. Ratios are of ours to @mastra/pg and @mastra/libsql.
//
//   --turns 20   --delays 0,20,80   --history 10000
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { runOrExplain, say } from '../scripts/bootstrap/project.mjs'
import { openStores } from './connector/stores.mjs'
import { prepareWorkload } from './connector/workload.mjs'
import { quantile } from './database/measure.mjs'

const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    turns: { type: 'string', default: '20' },
    delays: { type: 'string', default: '0,20,80' },
    history: { type: 'string', default: '10000' },
  },
})
const turns = Number(options.turns)

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
    for (const delay of options.delays.split(',').map(Number)) await compare(stores, delay)
  } finally {
    for (const { close } of stores) await close()
  }
})

async function compare(stores, delay) {
  console.log(`\n${delay} ms added to a round trip; milliseconds at p50 (round trips)`)
  // A file on this computer has no way to go.
  const compared = stores.filter(({ isLocal }) => delay === 0 || !isLocal)
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
    const ratio = (one, other) => {
      const [a, b] = [one, other].map((wanted) => compared.find((store) => store.name === wanted))
      return a && b ? `${one} ÷ ${other} ${(p50(a) / p50(b)).toFixed(2)}` : null
    }
    const ratios = [ratio('ours/PostgREST', '@mastra/pg'), ratio('ours/embedded', '@mastra/libsql')].filter(Boolean)
    console.log(`  ${name.padEnd(18)} ${shown.join('   ')}   | ${ratios.join('   ')}`)
  }
}

function median(times, stores, name) {
  const store = stores.find((one) => one.name === name)
  return store ? quantile(times.get(store), 0.5) : 0
}

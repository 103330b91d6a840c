// `npm run bench -- database`: the calls of the database's API over many messages, on both engines. One person with
// --messages (100,000), a fiftieth as many threads, a twentieth as many memories, and twenty other people; or --growth:
// PostgreSQL with 1,000 people from a thousand messages to a million. See docs/scaling.md.
//
//   --messages 10000   --engine pglite | postgres | both   --calls 100   --only <part of a name>   --json <file>
//   --record (what people wait for into docs/performance.md, each engine for itself; not with --only)
import { writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { openEngine } from './database/engines.mjs'
import { figuresOf, figuresOfGrowth } from './database/figures.mjs'
import { measureGrowth } from './database/growth.mjs'
import { sizesOf, tableOf } from './database/report.mjs'
import { fill, measureAll, readSizes } from './database/world.mjs'
import { Obstacle, runOrExplain, say, step } from '../scripts/bootstrap/project.mjs'
import { recordFigures } from '../scripts/performance/figures.mjs'

const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    messages: { type: 'string' },
    engine: { type: 'string', default: 'both' },
    calls: { type: 'string', default: '100' },
    only: { type: 'string', default: '' },
    json: { type: 'string' },
    growth: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
  },
})
const messages = Number(options.messages ?? (options.growth ? 1_000_000 : 100_000))
const choice = { messages, calls: Number(options.calls), only: options.only }

await runOrExplain(async () => {
  if (options.record && options.only !== '')
    throw new Obstacle('Some calls alone are not taken down: --record goes without --only.')
  const load = loadavg()[0].toFixed(1)
  say(
    `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores, load ${load}, Node ${process.version}.`,
  )
  const results = options.growth ? await measureGrowth(choice) : await measureEngines()
  if (options.record && options.growth) recordFigures('database-growth', { figures: figuresOfGrowth(results) })
  if (options.json) writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`)
})

async function measureEngines() {
  const results = []
  for (const name of options.engine === 'both' ? ['pglite', 'postgres'] : [options.engine]) {
    const engine = await openEngine(name)
    try {
      const title =
        name === 'pglite' ? `Embedded (PGlite, PostgreSQL ${engine.version})` : `PostgreSQL ${engine.version}`
      const world = await step(`${title}: filling it`, '5 minutes at 100,000 messages', () => fill(engine, choice))
      const rows = await measureAll(world, choice)
      const sizes = await readSizes(engine)
      console.log(`\n${title}, ${messages} messages\n${tableOf(rows)}\n\n${sizesOf(sizes)}\n`)
      results.push({ engine: name, version: engine.version, messages, rows, sizes })
      if (options.record) recordFigures(`database-${name}`, { figures: figuresOf(results.at(-1)) })
    } finally {
      await engine.close()
    }
  }
  return results
}

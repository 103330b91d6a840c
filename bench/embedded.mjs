// `npm run bench -- embedded`: what the embedded database costs beside the real thing. Calls through supabase-js, in this
// process, in the data process and to PostgREST with PostgreSQL, taking turns; starts of the data process, cold, warm and
// after a kill; its memory. See docs/durability.md.
//
//   --calls 400   --starts 9   --messages 100000 (0: memory of an empty database only)   --hours 24   --only calls | starts | day
//   --record (each part for itself into docs/performance.md)
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { measureCalls } from './embedded/calls.mjs'
import { measureDay, measureStarts } from './embedded/starts.mjs'
import { runOrExplain, say } from '../scripts/bootstrap/project.mjs'
import { recordFigures } from '../scripts/performance/figures.mjs'

const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    calls: { type: 'string', default: '400' },
    starts: { type: 'string', default: '9' },
    messages: { type: 'string', default: '100000' },
    hours: { type: 'string', default: '24' },
    only: { type: 'string', default: '' },
    record: { type: 'boolean', default: false },
  },
})

await runOrExplain(async () => {
  say(
    `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores, load ${loadavg()[0].toFixed(1)}, Node ${process.version}.`,
  )
  const wants = (part) => options.only === '' || options.only === part
  const parts = {
    starts: () => measureStarts({ rounds: Number(options.starts), messages: Number(options.messages) }),
    calls: () => measureCalls(Number(options.calls)),
    day: () => measureDay(Number(options.hours)),
  }
  for (const [part, measure] of Object.entries(parts).filter(([name]) => wants(name))) {
    const figures = await measure()
    if (options.record) recordFigures(`embedded-${part}`, { figures })
  }
})

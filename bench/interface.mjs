// `npm run bench -- interface`: what a person waits for in a conversation of ten thousand messages, in the built app in
// Chromium over the browser host. Each figure is taken in the page itself, from the act to the picture after it. Needs a build.
//
//   --messages 10000   --threads 2000   --memories 5000   --rounds 15   --seconds 10 (60 for the minute of docs)   --rate 200
//   --only conversation | lists | quick: each is measured in a Kith of its own
//   --record (each for itself into docs/performance.md)
import { parseArgs } from 'node:util'
import { Obstacle, runOrExplain, say } from '../scripts/bootstrap/project.mjs'
import { recordFigures } from '../scripts/performance/figures.mjs'
import { quantile } from './database/measure.mjs'
import { measureConversation } from './interface/conversation.mjs'
import { measureLists } from './interface/lists.mjs'
import { measureQuick } from './interface/quick.mjs'

const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    messages: { type: 'string', default: '10000' },
    threads: { type: 'string', default: '2000' },
    memories: { type: 'string', default: '5000' },
    only: { type: 'string' },
    record: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '15' },
    seconds: { type: 'string', default: '10' },
    rate: { type: 'string', default: '200' },
  },
})
const [messages, threads, memories, rounds, seconds, rate] = [
  'messages',
  'threads',
  'memories',
  'rounds',
  'seconds',
  'rate',
].map((name) => Number(options[name]))

const parts = {
  conversation: () => measureConversation({ messages, rounds, seconds, rate, report }),
  lists: () => measureLists({ messages, threads, memories, rounds, report }),
  quick: () => measureQuick({ rounds, report }),
}

await runOrExplain(async () => {
  const { only } = options
  if (only !== undefined && !(only in parts))
    throw new Obstacle(`"${only}" is none of ${Object.keys(parts).join(', ')}.`)
  for (const [part, measure] of Object.entries(parts)) {
    if (only !== undefined && only !== part) continue
    const figures = await measure()
    if (options.record) recordFigures(`interface-${part}`, { figures })
  }
})

/** @returns {import('../scripts/performance/figures.mjs').Figure} */
function report(name, times, more = {}) {
  const [p50, p95] = [0.5, 0.95].map((share) => quantile(times, share))
  say(`${name}: ${p50.toFixed(0)} ms p50, ${p95.toFixed(0)} ms p95`)
  return { what: name.trim(), value: p50, unit: 'ms', note: `p95 ${p95.toFixed(0)}`, ...more }
}

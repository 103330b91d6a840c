// One call at a time, the sides taking turns; and 200 at once.
import { performance } from 'node:perf_hooks'
import { quantile } from '../database/measure.mjs'
import { openSides } from './sides.mjs'

const WARM_UP = 20
const ROWS = 100
const AT_ONCE = 200

const text = (words) => ({ format: 2, parts: [{ type: 'text', text: words }] })
const message = (threadId, index) => ({
  message_id: crypto.randomUUID(),
  thread_id: threadId,
  role: index % 2 === 0 ? 'user' : 'assistant',
  content: text(`Message ${index}: the river path is flat, and the knee was quiet all week.`),
  created_at: new Date(1_790_000_000_000 + index * 1_000).toISOString(),
})

const cases = [
  { name: 'who am I', call: ({ client }) => client.rpc('ai_whoami', {}) },
  {
    name: 'save one message',
    call: ({ client, thread }, index) => client.rpc('ai_save_messages', { messages: [message(thread, 1_000 + index)] }),
  },
  {
    name: `read ${ROWS} messages`,
    call: ({ client, longThread }) => client.rpc('ai_list_path', { thread_id: longThread, max_rows: ROWS }),
  },
]

/** Of what PostgREST takes: docs/durability.md. */
const aims = { 'who am I': 0.5 }

/** @returns {Promise<import('../../scripts/performance/figures.mjs').Figure[]>} */
export async function measureCalls(calls) {
  const sides = await openSides()
  try {
    const ready = await Promise.all(sides.map(async (side) => ({ ...side, ...(await fill(side.client)) })))
    console.log(`\nCalls through supabase-js, ${calls} each, taking turns: milliseconds, and as a share of PostgREST’s`)
    const figures = []
    const report = (name, times) => {
      console.log(lineOf(name, times))
      figures.push(...figuresOf(name, times))
    }
    for (const { name, call } of cases) report(name, await takeTurns(ready, call, calls))
    const whoami = cases[0].call
    const atOnce = (side) => Promise.all(Array.from({ length: AT_ONCE }, () => done(whoami(side))))
    report(`${AT_ONCE} at once`, await takeTurns(ready, atOnce, 10, 2))
    return figures
  } finally {
    for (const { close } of sides) await close()
  }
}

async function fill(client) {
  const [thread, longThread] = [crypto.randomUUID(), crypto.randomUUID()]
  for (const thread_id of [thread, longThread]) await done(client.rpc('ai_save_thread', { thread_id }))
  const messages = Array.from({ length: ROWS }, (_, index) => message(longThread, index))
  await done(client.rpc('ai_save_messages', { messages }))
  return { thread, longThread }
}

/** @returns the times of each side */
async function takeTurns(sides, call, calls, warmUp = WARM_UP) {
  const times = new Map(sides.map(({ name }) => [name, []]))
  for (let index = 0; index < warmUp + calls; index += 1) {
    // Whoever begins is another one each time.
    for (let turn = 0; turn < sides.length; turn += 1) {
      const side = sides[(index + turn) % sides.length]
      const begun = performance.now()
      await done(call(side, index))
      if (index >= warmUp) times.get(side.name).push(performance.now() - begun)
    }
  }
  return times
}

async function done(request) {
  const answer = await request
  if (answer?.error) throw new Error(answer.error.message)
}

function lineOf(name, times) {
  const peer = quantile(times.get('PostgREST'), 0.5)
  const parts = [...times].map(([side, of]) => {
    const [p50, p95] = [quantile(of, 0.5), quantile(of, 0.95)]
    const share = side === 'PostgREST' ? '' : ` (${(p50 / peer).toFixed(2)})`
    return `${side} p50 ${p50.toFixed(2)}${share} p95 ${p95.toFixed(2)}`
  })
  return `  ${name.padEnd(20)} ${parts.join('   ')}`
}

/** Of the data process, which is what Kith runs. */
function figuresOf(name, times) {
  const [ours, peer] = ['data process', 'PostgREST'].map((side) => quantile(times.get(side), 0.5))
  return [
    { what: `${name}, in the data process`, value: ours, unit: 'ms' },
    {
      what: `${name}, as much as PostgREST with PostgreSQL`,
      value: ours / peer,
      unit: 'times',
      ...(name in aims && { aim: aims[name] }),
    },
  ]
}

// `npm run bench -- assistant`: what Kith adds to an answer. From sending a message to the request that leaves for the
// model, recall included; what each token costs in main; memory after many runs. The real Mastra, the embedded database in
// a thread of its own, and a model that answers at once.
//
//   --sizes 1000,10000   (100000 takes ten minutes to fill)   --asks 40   --runs 500   --tokens 30000
//   --record (into docs/performance.md)
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { runOrExplain, say } from '../scripts/bootstrap/project.mjs'
import { loadModule as load } from '../scripts/load-module.mjs'
import { recordFigures } from '../scripts/performance/figures.mjs'
import { quantile } from './database/measure.mjs'
import { openEmbedded } from './database/open-embedded.mjs'
import { randomOf } from './database/random.mjs'
import { textOf } from './database/texts.mjs'

const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    sizes: { type: 'string', default: '1000,10000' },
    asks: { type: 'string', default: '40' },
    runs: { type: 'string', default: '500' },
    tokens: { type: 'string', default: '30000' },
    record: { type: 'boolean', default: false },
  },
})
const random = randomOf(23)
setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc')
/** Milliseconds from sending to the request, by the number of messages that are searched. */
const aims = { 10_000: 60, 100_000: 150 }
const words = (role) => textOf(random, { role, language: 'english', topic: 3 })

await runOrExplain(async () => {
  const { createRuns } = await load('src/main/assistant/runs.ts')
  const agent = await load('src/main/assistant/agent.ts')
  const { scriptedModel, saying } = await load('src/main/assistant/testing/scripted-model.ts')
  say(`${availableParallelism()} cores, load ${loadavg()[0].toFixed(1)}, Node ${process.version}.`)
  const database = await openEmbedded(load)
  let asked = 0
  let step = saying('A short answer.')
  const { model, prompts } = scriptedModel((prompt) => {
    asked = performance.now()
    return step(prompt)
  })
  const { userId } = database
  const { call, forRun } = database.client
  const runs = createRuns({
    loadAgent: async () => agent,
    onFinished: () => {},
    call,
    forRun,
    userId,
    device: 'bench',
    chooseModel: async () => ({ model, facts: { provider: 'Bench', host: '', model: 'bench' } }),
    onChange: () => {},
    log: () => {},
  })
  const ask = async (threadId, text) => {
    const begun = performance.now()
    const content = { format: 2, parts: [{ type: 'text', text }] }
    const ids = { threadId, runId: crypto.randomUUID(), answerId: crypto.randomUUID() }
    await runs.start({ ...ids, message: { id: crypto.randomUUID(), personaId: null, content: async () => content } })
    await runs.whenIdle()
    // The model of the tests keeps what it was asked; here that would look like a leak.
    prompts.length = 0
    return { untilAsked: asked - begun, whole: performance.now() - begun }
  }

  const figures = []
  try {
    let stored = 0
    for (const size of options.sizes.split(',').map(Number)) {
      await fill(call, size - stored)
      stored = size
      const times = []
      for (let index = -3; index < Number(options.asks); index += 1) {
        const { untilAsked } = await ask(crypto.randomUUID(), words('user'))
        if (index >= 0) times.push(untilAsked)
      }
      say(
        `${size.toLocaleString('en')} messages: from sending to the model's request ${ms(times, 0.5)} p50, ${ms(times, 0.95)} p95`,
      )
      const what = `${size.toLocaleString('en')} messages: from sending to the model's request`
      const aim = size in aims ? { aim: aims[size] } : {}
      figures.push({ what: `${what}, p50`, value: quantile(times, 0.5), unit: 'ms', ...aim })
      figures.push({ what: `${what}, p95`, value: quantile(times, 0.95), unit: 'ms' })
    }

    const count = Number(options.tokens)
    const baseline = (await ask(crypto.randomUUID(), 'hello')).whole
    step = saying(...Array.from({ length: count }, (_, index) => `word${index} `))
    const long = (await ask(crypto.randomUUID(), 'hello')).whole
    const token = ((long - baseline) / count) * 1_000
    say(`A streamed token: ${token.toFixed(0)} µs in main, Mastra's own part included`)
    figures.push({ what: "A streamed token in main, Mastra's own part included", value: token, unit: 'µs', aim: 50 })

    step = saying('A short answer.')
    const threadId = crypto.randomUUID()
    const memory = []
    for (let index = 0; index <= Number(options.runs); index += 1) {
      await ask(threadId, words('user'))
      if (index % 100 === 0) {
        collectGarbage()
        memory.push(Math.round(process.memoryUsage().heapUsed / 1e6))
      }
    }
    say(`Heap after each hundred of ${options.runs} runs in one thread: ${memory.join(', ')} MB`)
    figures.push({ what: `Heap after ${options.runs} runs in one thread`, value: memory.at(-1), unit: 'MB' })
    figures.push({ what: 'More than before them', value: memory.at(-1) - memory[0], unit: 'MB' })
  } finally {
    await runs.close()
    await database.close()
  }
  if (options.record) recordFigures('assistant', { figures })
})

async function fill(call, count) {
  for (let done = 0; done < count; done += 50) {
    const threadId = crypto.randomUUID()
    await call('ai_save_thread', { thread_id: threadId })
    const messages = Array.from({ length: Math.min(50, count - done) }, (_, index) => {
      const role = index % 2 === 0 ? 'user' : 'assistant'
      const content = { format: 2, parts: [{ type: 'text', text: words(role) }] }
      return { message_id: crypto.randomUUID(), thread_id: threadId, role, content }
    })
    await call('ai_save_messages', { messages })
  }
}

function ms(times, share) {
  return `${quantile(times, share).toFixed(0)} ms`
}

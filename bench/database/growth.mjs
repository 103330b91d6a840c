// The same calls while everybody writes: 1,000 people on PostgreSQL, a few of whom write most of it, from a thousand
// messages to a million. Only the busiest of them has vectors, or it would take hours and a large disk.
import { say, step } from '../../scripts/bootstrap/project.mjs'
import { personOf } from './conversations.mjs'
import { openEngine } from './engines.mjs'
import { saveMemories, saveMessages } from './load.mjs'
import { randomOf } from './random.mjs'
import { growthTableOf, sizesOf } from './report.mjs'
import { measureAll, prepare, readSizes, settle, worldOf } from './world.mjs'

const PEOPLE = 1_000
const SIZES = [1_000, 10_000, 100_000, 1_000_000]
/** The busiest writes a tenth of everything; this one about as much as people do on the average. */
const [BUSIEST, USUAL] = [0, 99]

export async function measureGrowth({ messages, calls, only }) {
  const engine = await openEngine('postgres')
  try {
    const people = Array.from({ length: PEOPLE }, (_, number) => personOf(number))
    const sizes = SIZES.filter((size) => size <= messages)
    const results = []
    await step('Accounts', '10 s', () => prepare(engine, people))
    await saveMemories(engine, people[BUSIEST], 5_000)
    await saveMemories(engine, people[USUAL], 50)
    say('Messages; vectors only for the busiest person ...')
    const restoreTerms = await dropTerms(engine)
    await saveMessages(engine, {
      whose: (index) => people[randomOf(5, index).zipf(PEOPLE)],
      total: SIZES.at(-1),
      to: sizes.at(-1),
      hasVectors: ({ number }) => number === BUSIEST,
      async progress(done) {
        if (!sizes.includes(done)) return
        say(`${done} messages. Measuring ...`)
        await restoreTerms()
        results.push(await measureAt(engine, people, done, { calls, only }))
        if (done < sizes.at(-1)) await dropTerms(engine)
      },
    })
    console.log(`\nPostgreSQL ${engine.version}, ${PEOPLE} people\n${growthTableOf(results)}\n`)
    for (const { messages, sizes } of results) console.log(`${messages} messages\n${sizesOf(sizes)}\n`)
    return results
  } finally {
    await engine.close()
  }
}

/** To fill an index over terms message by message would take an hour. Returns what makes it as it was, at once. */
async function dropTerms(engine) {
  const [index] = await engine.sql(
    `select indexdef as definition from pg_indexes where indexname = 'ai_message_search_terms'`,
  )
  if (index) await engine.run('drop index public.ai_message_search_terms')
  return async () => void (await engine.run(index.definition))
}

async function measureAt(engine, people, messages, choice) {
  await settle(engine)
  const measured = {}
  for (const [who, number] of [
    ['busiest', BUSIEST],
    ['usual', USUAL],
  ]) {
    const world = await worldOf(engine, people[number], number === BUSIEST)
    const own = world.threads.reduce((sum, { message_count }) => sum + message_count, 0)
    const rows = own > 0 ? await measureAll(world, { ...choice, hasPeers: false }) : []
    measured[who] = { messages: own, rows }
  }
  return { messages, ...measured, sizes: await readSizes(engine) }
}

// `npm run bench -- api`: the local API under load, on loopback. Many streams at once for a minute, against the model server
// read directly in the same run; what that does to memory; and ten thousand calls at random by four callers, of which none
// may see a row of another. The embedded database in a thread of its own, the readers in another.
//
//   --streams 50   --seconds 60   --calls 10000   --record (into docs/performance.md)
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Worker } from 'node:worker_threads'
import { runOrExplain, say } from '../scripts/bootstrap/project.mjs'
import { openModules } from '../scripts/load-module.mjs'
import { recordFigures } from '../scripts/performance/figures.mjs'
import { quantile } from './database/measure.mjs'
import { openEmbedded } from './database/open-embedded.mjs'

const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    streams: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '60' },
    calls: { type: 'string', default: '10000' },
    record: { type: 'boolean', default: false },
  },
})
const EVERY_MS = 100
setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc')

await runOrExplain(async () => {
  say(`${availableParallelism()} cores, load ${loadavg()[0].toFixed(1)}, Node ${process.version}.`)
  const readers = await startReaders()
  const modules = await openModules()
  const kith = await openKith(modules.load, readers.port)
  try {
    const figures = [...(await streams(kith, readers)), ...(await crossing(modules.load, kith))]
    if (options.record) recordFigures('api', { figures })
  } finally {
    await kith.close()
    await modules.close()
    readers.close()
  }
})

async function streams(kith, readers) {
  const count = Number(options.streams)
  const pieces = Math.round((Number(options.seconds) * 1_000) / EVERY_MS)
  const { address } = (await kith.api.setPort(0).then(() => kith.api.setOn(true))).state
  const keys = []
  for (let index = 0; index < Math.ceil(count / 10); index += 1) keys.push(await kith.makeKey(`bench ${index}`))
  const through = (index) => ({
    url: `${address}/api/agents/custom/stream`,
    headers: { authorization: `Bearer ${keys[index % keys.length]}` },
    body: { messages: 'Go on' },
  })
  const direct = { url: `http://127.0.0.1:${readers.port}/v1/chat/completions`, body: {} }

  await readers.read({ everyMs: 10, pieces: 20 }, [through(0)])
  const before = memory()
  const read = await readers.read({ everyMs: EVERY_MS, pieces }, [
    ...Array.from({ length: count }, (_, index) => through(index)),
    direct,
    direct,
  ])
  await kith.assistant.whenIdle()
  const after = memory()
  const ours = read.slice(0, count)
  const theirs = read.slice(count)
  const wrong = read.filter((one) => one.wrong !== null)
  const [late, plain] = [ours, theirs].map((some) => some.flatMap((one) => one.late).toSorted((a, b) => a - b))
  say(
    `${count} streams for ${options.seconds} s: ${late.length.toLocaleString('en')} pieces of ${(count * pieces).toLocaleString('en')}, ${wrong.length} errors.`,
  )
  for (const { wrong: why } of wrong.slice(0, 5)) say(`  ${why}`)
  if (wrong.length > 0) process.exitCode = 1
  if (late.length === 0 || plain.length === 0) return []
  say(
    `  read directly: p50 ${ms(plain, 0.5)}, p95 ${ms(plain, 0.95)}. Through the API: p50 ${ms(late, 0.5)}, p95 ${ms(late, 0.95)}.`,
  )
  const [added, addedMost] = [0.5, 0.95].map((share) => quantile(late, share) - quantile(plain, share))
  say(`  added per piece: p50 ${added.toFixed(1)} ms, p95 ${addedMost.toFixed(1)} ms.`)
  say(`  heap ${before.heap} MB before, ${after.heap} MB after; whole process ${before.rss} MB, ${after.rss} MB.`)
  const what = `${count} streams for ${options.seconds} s`
  return [
    {
      what: `${what}: pieces that came`,
      value: (100 * late.length) / (count * pieces),
      unit: '%',
      aim: 100,
      isFloor: true,
    },
    { what: `${what}: streams that failed`, value: wrong.length, unit: '', aim: 0 },
    { what: 'Added to a piece by the way through Kith, p50', value: added, unit: 'ms' },
    { what: 'Added to a piece by the way through Kith, p95', value: addedMost, unit: 'ms' },
    { what: 'Heap before', value: before.heap, unit: 'MB' },
    { what: 'Heap after', value: after.heap, unit: 'MB' },
    { what: 'Whole process after, database and readers included', value: after.rss, unit: 'MB' },
  ]
}

async function crossing(load, kith) {
  const { callers, callAtRandom } = await load('src/main/api/testing/crossing.ts')
  const begun = performance.now()
  const all = await callers(kith)
  const { calls, seen, crossed } = await callAtRandom(kith, all, {
    calls: Number(options.calls),
    atOnce: 16,
    seed: 7,
  })
  const seconds = (performance.now() - begun) / 1_000
  say(
    `${calls.toLocaleString('en')} calls at random by four callers in ${seconds.toFixed(0)} s: ${crossed.length} rows crossed over.`,
  )
  for (const one of crossed.slice(0, 5)) say(`  ${one}`)
  // Whoever sees nothing at all sees nothing of others, too.
  const counts = all.map(({ name }) => seen.get(name) ?? 0)
  say(
    `  Answers in which the callers saw something of their own: ${counts.map((count) => count.toLocaleString('en')).join(', ')}.`,
  )
  if (crossed.length > 0 || counts.includes(0)) process.exitCode = 1
  const what = `${calls.toLocaleString('en')} calls at random by four callers`
  return [
    { what: `${what}: rows that crossed over`, value: crossed.length, unit: '', aim: 0 },
    { what: `${what}: all of them`, value: seconds, unit: 's' },
  ]
}

async function openKith(load, modelPort) {
  const { createAssistant } = await load('src/main/assistant/index.ts')
  const { chooseModel } = await load('src/main/assistant/choose-model.ts')
  const { createGuests } = await load('src/main/app/guests.ts')
  const { callDirectly } = await load('src/main/router/direct.ts')
  const { openApiSettings } = await load('src/main/settings/index.ts')
  const { openLocalApi } = await load('src/main/api/index.ts')

  const { place, client: database, userId, folder, close: closeDatabase } = await openEmbedded(load)
  const provider = {
    id: crypto.randomUUID(),
    kind: 'compatible',
    name: 'Bench',
    baseUrl: `http://127.0.0.1:${modelPort}/v1`,
    models: ['bench'],
    hasKey: false,
  }
  const choice = { kind: 'provider', providerId: provider.id, model: 'bench' }
  const assistant = createAssistant({
    call: database.call,
    forRun: database.forRun,
    userId,
    device: 'bench',
    chooseModel: () =>
      chooseModel(choice, { connection: async () => ({ provider, key: null }), view: () => ({ language: 'en' }) }),
    onChange: () => {},
    log: () => {},
  })
  const settings = {
    view: () => ({ model: { kind: 'practice' }, answering: {}, providers: [] }),
    connection: async () => ({}),
  }
  const guests = createGuests({ settings, prices: { of: async () => ({ context: null, price: null }) } })
  const open = {
    assistant,
    embeddings: { question: async () => null },
    database: { service: place, client: database, userId, profileId: crypto.randomUUID() },
  }
  const api = await openLocalApi({
    version: 'bench',
    settings: await openApiSettings(folder, () => {}),
    logStore: { read: async () => null, write: async () => {} },
    kith: async () => open,
    contractFor: (rights) => callDirectly(rights, (error) => say(String(error))),
    guest: (guest, theirs) => guests.of(guest, theirs),
    tell: () => {},
    log: (event, reason) => say(`${event}: ${reason}`),
  })
  const { token } = await database.accessToken()
  return {
    api,
    assistant,
    database,
    owner: { userId, token },
    async makeKey(name) {
      return (await api.createKey({ name, personas: { kind: 'all' }, mayWrite: true, expiresAt: null })).secret
    },
    async signUp() {
      const body = JSON.stringify({ email: `${crypto.randomUUID()}@example.com`, password: 'correct horse' })
      const answer = await place.fetch(`${place.url}/auth/v1/signup`, {
        method: 'POST',
        headers: { apikey: place.publishableKey },
        body,
      })
      const session = await answer.json()
      return { userId: session.user.id, token: session.access_token }
    },
    async ask(path, { token: bearer, body }) {
      const { state } = await api.view()
      const { host } = new URL(state.address)
      const headers = { host, authorization: `Bearer ${bearer}`, ...(body && { 'content-type': 'application/json' }) }
      return api.fetch(
        new Request(`${state.address}${path}`, {
          method: body ? 'POST' : 'GET',
          headers,
          ...(body && { body: JSON.stringify(body) }),
        }),
      )
    },
    async close() {
      await api.close()
      await guests.close()
      await assistant.close()
      await closeDatabase()
    },
  }
}

async function startReaders() {
  const worker = new Worker(new URL('api/readers.mjs', import.meta.url))
  const next = () => new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
  const { ready: port } = await next()
  return {
    port,
    async read(pace, all) {
      worker.postMessage({ pace, streams: all })
      return (await next()).read
    },
    close: () => worker.postMessage({ close: true }),
  }
}

function memory() {
  collectGarbage()
  const { heapUsed, rss } = process.memoryUsage()
  return { heap: Math.round(heapUsed / 1e6), rss: Math.round(rss / 1e6) }
}

function ms(times, share) {
  return `${quantile(times, share).toFixed(1)} ms`
}

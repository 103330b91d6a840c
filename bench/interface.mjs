// `npm run bench -- interface`: what a person waits for in a conversation of ten thousand messages, in the built app in
// Chromium over the browser host. Each figure is taken in the page itself, from the act to the picture after it. Needs a build.
//
//   --messages 10000   --threads 2000   --memories 5000   --rounds 15   --seconds 10 (60 for the minute of docs)   --rate 200
//   --record (into docs/performance.md)
//   --only conversation|lists: the search and the lists are measured in a Kith of their own
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { runOrExplain, say } from '../scripts/bootstrap/project.mjs'
import { loadModule as load } from '../scripts/load-module.mjs'
import { recordFigures } from '../scripts/performance/figures.mjs'
import { quantile } from './database/measure.mjs'
import { measureLists } from './interface/lists.mjs'
import { initialWeight } from './interface/weight.mjs'
import { heapAfterCollection, observeTasks, tasksSince, untilPicture } from './interface/page.mjs'

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

const loadBefore = loadavg()[0]
const figures = [
  { what: 'JavaScript the page loads first, compressed', value: initialWeight() / 1_000, unit: 'kB', aim: 250 },
]

await runOrExplain(async () => {
  if (options.only !== 'lists') await measureConversation()
  if (options.only !== 'conversation') await measureLists({ messages, threads, memories, rounds, report })
  if (!options.record) return
  const command = `npm run bench -- interface${options.only ? ` --only ${options.only}` : ''}`
  recordFigures(options.only ? `interface-${options.only}` : 'interface', { command, figures, load: loadBefore })
})

async function measureConversation() {
  const { launchKith } = await load('tests/support/kith.ts')
  const { makeLongThread } = await load('tests/support/long-thread.ts')
  const { createGate, startModelServer } = await load('tests/support/model-server/index.ts')
  const { connectProvider } = await load('tests/e2e/steps/providers.ts')
  const { screenOf } = await load('tests/e2e/steps/screen.ts')
  say(`${availableParallelism()} cores, load ${loadavg()[0].toFixed(1)}, ${messages.toLocaleString('en')} messages.`)
  const weight = initialWeight()
  say(`Initial JavaScript: ${(weight / 1_000).toFixed(0)} kB gzip`)

  const server = await startModelServer()
  const kith = await launchKith({ target: 'browser-host' })
  try {
    const provider = { kind: 'OpenAI-compatible', name: 'Bench', address: server.url, key: 'sk-bench' }
    await connectProvider(screenOf(kith.page), { ...provider, model: 'practice-small' })
    await kith.stop()
    const thread = await makeLongThread(kith.dataFolder, { messages })
    const page = await kith.restart()
    const screen = screenOf(page)
    await screen.thread(thread.title).waitFor()
    await observeTasks(page)

    const opened = []
    for (let round = 0; round < rounds; round += 1) {
      await screen.button('New thread').click()
      await screen.page.waitForTimeout(300)
      opened.push(
        await untilPicture(
          page,
          `document.querySelector('[role=option][data-value="${thread.threadId}"]').click()`,
          thread.idAt(messages),
        ),
      )
    }
    report('Open it, to its last message on screen', opened)

    const jumped = []
    for (let round = 0; round < rounds; round += 1) {
      const place = Math.round((messages * (round + 1)) / (rounds + 2))
      jumped.push(
        await untilPicture(
          page,
          `location.hash = '#/thread/${thread.threadId}/message/${thread.idAt(place)}'`,
          thread.idAt(place),
        ),
      )
      await page.waitForTimeout(400)
    }
    report('Jump to a message in the middle', jumped)

    let scrolling = await tasksSince(page)
    await screen.conversation.hover()
    for (let turn = 0; turn < 200; turn += 1) {
      await page.mouse.wheel(0, turn < 100 ? -400 : 400)
      await page.waitForTimeout(16)
    }
    scrolling = await tasksSince(page, scrolling.at)
    say(
      `Scrolling for ${(scrolling.milliseconds / 1_000).toFixed(1)} s: ${scrolling.frames} frames, ${scrolling.slowFrames} over 50 ms, slowest ${scrolling.slowestFrame.toFixed(0)} ms`,
    )

    await page.getByRole('button', { name: /^Jump to the latest/ }).click()
    await page.waitForTimeout(500)
    const before = { heap: await heapAfterCollection(page), nodes: await nodes(page) }
    const gate = createGate()
    server.setScript([{ text: Array.from({ length: seconds * rate }, (_, index) => sentencePart(index)), gate }])
    await screen.composer.fill('Write for a while')
    await screen.button('Send').click()
    await page.locator('article[data-status=streaming]').waitFor()
    let streaming = await tasksSince(page)
    let nodesMost = 0
    for (let tick = 0; tick < seconds * 20; tick += 1) {
      gate.open(rate / 20)
      await page.waitForTimeout(50)
      if (tick % 20 === 0) nodesMost = Math.max(nodesMost, await nodes(page))
    }
    gate.open(seconds * rate)
    await page.locator('article[data-status=streaming]').waitFor({ state: 'detached', timeout: 60_000 })
    streaming = await tasksSince(page, streaming.at)
    say(
      `Streaming ${(seconds * rate).toLocaleString('en')} tokens in ${(streaming.milliseconds / 1_000).toFixed(1)} s: ${streaming.longTasks} tasks over 50 ms${streaming.longTasks > 0 ? `, the longest ${streaming.longestTask.toFixed(0)} ms` : ''}; ${streaming.slowFrames} of ${streaming.frames} frames over 50 ms`,
    )
    await screen.button('New thread').click()
    await page.waitForTimeout(1_000)
    await screen.thread(thread.title).first().click()
    await page.waitForTimeout(1_000)
    const heap = await heapAfterCollection(page)
    say(
      `Nodes: ${before.nodes} before, ${nodesMost} at most. Heap: ${mb(before.heap)} before, ${mb(heap)} after (${(100 * (heap / before.heap - 1)).toFixed(1)} %)`,
    )

    const interactive = []
    for (let round = 0; round < rounds; round += 1) {
      await page.reload({ waitUntil: 'commit' })
      await screen.composer.waitFor()
      interactive.push(await page.evaluate('performance.now()'))
    }
    report('Interactive after a reload, the thread open (upper bound: asked from outside)', interactive)
  } finally {
    await kith.stop()
    await server.close()
  }
}

function sentencePart(index) {
  return index % 40 === 39 ? 'stands.\n\n' : index % 9 === 0 ? '**heron** ' : 'waits '
}

function nodes(page) {
  return page.evaluate(`document.getElementsByTagName('*').length`)
}

function mb(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`
}

function report(name, times) {
  figures.push({ what: `Interface: ${name.trim()}`, value: quantile(times, 0.5), unit: 'ms' })
  say(`${name}: ${quantile(times, 0.5).toFixed(0)} ms p50, ${quantile(times, 0.95).toFixed(0)} ms p95`)
}

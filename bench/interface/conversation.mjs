// A conversation of many messages: opened, jumped in, scrolled, streamed into, and loaded anew.
import { availableParallelism, loadavg } from 'node:os'
import { say } from '../../scripts/bootstrap/project.mjs'
import { loadModule as load } from '../../scripts/load-module.mjs'
import { heapAfterCollection, observeTasks, tasksSince, untilPicture } from './page.mjs'
import { initialWeight } from './weight.mjs'

/** @returns {Promise<import('../../scripts/performance/figures.mjs').Figure[]>} */
export async function measureConversation({ messages, rounds, seconds, rate, report }) {
  const { launchKith } = await load('tests/support/kith.ts')
  const { makeLongThread } = await load('tests/support/long-thread.ts')
  const { createGate, startModelServer } = await load('tests/support/model-server/index.ts')
  const { connectProvider } = await load('tests/e2e/steps/providers.ts')
  const { screenOf } = await load('tests/e2e/steps/screen.ts')
  say(`${availableParallelism()} cores, load ${loadavg()[0].toFixed(1)}, ${messages.toLocaleString('en')} messages.`)
  const weight = initialWeight()
  say(`Initial JavaScript: ${(weight / 1_000).toFixed(0)} kB gzip`)
  const figures = [{ what: 'JavaScript the page loads first, compressed', value: weight / 1_000, unit: 'kB', aim: 250 }]

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
    figures.push(report('Open it, to its last message on screen', opened, { aim: 150 }))

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
    figures.push(report('Jump to a message in the middle', jumped))

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
    figures.push({
      what: `Scrolling for ${(scrolling.milliseconds / 1_000).toFixed(0)} s: frames over 50 ms`,
      value: scrolling.slowFrames,
      unit: '',
      note: `of ${scrolling.frames}`,
    })

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
    const streamed = `Streaming ${(seconds * rate).toLocaleString('en')} tokens`
    figures.push({ what: `${streamed}: tasks over 50 ms`, value: streaming.longTasks, unit: '', aim: 0 })
    figures.push({
      what: `${streamed}: frames over 50 ms`,
      value: streaming.slowFrames,
      unit: '',
      note: `of ${streaming.frames}`,
    })
    await screen.button('New thread').click()
    await page.waitForTimeout(1_000)
    await screen.thread(thread.title).first().click()
    await page.waitForTimeout(1_000)
    const heap = await heapAfterCollection(page)
    say(
      `Nodes: ${before.nodes} before, ${nodesMost} at most. Heap: ${mb(before.heap)} before, ${mb(heap)} after (${(100 * (heap / before.heap - 1)).toFixed(1)} %)`,
    )
    figures.push({ what: `${streamed}: nodes at most`, value: nodesMost, unit: '', note: `${before.nodes} before` })
    const growth = 100 * (heap / before.heap - 1)
    figures.push({ what: 'JavaScript held after it, more than before', value: growth, unit: '%', aim: 5 })

    const interactive = []
    for (let round = 0; round < rounds; round += 1) {
      await page.reload({ waitUntil: 'commit' })
      await screen.composer.waitFor()
      interactive.push(await page.evaluate('performance.now()'))
    }
    const words = 'Interactive after a reload, the thread open (upper bound: asked from outside)'
    figures.push(report(words, interactive, { aim: 500 }))
    return figures
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

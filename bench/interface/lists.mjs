// The search over a conversation of many messages, and the lists of many threads and many memories.
import { say } from '../../scripts/bootstrap/project.mjs'
import { loadModule as load } from '../../scripts/load-module.mjs'
import { quantile } from '../database/measure.mjs'
import { measureMemoryList } from './memory-list.mjs'
import { observeTasks, tasksSince } from './page.mjs'
import { measurePlainLook, measureSearch } from './search.mjs'
import { measurePlainList, measureThreadList } from './thread-list.mjs'

/** @returns {Promise<import('../../scripts/performance/figures.mjs').Figure[]>} */
export async function measureLists({ messages, threads, memories, rounds, report }) {
  const { launchKith } = await load('tests/support/kith.ts')
  const { makeLongThread } = await load('tests/support/long-thread.ts')
  const { makeManyThreads } = await load('tests/support/many-threads.ts')
  const { makeManyMemories } = await load('tests/support/many-memories.ts')
  const { screenOf } = await load('tests/e2e/steps/screen.ts')
  const kith = await launchKith({ target: 'browser-host' })
  try {
    await screenOf(kith.page).persona('No persona').click()
    await kith.stop()
    await makeLongThread(kith.dataFolder, { messages })
    await makeManyThreads(kith.dataFolder, threads)
    await makeManyMemories(kith.dataFolder, { memories })
    const page = await kith.restart()
    const screen = screenOf(page)
    await screen.persona('No persona').click()
    await screen.thread('Thread 00002').waitFor()
    await observeTasks(page)

    const { at } = await tasksSince(page)
    const { keys, rested, nodes } = await measureThreadList({ page, screen, rounds })
    const { longTasks, longestTask } = await tasksSince(page, at)
    const figures = [report(`List of ${threads.toLocaleString('en')} threads: a key to the focus on screen`, keys)]
    say(
      `  ${nodes} nodes; at rest it opens after ${rested.toFixed(0)} ms; ${longTasks} tasks over 50 ms, the longest ${longestTask.toFixed(0)} ms`,
    )
    const plainKeys = await measurePlainList({ page, count: threads, rounds })
    figures.push(report('  The same in a plain list of as many rows, all drawn', plainKeys))
    sayRatio(keys, plainKeys)

    const found = await measureSearch({ page, screen, messages, rounds })
    figures.push(report(`Search in ${messages.toLocaleString('en')} messages: keystroke to results on screen`, found))

    const list = await measureMemoryList({ page, screen, memories, rounds })
    const pageOf = `Page of ${memories.toLocaleString('en')} memories`
    figures.push(report(`${pageOf}: a click to its first rows on screen`, list.opened))
    const { frames, slowFrames, slowestFrame, longTasks: tasks } = list.scrolled
    say(
      `  Scrolling it: ${slowFrames} of ${frames} frames over 50 ms, the slowest ${slowestFrame.toFixed(0)} ms; ${tasks} tasks over 50 ms`,
    )
    say(`  To the last one by keys, every one in between read: ${(list.end / 1_000).toFixed(1)} s`)
    figures.push({
      what: `${pageOf}: frames over 50 ms while scrolled`,
      value: slowFrames,
      unit: '',
      note: `of ${frames}`,
    })
    figures.push({ what: `${pageOf}: to the last one by keys`, value: list.end / 1_000, unit: 's' })
    await kith.stop()
    const { plain, ours } = await measurePlainLook(kith.dataFolder, { messages, rounds })
    figures.push({ ...report('  Of that in the database', ours), what: 'A search: its part in the database' })
    figures.push({
      ...report('  A plain look through every text there, unranked', plain),
      what: 'A search: a plain look through every text there, unranked',
    })
    sayRatio(ours, plain)
    return figures
  } finally {
    await kith.stop()
  }
}

function sayRatio(ours, others) {
  say(`  Kith takes ${(quantile(ours, 0.5) / quantile(others, 0.5)).toFixed(2)} times as long`)
}

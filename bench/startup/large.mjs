// A start on a database of many messages.
import { step } from '../../scripts/bootstrap/project.mjs'
import { loadModule as load } from '../../scripts/load-module.mjs'
import { ofManyMessages, rowsOf } from './figures-of-starts.mjs'
import { inNewFolder, startOnce } from './starts.mjs'

/** @returns {Promise<import('../../scripts/performance/figures.mjs').Figure[]>} */
export async function measureLarge({ messages, rounds, main, isCold, aims }) {
  const { makeLongThread } = await load('tests/support/long-thread.ts')
  return inNewFolder(async ({ browser, data }) => {
    const start = () => startOnce({ browser, data, main, isCold })
    await start()
    await step(`Writing ${messages} messages`, 'half a minute at 100,000', () => makeLongThread(data, { messages }))
    // The first one after that reads what has been written for the first time.
    await start()
    const samples = []
    for (let round = 0; round < rounds; round += 1) samples.push(await start())
    return rowsOf(`With ${messages.toLocaleString('en')} messages`, samples, ofManyMessages, aims)
  })
}

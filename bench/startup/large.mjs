// A start on a database of many messages.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { step } from '../../scripts/bootstrap/project.mjs'
import { loadModule as load } from '../../scripts/load-module.mjs'
import { openBrowser } from './browser.mjs'
import { liveOnce } from './live-once.mjs'

export async function measureLarge({ messages, main }) {
  const { makeLongThread } = await load('tests/support/long-thread.ts')
  const folder = mkdtempSync(join(tmpdir(), 'kith-bench-'))
  const browser = await openBrowser(join(folder, 'browser'))
  try {
    const data = join(folder, 'data')
    await liveOnce({ browser, folder: data, main })
    await step(`Writing ${messages} messages`, 'minutes', () => makeLongThread(data, { messages }))
    await liveOnce({ browser, folder: data, main })
    const sample = await liveOnce({ browser, folder: data, main })
    const many = `With ${messages.toLocaleString('en')} messages`
    return [
      { what: `${many}: one can write`, value: sample.usable, unit: 'ms' },
      { what: `${many}: memory idle, Mastra loaded`, value: sample.warmedMemory, unit: 'MB' },
      { what: `${many}: memory after an answer`, value: sample.usedMemory, unit: 'MB' },
    ]
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true })
  }
}

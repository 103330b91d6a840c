// One start, one question, and the end.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { residentMegabytes } from './process-figures.mjs'
import { runHost } from './run-host.mjs'

/**
 * Times in milliseconds since the process was started, by Kith's own trace; memory in megabytes, of main and its database, which
 * are one process here.
 * @param {{ browser: import('playwright-core').BrowserContext, folder: string, main: string }} given folder: its data
 */
export async function liveOnce({ browser, folder, main }) {
  const page = await browser.newPage()
  const begun = Date.now() - 50
  const host = await runHost({ folder, main, env: { KITH_TRACE: '1' } })
  try {
    await page.goto(host.link)
    const composer = page.getByRole('textbox', { name: 'Message', exact: true })
    await composer.waitFor()
    const idleMemory = residentMegabytes(host.pid)
    const trace = await traceWith(folder, begun, ['usable', 'warmed'])
    // What was loaded settles.
    await wait(1_000)
    const warmedMemory = residentMegabytes(host.pid)
    // The thread of the start before is open, with its answers.
    await page.getByRole('button', { name: 'New thread', exact: true }).click()
    await page.locator('article[data-role=assistant]').waitFor({ state: 'detached' })
    await composer.fill('What can you do?')
    const sent = performance.now()
    await page.keyboard.press('Enter')
    await page.locator('article[data-role=assistant]').filter({ hasText: /\w/ }).last().waitFor()
    const firstWord = performance.now() - sent
    await page.locator('article[data-role=assistant][data-status=complete]').last().waitFor()
    const usedMemory = residentMegabytes(host.pid)
    return {
      listening: trace.listening,
      firstPaint: trace['first-paint'],
      ready: trace.session,
      usable: trace.usable,
      firstWord,
      idleMemory,
      warmedMemory,
      usedMemory,
    }
  } finally {
    await page.close()
    await host.stop()
  }
}

/** When each phase was over, once these are among them. The file may still be that of the start before. */
async function traceWith(folder, since, phases) {
  const begun = Date.now()
  for (;;) {
    const trace = readTrace(folder, since)
    if (trace && phases.every((phase) => phase in trace)) return trace
    if (Date.now() > begun + 60_000) throw new Error(`the trace never told of ${phases.join(', ')}`)
    await wait(200)
  }
}

function readTrace(folder, since) {
  try {
    const { traceEvents, otherData } = JSON.parse(readFileSync(join(folder, 'startup-trace.json'), 'utf8'))
    const bars = traceEvents.filter(({ ph }) => ph === 'X')
    const times = Object.fromEntries(bars.map(({ name, ts, dur }) => [name, (ts + dur) / 1_000]))
    return new Date(otherData.startedAt).getTime() >= since ? times : null
  } catch {
    // Not written yet, or just now.
    return null
  }
}

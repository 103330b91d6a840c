// A Chromium of its own, spoken to in its own protocol: Playwright keeps every page it knows awake, as if all were on screen.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { ensureChromium } from '../../scripts/bootstrap/chromium.mjs'
import { connectDebugger } from '../hour/debugging-protocol.mjs'

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']

/**
 * @param {string} profile folder of its own
 * @returns {Promise<{ openTab(address: string): Promise<Tab>, close(): Promise<void> }>}
 *
 * @typedef {{ evaluate(expression: string): Promise<any>, show(): Promise<void>, close(): Promise<void> }} Tab
 *   show: in front of the others, which are hidden then
 */
export async function openDebuggedBrowser(profile) {
  const path = await ensureChromium(process.execPath)
  const args = [...flags, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank']
  const browser = spawn(path, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = once(browser, 'exit')
  const endWithUs = () => browser.kill('SIGKILL')
  process.once('exit', endWithUs)
  const { send } = await connectDebugger(await addressOf(browser))
  return {
    async openTab(url) {
      const { targetId } = await send('Target.createTarget', { url })
      const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true })
      const tab = {
        async evaluate(expression) {
          const asked = { expression, awaitPromise: true, returnByValue: true }
          const { result, exceptionDetails } = await send('Runtime.evaluate', asked, sessionId)
          if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
          return result.value
        },
        show: () => send('Target.activateTarget', { targetId }),
        close: () => send('Target.closeTarget', { targetId }),
      }
      await untilLoaded(tab)
      return tab
    },
    async close() {
      browser.kill()
      await ended
      process.off('exit', endWithUs)
    },
  }
}

async function untilLoaded(tab) {
  for (const end = Date.now() + 30_000; Date.now() < end; await wait(20)) {
    const isLoaded = await tab
      .evaluate(`location.protocol !== 'about:' && document.readyState === 'complete'`)
      // Between two documents there is none to ask.
      .catch(() => false)
    if (isLoaded) return
  }
  throw new Error('the page did not load')
}

async function addressOf(browser) {
  for await (const line of createInterface({ input: browser.stderr })) {
    const found = /^DevTools listening on (ws:\S+)/.exec(line)
    if (found) {
      browser.stderr.resume()
      return found[1]
    }
  }
  throw new Error('Chromium ended before it could be spoken to')
}

// The quick window, as far as it can be measured without Electron, whose own part in showing a window is not in it. It is made
// ahead and hidden. When its keys are pressed, two things happen at once, and each is measured to the same end, a letter that is
// seen in its field: main tells the page, in which the field takes the focus; and the page, which was hidden, is drawn again.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { root } from '../../scripts/bootstrap/project.mjs'
import { loadModule as load } from '../../scripts/load-module.mjs'
import { runHost } from '../startup/run-host.mjs'
import { openDebuggedBrowser } from './debugged-browser.mjs'

const keys = 'CommandOrControl+Shift+Space'
const now = () => performance.timeOrigin + performance.now()

/** @returns {Promise<import('../../scripts/performance/figures.mjs').Figure[]>} */
export async function measureQuick({ rounds, report }) {
  const told = await inNewFolder((folder) => measureTold(folder, rounds))
  const { shown, opened } = await inNewFolder((folder) => measureShown(folder, rounds))
  return [
    report('Quick window: its keys, through main, to a letter in its field', told, { aim: 200 }),
    report('Quick window: its hidden page shown, to a letter in its field', shown, { aim: 200 }),
    report('Quick window: its page opened when none was made ahead, until one can write', opened),
  ]
}

/** In the stand-in for Electron, so that main's part is what ships. A page is awake there when it is not seen. */
async function measureTold(folder, rounds) {
  const { startStandIn } = await load('tests/support/electron/attach.ts')
  const { screenOf } = await load('tests/e2e/steps/screen.ts')
  const standIn = await startStandIn(root, { KITH_DATA: folder })
  try {
    const quick = screenOf(await standIn.quick())
    await quick.composer.waitFor()
    return await manyTimes(rounds, async () => {
      await quick.page.waitForTimeout(500)
      const typed = quick.page.evaluate(letterWhen(`field.addEventListener('focus', type, { once: true })`))
      // Until the page listens.
      await quick.page.evaluate('0')
      const pressed = now()
      await standIn.ask({ ask: 'press', accelerator: keys })
      const taken = (await typed) - pressed
      await quick.composer.fill('')
      await quick.page.keyboard.press('Escape')
      return taken
    })
  } finally {
    await standIn.stop()
  }
}

/** In the browser host, whose page is the same. */
async function measureShown(folder, rounds) {
  const host = await runHost({ folder: join(folder, 'data') })
  const browser = await openDebuggedBrowser(join(folder, 'browser'))
  try {
    const large = await browser.openTab(host.link)
    await large.evaluate(untilUsable)
    const address = new URL('/#quick', host.link).href
    const opened = await manyTimes(rounds, async () => {
      const tab = await browser.openTab(address)
      const taken = await tab.evaluate(untilUsable)
      await tab.close()
      return taken
    })
    const quick = await browser.openTab(address)
    await quick.evaluate(untilUsable)
    const shown = await manyTimes(rounds, async () => {
      await large.show()
      await wait(500)
      if ((await quick.evaluate('document.visibilityState')) !== 'hidden') throw new Error('the page is not hidden')
      const onShown = `document.addEventListener('visibilitychange', () => (field.focus(), type()), { once: true })`
      const typed = quick.evaluate(letterWhen(onShown))
      await quick.evaluate('0')
      const begun = now()
      await quick.show()
      const taken = (await typed) - begun
      await quick.evaluate(`document.execCommand('selectAll'), document.execCommand('delete')`)
      return taken
    })
    return { shown, opened }
  } finally {
    await browser.close()
    await host.stop()
  }
}

/** The first one is left out: V8 has not seen anything of it yet. */
async function manyTimes(rounds, measure) {
  const times = []
  for (let round = 0; round < rounds + 1; round += 1) times.push(await measure())
  return times.slice(1)
}

/** The moment of the picture with a letter, which is typed from within when `listen` calls `type`. */
function letterWhen(listen) {
  return `new Promise((resolve) => {
    const field = document.querySelector('textarea')
    field.blur()
    const type = () => {
      document.execCommand('insertText', false, 'k')
      const look = () => {
        if (field.value === 'k') requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()))
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    }
    ${listen}
  })`
}

/** By the page's own mark, when its field is there and has the focus. */
const untilUsable = `new Promise((resolve) => {
  const look = () => {
    const [usable] = performance.getEntriesByName('usable', 'mark')
    if (usable && document.activeElement?.localName === 'textarea') resolve(usable.startTime)
    else setTimeout(look, 10)
  }
  look()
})`

async function inNewFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'kith-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

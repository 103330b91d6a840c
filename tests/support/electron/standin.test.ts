// What the stand-in promises, proved on the small application in fixture/. Each promise is one of Electron's.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findChromium } from '../chromium'
import { runStandIn, startStandIn, type AttachedStandIn } from './attach'

const folder = fileURLToPath(new URL('fixture', import.meta.url))
const slow = 60_000

/** What the preload script of the fixture gives the page. */
interface FixtureBridge {
  platform: string
  canRequire: boolean
  nested: { list: [number, { two: number }]; date: Date }
  call(name: string, ...args: unknown[]): Promise<never>
  addOne(number: number): number
  callBack(listener: (text: string, upper: (text: string) => string) => unknown): unknown
  fail(): void
  askForPort(word: string, listener: (word: string, data: string) => void): void
}
// Functions given to `evaluate` run in the page, where these are.
declare const window: {
  fixture: FixtureBridge
  bridgeWasThere: boolean
  inlineRan?: boolean
  open(url: string): unknown
  postMessage(message: unknown, origin: string, ports: unknown[]): void
}
declare const location: { href: string; origin: string }

let standIn: AttachedStandIn
let page: Page

// Reason to skip: the stand-in is a real Chromium, and this computer has none.
describe.skipIf(!findChromium())('the stand-in for Electron', { timeout: slow }, () => {
  beforeAll(async () => {
    standIn = await startStandIn(folder)
    ;[page] = (await standIn.windows(1)) as [Page]
  }, slow)
  afterAll(() => standIn.stop(), slow)
  afterEach(() => page.bringToFront())

  const records = async (what: string) => (await standIn.records()).filter((record) => record.what === what)

  it('shows the page through the protocol handler, under its policy', async () => {
    expect(await page.getByText('Hello from the page').isVisible()).toBe(true)
    expect(await page.evaluate(() => window.inlineRan)).toBeUndefined()
    const echo = await page.evaluate(async () => (await fetch('/echo', { method: 'POST', body: 'ünï' })).text())
    expect(echo).toBe('POST ünï')
    expect(await page.evaluate(async () => (await fetch('/nothing')).status)).toBe(404)
  })

  it('runs the preload script first, in a world of its own', async () => {
    expect(await page.evaluate(() => window.bridgeWasThere)).toBe(true)
    expect(await page.evaluate(() => 'onlyInPreload' in globalThis)).toBe(false)
    expect(await page.evaluate(() => 'require' in globalThis)).toBe(false)
    expect(await page.evaluate(() => window.fixture.canRequire)).toBe(false)
    expect(await page.evaluate(() => window.fixture.platform)).toBe(process.platform)
  })

  it('carries values, functions and failures over the bridge, and nobody can change it', async () => {
    expect(await page.evaluate(() => window.fixture.addOne(41))).toBe(42)
    expect(await page.evaluate(() => window.fixture.nested.list[1].two)).toBe(2)
    expect(await page.evaluate(() => window.fixture.nested.date.getTime())).toBe(5)
    expect(await page.evaluate(() => window.fixture.callBack((text, upper) => upper(`${text}!`)))).toBe('FROM PRELOAD!')
    await expect(page.evaluate(() => window.fixture.fail())).rejects.toThrow('preload refuses')
    expect(await page.evaluate(() => Object.isFrozen(window.fixture) && Object.isFrozen(window.fixture.nested))).toBe(
      true,
    )
  })

  it('answers invoke, and tells the page what main threw', async () => {
    expect(await page.evaluate(() => window.fixture.call('seal', 'secret ünï'))).toBe('secret ünï')
    await expect(page.evaluate(() => window.fixture.call('fail'))).rejects.toThrow(
      "Error invoking remote method 'call': TypeError: not today",
    )
  })

  it('fails by name at what it does not play', async () => {
    await expect(page.evaluate(() => window.fixture.call('unknown'))).rejects.toThrow('app.setBadgeCount is not played')
  })

  it('carries a port of the page to main, with order, bytes and its end', async () => {
    const answers = await page.evaluate(async () => {
      const { port1, port2 } = new MessageChannel()
      window.postMessage('port', location.origin, [port2])
      const back: unknown[] = []
      const closed = new Promise((resolve) => port1.addEventListener('close', resolve))
      port1.addEventListener('message', (event) =>
        back.push((event as unknown as { data: { back: unknown } }).data.back),
      )
      port1.start()
      for (let count = 0; count < 50; count += 1) port1.postMessage(count)
      port1.postMessage(new Uint8Array([1, 2, 255]))
      port1.postMessage('close')
      await closed
      const bytes = back.pop() as Uint8Array
      return { numbers: back, bytes: [...bytes] }
    })
    expect(answers).toEqual({ numbers: Array.from({ length: 50 }, (_, index) => index), bytes: [1, 2, 255] })
  })

  it('carries a port of main to the page', async () => {
    const heard = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const all: string[] = []
          window.fixture.askForPort('word', (word, data) => {
            all.push(`${word}: ${data}`)
            if (all.length === 2) resolve(all)
          })
        }),
    )
    expect(heard).toEqual(['word: first word', 'word: main heard hello'])
  })

  it('ends the ports of a page that is loaded again, which then works as before', async () => {
    const before = standIn.program.logs().split('FIXTURE_PORT_CLOSED').length
    await page.evaluate(() => {
      const { port1, port2 } = new MessageChannel()
      Object.assign(globalThis, { keep: port1 })
      window.postMessage('port', location.origin, [port2])
    })
    await page.evaluate(() => window.fixture.call('seal', 'until main has the port'))
    await page.reload()
    await expect.poll(() => standIn.program.logs().split('FIXTURE_PORT_CLOSED').length).toBeGreaterThan(before)
    expect(await page.evaluate(() => window.fixture.call('seal', 'again'))).toBe('again')
  })

  it('asks whether the page may leave, and lets it go where it may', async () => {
    await page.evaluate(() => void (location.href = 'https://example.invalid/'))
    await expect
      .poll(() => records('navigation prevented'))
      .toContainEqual(expect.objectContaining({ detail: 'https://example.invalid/' }))
    expect(page.url()).toBe('https://fixture.app.standin.invalid/')
    await page.evaluate(() => void (location.href = '/?moved'))
    await page.waitForURL(/moved/)
    expect(await page.evaluate(() => window.fixture.addOne(1))).toBe(2)
  })

  it('asks before a window is opened, and opens none that is denied', async () => {
    await page.evaluate(() => void window.open('https://example.invalid/popup'))
    await expect
      .poll(() => records('open outside'))
      .toContainEqual({ what: 'open outside', detail: 'https://example.invalid/popup' })
    await expect.poll(() => standIn.context.pages().filter((page) => page.url().includes('popup')).length).toBe(0)
  })

  it('runs a utility process that answers over its port, and tells how one ended', async () => {
    expect(await page.evaluate(() => window.fixture.call('add', 2, 3))).toEqual({
      sum: 5,
      flag: '--flag',
      type: 'utility',
    })
    expect(await page.evaluate(() => window.fixture.call('crash'))).toEqual({ exited: 1 })
  })

  it('answers dialogs as the test says, and writes down what was asked', async () => {
    await standIn.ask({ ask: 'answer message boxes', response: 1 })
    expect(await page.evaluate(() => window.fixture.call('ask'))).toMatchObject({ response: 1 })
    expect(await records('message box')).toEqual([{ what: 'message box', detail: { message: 'Really?' } }])
    expect(await records('tray')).toEqual([{ what: 'tray', detail: 'icon' }])
  })

  it('shows the theme that main has chosen', async () => {
    const isDark = () =>
      page.evaluate(
        () =>
          (globalThis as never as { matchMedia(query: string): { matches: boolean } }).matchMedia(
            '(prefers-color-scheme: dark)',
          ).matches,
      )
    await page.evaluate(() => window.fixture.call('theme', 'dark'))
    await expect.poll(isDark).toBe(true)
    await standIn.ask({ ask: 'theme', source: 'light' })
    await expect.poll(isDark).toBe(false)
  })

  it('opens what the menu opens, and closes what a test closes', async () => {
    await standIn.ask({ ask: 'choose from menu', id: 'new' })
    const [, second] = await standIn.windows(2)
    expect(await second?.evaluate(() => window.fixture.addOne(1))).toBe(2)
    await second?.close()
    expect(await page.evaluate(() => window.fixture.addOne(2))).toBe(3)
    await expect(standIn.ask({ ask: 'choose from menu', id: 'old' })).rejects.toThrow('The menu has no item old')
  })
})

describe.skipIf(!findChromium())('the life of an application under the stand-in', { timeout: slow }, () => {
  const userData = mkdtempSync(join(tmpdir(), 'standin-user-'))
  afterAll(() => rmSync(userData, { recursive: true, force: true }))

  it('waits for ever, as in Electron, when the entry waits for ready', async () => {
    const program = runStandIn(folder, { FIXTURE_AWAIT_READY: '1' })
    expect(await program.ended).toBe(13)
  })

  it('lets one instance in, and tells it how the second was started', async () => {
    const first = await startStandIn(folder, { FIXTURE_USER_DATA: userData })
    await first.windows(1)
    const second = runStandIn(folder, { FIXTURE_USER_DATA: userData })
    expect(await second.ended).toBe(7)
    await first.program.line(/FIXTURE_SECOND/)
    expect(await first.records()).toContainEqual({ what: 'focus', detail: 1 })
    expect(await first.stop()).toBe(0)
  })

  it('frees the instance when it was killed, and its browser does not live on', async () => {
    const first = await startStandIn(folder, { FIXTURE_USER_DATA: userData })
    const browser = first.context.browser()
    const gone = new Promise((resolve) => browser?.once('disconnected', resolve))
    await first.program.kill()
    await gone
    const next = await startStandIn(folder, { FIXTURE_USER_DATA: userData })
    expect(await next.stop()).toBe(0)
  })

  it('quits in order when its last window closes', async () => {
    const standIn = await startStandIn(folder)
    await standIn.windows(1)
    await standIn.ask({ ask: 'close windows' })
    expect(await standIn.program.ended).toBe(0)
    expect(standIn.program.logs()).toContain('FIXTURE_QUITS')
  })
})

// What Electron does for Kith and nobody else: its window, its guards, its end. On the stand-in, which writes down what
// the desktop would have shown.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runStandIn, startStandIn } from '../support/electron/attach'
import type { AttachedStandIn } from '../support/electron/attach'
import { root } from '../support/targets/target'
import { patience } from './steps/conversation'
import { targets } from './targets'

let dataFolder: string
let standIn: AttachedStandIn
let page: Page

const start = async () => {
  standIn = await startStandIn(root, { KITH_DATA: dataFolder })
  ;[page] = (await standIn.windows(1)) as [Page]
}
const records = async (what: string) => (await standIn.records()).filter((record) => record.what === what)
const last = async (what: string) => (await records(what)).at(-1)?.detail
/** The quick window, which may be there by now, has no buttons that the system draws. */
const lastWindow = async () =>
  (await records('window')).findLast(({ detail }) => 'titleBarOverlay' in (detail as object))?.detail

const newDataFolder = () => (dataFolder = mkdtempSync(join(tmpdir(), 'kith-shell-')))
const removeDataFolder = () => rmSync(dataFolder, { recursive: true, force: true })

describe.runIf(targets.includes('standin'))('the page in the desktop app', () => {
  beforeAll(async () => {
    newDataFolder()
    await start()
  })
  afterAll(async () => {
    await standIn.stop()
    removeDataFolder()
  })

  test('knows which host it is in, and has nothing else of it', async () => {
    expect(await page.evaluate('Object.entries(window.kith).sort()')).toEqual([
      ['host', 'electron'],
      ['platform', process.platform],
    ])
    expect(await page.evaluate('Object.isFrozen(window.kith)')).toBe(true)
    expect(
      await page.evaluate("['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis)"),
    ).toEqual([])
  })

  test('cannot reach anything but Kith', async () => {
    const outcome = await page.evaluate(
      "fetch('https://example.invalid/').then(() => 'reached', (error) => error.name)",
    )
    expect(outcome).toBe('TypeError')
    expect(await records('request refused')).toEqual([])
  })

  test('stays where it is, and hands links of the web to the browser', async () => {
    const address = page.url()
    await page.evaluate("void (location.href = 'https://example.invalid/left')")
    await expect.poll(() => last('navigation prevented'), patience).toBe('https://example.invalid/left')
    await page.evaluate("void window.open('https://example.invalid/docs')")
    await expect.poll(() => last('open outside'), patience).toBe('https://example.invalid/docs')
    await page.evaluate("void window.open('http://example.invalid/plain')")
    await page.evaluate("void window.open('file:///etc/passwd')")
    await page.evaluate("void window.open('https://example.invalid/end')")
    await expect.poll(() => last('open outside'), patience).toBe('https://example.invalid/end')
    expect((await records('open outside')).map(({ detail }) => detail)).toEqual([
      'https://example.invalid/docs',
      'http://example.invalid/plain',
      'https://example.invalid/end',
    ])
    expect(page.url()).toBe(address)
  })

  test('has buttons of the window that can be seen, in the dark too', async () => {
    const window = (await lastWindow()) as { titleBarOverlay: { symbolColor: string; height: number } }
    const light = window.titleBarOverlay
    expect(light.height).toBe(48)
    await standIn.ask({ ask: 'theme', source: 'dark' })
    const dark = (await last('title bar overlay')) as typeof light
    expect(dark.height).toBe(48)
    expect(dark.symbolColor).not.toBe(light.symbolColor)
    await standIn.ask({ ask: 'theme', source: 'system' })
  })
})

describe.runIf(targets.includes('standin'))('the life of the desktop app', () => {
  beforeEach(newDataFolder)
  afterEach(removeDataFolder)

  test('a second start brings the first to the front, and ends', async () => {
    await start()
    const second = runStandIn(root, { KITH_DATA: dataFolder })
    expect(await second.ended).toBe(0)
    await expect.poll(() => records('focus'), patience).toHaveLength(1)
    expect(await standIn.stop()).toBe(0)
  })

  test('the window comes back where it was, and where it can be reached', async () => {
    const file = join(dataFolder, 'window.json')
    const bounds = { x: 50, y: 60, width: 1000, height: 700 }
    writeFileSync(file, JSON.stringify({ bounds, maximized: false }))
    await start()
    expect(await lastWindow()).toMatchObject(bounds)
    await standIn.stop()
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ bounds, maximized: false, fullScreen: false })

    writeFileSync(file, JSON.stringify({ bounds: { ...bounds, x: 9_000 }, maximized: false }))
    await start()
    expect(await lastWindow()).toMatchObject({ width: 1000, height: 700 })
    expect(await lastWindow()).not.toHaveProperty('x')
    await standIn.stop()
  })

  test('it ends in order when its last window closes', async () => {
    await start()
    await standIn.ask({ ask: 'choose from menu', id: 'new-window' })
    const [, second] = await standIn.windows(2)
    await second?.close()
    expect(await page.title()).toBe('Kith')
    await page.close()
    expect(await standIn.program.ended).toBe(0)
  })

  test('it ends in order with the computer, which waits for it', async () => {
    await start()
    await expect.poll(() => existsSync(join(dataFolder, 'logs/running.json')), patience).toBe(true)
    expect(await standIn.ask({ ask: 'shut down' })).toBe(process.platform === 'linux')
    expect(await standIn.program.ended).toBe(0)
    expect(existsSync(join(dataFolder, 'logs/running.json'))).toBe(false)
  })

  test('it says that a page crashed, and asks whether to open it again', async () => {
    await start()
    const session = await standIn.context.newCDPSession(page)
    session.send('Page.crash').catch(() => undefined)
    await expect
      .poll(() => last('message box'), patience)
      .toMatchObject({
        message: 'This window stopped working',
        buttons: ['Open it again', 'Copy report', 'Quit Kith'],
      })
    await standIn.stop()
  })

  test('it hands on the report of a page that crashed, and ends when it is told to', async () => {
    await start()
    // The second button copies it; then there are two, of which the second quits.
    await standIn.ask({ ask: 'answer message boxes', response: 1 })
    const session = await standIn.context.newCDPSession(page)
    session.send('Page.crash').catch(() => undefined)
    expect(await standIn.program.ended).toBe(0)
    expect(standIn.program.logs()).toContain('"event":"the page ended","reason":"crashed"')
  })
})

// What the desktop app allows its page, point by point, as Electron's own checklist has it; asked of the built app on the
// stand-in. SECURITY.md names these tests.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runStandIn, startStandIn } from '../support/electron/attach'
import type { AttachedStandIn } from '../support/electron/attach'
import type { GuardedEvent } from '../support/electron/main/remote-control'
import { root } from '../support/targets/target'
import { targets } from './targets'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ')

interface Fetched {
  status: number
  headers: Record<string, string>
  text: string
}

describe.runIf(targets.includes('standin'))('the desktop app allows its page nothing', () => {
  let dataFolder: string
  let standIn: AttachedStandIn
  let page: Page

  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), 'kith-shell-'))
    standIn = await startStandIn(root, { KITH_DATA: dataFolder, STANDIN_PACKAGED: '1' })
    ;[page] = (await standIn.windows(1)) as [Page]
  })
  afterAll(async () => {
    await standIn.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  })

  const records = async (what: string) => (await standIn.records()).filter((record) => record.what === what)
  const details = async (what: string) => (await records(what)).map(({ detail }) => detail)
  const wouldBeKept = (event: GuardedEvent, url: string) => standIn.ask({ ask: 'page would', event, url })
  const fetchRaw = (url: string, method = 'GET') => standIn.ask({ ask: 'fetch', url, method }) as Promise<Fetched>

  test('every page is sandboxed, before the first of them, and every window says so', async () => {
    const order = (await standIn.records()).map(({ what }) => what)
    expect(order.indexOf('sandbox for every page')).toBeGreaterThanOrEqual(0)
    expect(order.indexOf('sandbox for every page')).toBeLessThan(order.indexOf('window'))
    await standIn.ask({ ask: 'choose from menu', id: 'new-window' })
    const [, second] = await standIn.windows(2)
    await second?.close()
    const windows = (await details('window')) as { webPreferences: Record<string, unknown> }[]
    // The quick window may be there by now.
    expect(windows.length).toBeGreaterThanOrEqual(2)
    for (const { webPreferences } of windows) {
      expect(webPreferences).toEqual({
        preload: join(root, 'out/preload/index.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        // What the session says of it counts: see below.
        spellcheck: true,
      })
    }
  })

  test('its scheme is a secure origin of its own, and has no more rights than it needs', async () => {
    const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true }
    expect(await details('schemes')).toEqual([[{ scheme: 'app', privileges }]])
    expect(page.url()).not.toMatch(/^file:/)
  })

  test('the page comes with the whole policy, as does what is not there', async () => {
    for (const [url, status] of [
      ['app://kith/', 200],
      ['app://kith/nothing', 404],
    ] as const) {
      expect(await fetchRaw(url)).toMatchObject({
        status,
        headers: {
          'content-security-policy': policy,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
        },
      })
    }
  })

  test.each([
    'app://evil/',
    'app://kith.evil.example/index.html',
    'app://kith/../main/index.js',
    'app://kith/%2e%2e/main/index.js',
    'app://kith/..%2fmain%2findex.js',
    'app://kith/%252e%252e/main/index.js',
    'app://kith/..%252fmain%252findex.js',
    'app://kith/..\\main\\index.js',
    'app://kith/..%5cmain%5cindex.js',
    'app://kith/%2fetc%2fpasswd',
    'app://kith//etc/passwd',
    'app://kith/index.html%00.js',
    'app://kith/assets',
    'app://kith/%',
    'app://kith/c:%5cwindows%5cwin.ini',
  ])('its protocol has nothing at %s', async (url) => {
    expect(await fetchRaw(url)).toMatchObject({ status: 404, text: 'There is nothing at this address.' })
  })

  test('its protocol is only for reading', async () => {
    expect((await fetchRaw('app://kith/', 'POST')).status).toBe(404)
  })

  test.each([
    'https://example.invalid/',
    'app://evil/',
    'app://me:secret@kith/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
  ])('it goes nowhere else, not in a frame and not by a redirect: %s', async (url) => {
    expect(await wouldBeKept('will-navigate', url)).toBe(true)
    expect(await wouldBeKept('will-redirect', url)).toBe(true)
    expect(await wouldBeKept('will-frame-navigate', url)).toBe(true)
  })

  test('it may stay at home', async () => {
    for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const) {
      expect(await wouldBeKept(event, 'app://kith/#thread/x')).toBe(false)
    }
  })

  test('it has no webview, not even of its own', async () => {
    expect(await wouldBeKept('will-attach-webview', 'app://kith/')).toBe(true)
  })

  test('it opens no window, and only the web and mail outside', async () => {
    for (const url of [
      'https://example.invalid/a',
      'mailto:ana@example.invalid',
      'file:///etc/passwd',
      'app://kith/x',
      'kith://auth?code=1',
      'smb://evil/x',
      'vbscript:x',
      'ms-msdt:/id',
    ]) {
      await page.evaluate(`void window.open(${JSON.stringify(url)})`)
    }
    await page.evaluate("void window.open('https://example.invalid/last')")
    await expect.poll(() => details('open outside')).toContain('https://example.invalid/last')
    expect((await details('open outside')).map(String).toSorted()).toEqual([
      'https://example.invalid/a',
      'https://example.invalid/last',
      'mailto:ana@example.invalid',
    ])
    for (const opened of (await details('window.open')) as { action: string }[]) expect(opened.action).toBe('deny')
    expect(await standIn.windows(1)).toHaveLength(1)
  })

  test('it is granted nothing but copying, and that to nobody else', async () => {
    const permissions = [
      'clipboard-read',
      'display-capture',
      'fullscreen',
      'geolocation',
      'hid',
      'idle-detection',
      'media',
      'mediaKeySystem',
      'midi',
      'notifications',
      'openExternal',
      'pointerLock',
      'serial',
      'storage-access',
      'top-level-storage-access',
      'usb',
      'window-management',
      'fileSystem',
      'unknown',
    ]
    const home = 'app://kith/'
    for (const kind of ['request', 'check'] as const) {
      for (const permission of permissions) {
        expect(await standIn.ask({ ask: 'permission', kind, permission, url: home })).toBe(false)
      }
      const copying = { ask: 'permission', kind, permission: 'clipboard-sanitized-write' } as const
      expect(await standIn.ask({ ...copying, url: home })).toBe(true)
      expect(await standIn.ask({ ...copying, url: 'https://example.invalid/' })).toBe(false)
    }
    expect(await standIn.ask({ ask: 'permission', kind: 'device', permission: 'usb', url: home })).toBe(false)
  })

  test('it requests nothing of a network, whatever its policy says', async () => {
    for (const url of [
      'http://example.invalid/',
      'https://example.invalid/x',
      'ws://127.0.0.1:1/',
      'wss://example.invalid/',
    ]) {
      expect(await standIn.ask({ ask: 'may request', url })).toBe(false)
    }
    expect(await standIn.ask({ ask: 'may request', url: 'app://kith/assets/x.js' })).toBe(true)
    // Dictionaries would come from the web, so of no language one is wanted.
    const isMac = process.platform === 'darwin'
    expect(new Set(await details('spell checker'))).toEqual(new Set([isMac]))
    expect((await details('spell checker languages')).flat()).toEqual([])
    const order = (await standIn.records()).map(({ what }) => what)
    expect(order.indexOf('spell checker')).toBeLessThan(order.indexOf('window'))
    if (!isMac) expect(order.indexOf('spell checker languages')).toBeLessThan(order.indexOf('spell checker'))
  })

  test.each([
    ['a frame that is gone', null, 1],
    ['a frame inside the page', { url: 'app://kith/', isInside: true }, 1],
    ['a page of the web', { url: 'https://example.invalid/', isInside: false }, 1],
    ['a name that begins as ours', { url: 'app://kith.evil.example/', isInside: false }, 1],
    ['somebody with two ports', { url: 'app://kith/', isInside: false }, 2],
  ])('main does not listen to %s', async (_, frame, ports) => {
    expect(await standIn.ask({ ask: 'frame sends ports', channel: 'kith:connect', frame, ports })).toBe(ports)
  })

  test('main listens to the page itself', async () => {
    const frame = { url: 'app://kith/', isInside: false }
    expect(await standIn.ask({ ask: 'frame sends ports', channel: 'kith:connect', frame, ports: 1 })).toBe(0)
  })

  test('a second start ends before it opens anything', async () => {
    const second = runStandIn(root, { KITH_DATA: dataFolder })
    expect(await second.ended).toBe(0)
    expect(second.logs()).not.toContain('STANDIN_CDP')
    await expect.poll(() => records('focus')).not.toEqual([])
  })

  test('an installed Kith has no developer tools and no reload in its menu', async () => {
    for (const role of ['toggleDevTools', 'reload', 'forceReload']) {
      await expect(standIn.ask({ ask: 'choose from menu', id: role })).rejects.toThrow('has no item')
    }
    const [menu] = (await details('menu')).slice(-1)
    expect(JSON.stringify(menu)).not.toMatch(/devtools|reload/i)
    expect(JSON.stringify(menu)).toMatch(/togglefullscreen/i)
  })
})

describe('the built app', () => {
  const main = () =>
    readdirSync(join(root, 'out/main'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
      .map((name) => readFileSync(join(root, 'out/main', name), 'utf8'))
      .join('\n')

  test('reports no crashes, opens no remote module, and uses no keychain call that waits', () => {
    const code = main()
    expect(code).toContain('enableSandbox')
    expect(code).not.toMatch(/crashReporter|@electron\/remote|isEncryptionAvailable\(|encryptString\(|decryptString\(/)
  })

  test('has a preload script of one channel, which requires electron alone', () => {
    const preload = readFileSync(join(root, 'out/preload/index.cjs'), 'utf8')
    expect([...preload.matchAll(/require\(["'`]([^"'`]+)["'`]\)/g)].map(([, name]) => name)).toEqual(['electron'])
    expect(preload.match(/ipcRenderer\.\w+/g)).toEqual(['ipcRenderer.postMessage'])
  })
})

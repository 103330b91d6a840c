// What somebody has in hand who needs help: a log that says where, and nothing of what was written; a report that is read
// before it is handed on; and ways on from what could not be shown.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startStandIn } from '../support/electron/attach'
import type { AttachedStandIn } from '../support/electron/attach'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { passingFolder } from '../support/passing-folder'
import { appFolder } from '../support/targets/target'
import { expectAccessible } from './steps/axe'
import { ask, eventually, expectText, openNewThread } from './steps/conversation'
import { choose } from './steps/palette'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { openThread } from './steps/threads'
import { oneTarget, targets } from './targets'

const secret = 'The diary of Ada'

/** Whatever is mounted in the middle pane from now on, and nothing beside it, fails. */
const breakConversation = `{
  const { observe } = ResizeObserver.prototype
  window.mend = () => (ResizeObserver.prototype.observe = observe)
  ResizeObserver.prototype.observe = function (element, options) {
    if (element.closest('[data-pane=conversation]')) throw new TypeError('${secret}')
    observe.call(this, element, options)
  }
}`
const mendConversation = 'void window.mend()'

describe.each(oneTarget)('diagnostics (%s)', (target) => {
  let kith: Kith
  let screen: Screen

  beforeAll(async () => {
    kith = await launchKith({ target })
    screen = screenOf(kith.page)
    await ask(screen, secret, /\S/)
    await openNewThread(screen)
    await ask(screen, 'Another one', /\S/)
  }, 120_000)
  afterAll(() => kith.stop())

  const logged = () =>
    readFileSync(join(kith.dataFolder, 'logs/kith.log'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  const failuresAt = (where: string) => logged().filter((entry) => entry.where === where)
  const alert = () => screen.page.getByRole('alert')

  test('errors of a page and promises nobody holds are in the log, without their words', async () => {
    const { page } = kith
    await page.evaluate(`setTimeout(() => { throw new TypeError('${secret}') })`)
    await page.evaluate(`void Promise.reject(Object.assign(new Error('${secret}'), { code: 'ENOSPC' }))`)
    await eventually(async () => expect(failuresAt('window')).toMatchObject([{ process: 'page', name: 'TypeError' }]))
    await eventually(async () => expect(failuresAt('promise')).toMatchObject([{ process: 'page', code: 'ENOSPC' }]))
    expect(JSON.stringify(logged())).not.toContain('diary')
  })

  test('the report is seen, copied and saved as it is seen; nothing that was written is in it', async () => {
    const { page } = kith
    if (target === 'browser-host') await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await choose(page, 'See a report for whoever helps')
    const dialog = page.getByRole('dialog', { name: 'Report' })
    const shown = (await dialog.getByRole('region', { name: 'Text of the report' }).textContent()) ?? ''
    expect(shown).toMatch(/^time: .*\nKith: \d.*\nnewest migration: \d{14}_\w+\.sql\n/)
    expect(shown).toContain('\nthreads: fewer than 10\n')
    expect(shown).toContain('[page] a page failed (where=window, name=TypeError)')
    expect(shown).not.toMatch(/diary|Ada|127\.0\.0\.1/)
    expect(shown).not.toContain(kith.dataFolder)
    await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
    await dialog.getByRole('button', { name: 'Copied' }).waitFor()
    if (target === 'browser-host') expect(await page.evaluate('navigator.clipboard.readText()')).toBe(shown)
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    const path = /report is in (.*)\.$/.exec(await dialog.getByText('The report is in').innerText())?.[1] ?? ''
    expect(readFileSync(path, 'utf8').split('\n').slice(1, 5)).toEqual(shown.split('\n').slice(1, 5))
    await page.keyboard.press('Escape')
  })

  test('a thread that cannot be shown says so, takes nothing else with it, and is left and tried again by keyboard', async () => {
    const { page } = kith
    await screen.composer.fill('Not sent yet')
    await page.evaluate(breakConversation)
    await screen.thread(secret).click()
    await expectText(alert(), 'This thread could not be shown')
    // Beside it everything is as it was.
    expect(await screen.threads.getByRole('option').count()).toBe(2)
    await eventually(async () => expect(failuresAt('conversation').length).toBeGreaterThan(0))
    expect(JSON.stringify(logged())).not.toContain('diary')
    await expectAccessible(page)

    await page.evaluate(mendConversation)
    await alert().getByRole('button', { name: 'Try again' }).focus()
    await page.keyboard.press('Enter')
    await expectText(screen.questions.first(), secret)
    await openThread(screen, 'Another one')
    expect(await screen.composer.inputValue()).toBe('Not sent yet')

    await page.evaluate(breakConversation)
    await screen.thread(secret).click()
    await alert().getByRole('button', { name: 'Try again' }).focus()
    await page.keyboard.press('Tab')
    await page.evaluate(mendConversation)
    await page.keyboard.press('Enter')
    await screen.composer.waitFor()
    await eventually(async () =>
      expect(await page.evaluate("document.activeElement.closest('[data-pane]')?.dataset.pane")).toBe('sidebar'),
    )
  })

  test('a window that cannot be shown at all has a way on, with the report, and goes on from the list of threads', async () => {
    const { page } = kith
    await screen.thread(secret).click()
    await expectText(screen.questions.first(), secret)
    // As a bug of an earlier version could have left it: every reload would meet it again.
    await page.evaluate(`for (const storage of [sessionStorage, localStorage])
      for (const name of Object.keys(storage).filter((name) => name.startsWith('kith.open'))) {
        const kept = JSON.parse(storage.getItem(name))
        storage.setItem(name, JSON.stringify({ ...kept, state: { ...kept.state, widths: null } }))
      }`)
    await page.reload()
    await expectText(alert(), 'This window could not be shown')
    await expectAccessible(page)
    // The keyboard is where the ways on are.
    await eventually(async () => expect(await page.evaluate('document.activeElement.textContent')).toBe('Try again'))
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expectText(page.getByRole('dialog', { name: 'Report' }), '[page] a page failed (where=all, name=TypeError')
    await page.keyboard.press('Escape')
    await alert().getByRole('button', { name: 'Go to the list of threads' }).focus()
    await page.keyboard.press('Enter')
    await screen.composer.waitFor()
    await eventually(async () => expect(await screen.threads.getByRole('option').count()).toBe(2))
    await page.reload()
    await screen.composer.waitFor()
  })

  test('an address that a crashed window is opened with again leaves the thread that was in it', async () => {
    const { page } = kith
    await openThread(screen, secret)
    await page.evaluate("location.hash = '#/threads'")
    await eventually(async () => expect(await screen.questions.count()).toBe(0))
    expect(await page.evaluate('location.hash')).toBe('')
  })

  test('logs are deleted in the settings, and what comes after is written down', async () => {
    const { page } = kith
    await choose(page, 'Troubleshooting: report and logs')
    await screen.button('Delete logs').click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete logs' }).click()
    await expectText(page.locator('body'), 'It takes 0')
    await page.evaluate("setTimeout(() => { throw new RangeError('x') })")
    await eventually(async () => expect(logged()).toMatchObject([{ name: 'RangeError' }]))
    await screen.button('Close settings').click()
  })

  test('after an end that was not in order the next start says so once, with the report at hand', async () => {
    await kith.kill()
    // The number it had is another program's by now: this one's.
    const mark = join(kith.dataFolder, 'logs/running.json')
    const { pid, ...left } = JSON.parse(readFileSync(mark, 'utf8')) as { pid: number }
    expect(pid).not.toBe(process.pid)
    writeFileSync(mark, JSON.stringify({ ...left, pid: process.pid }))
    screen = screenOf(await kith.restart())
    const { page } = kith
    await expectText(page.locator('body'), 'Kith was not closed in order last time')
    await page
      .getByRole('listitem')
      .filter({ hasText: 'in order' })
      .getByRole('button', { name: 'See the report' })
      .click()
    await page.getByRole('dialog', { name: 'Report' }).waitFor()
    await page.keyboard.press('Escape')
    await page
      .getByRole('listitem')
      .filter({ hasText: 'in order' })
      .getByRole('button', { name: 'Close this notice' })
      .click()
    await page.reload()
    await screen.composer.waitFor()
    expect(await page.getByText('in order last time').count()).toBe(0)
    screen = screenOf(await kith.restart())
    await screen.composer.waitFor()
    expect(await kith.page.getByText('in order last time').count()).toBe(0)
  })
})

describe.runIf(targets.includes('standin'))('a window of the desktop app whose page crashed', () => {
  let standIn: AttachedStandIn
  let screen: Screen
  const dataFolder = passingFolder('data')

  beforeAll(async () => {
    standIn = await startStandIn(appFolder, { KITH_DATA: dataFolder })
    screen = await firstScreen()
  }, 120_000)
  afterAll(() => standIn.stop())

  async function firstScreen(): Promise<Screen> {
    const [page] = await standIn.windows(1)
    if (!page) throw new Error('There is no window')
    return screenOf(page)
  }

  /** Resolves with the page that the window has afterwards. */
  async function crash(): Promise<Screen> {
    const { page } = screen
    const gone = new Promise((resolve) => page.once('close', resolve))
    const session = await page.context().newCDPSession(page)
    session.send('Page.crash').catch(() => undefined)
    await gone
    return firstScreen()
  }
  const asked = async () =>
    (await standIn.records())
      .filter(({ what }) => what === 'message box')
      .map(({ detail }) => (detail as { buttons: string[] }).buttons)

  test('asks, is opened again with what it showed and what was written, and goes on; that it crashed is in the log', async () => {
    await ask(screen, secret, /\S/)
    await screen.composer.fill('Not sent yet')
    await eventually(async () =>
      expect(await screen.page.evaluate('JSON.stringify({ ...localStorage })')).toContain('Not sent yet'),
    )
    screen = await crash()
    await expectText(screen.questions.first(), secret)
    expect(await screen.composer.inputValue()).toBe('Not sent yet')
    expect(await asked()).toEqual([['Open it again', 'Copy report', 'Quit Kith']])
    await ask(screen, 'And it goes on', /\S/)
    expect(readFileSync(join(dataFolder, 'logs/kith.log'), 'utf8')).toContain(
      '"event":"the page ended","reason":"crashed"',
    )
  })

  test('soon after the first time, it can be opened without the thread that was in it', async () => {
    await standIn.ask({ ask: 'answer message boxes', response: 1 })
    screen = await crash()
    expect((await asked()).at(-1)).toEqual([
      'Open it again',
      'Open it without the last thread',
      'Copy report',
      'Quit Kith',
    ])
    await eventually(async () => expect(await screen.threads.getByRole('option').count()).toBe(1))
    expect(await screen.questions.count()).toBe(0)
    await openThread(screen, secret)
    await expectText(screen.questions.last(), 'And it goes on')
  })
})

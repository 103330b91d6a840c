// What Kith does beside its windows, on the stand-in: tray, quick window, notification, menus, spelling. Who answers takes its
// time, so that a notification is due; the rest happens meanwhile.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startStandIn } from '../support/electron/attach'
import type { AttachedStandIn } from '../support/electron/attach'
import { createGate, startModelServer } from '../support/model-server'
import type { ModelServer } from '../support/model-server'
import { passingFolder } from '../support/passing-folder'
import { root } from '../support/targets/target'
import { expectAccessible } from './steps/axe'
import { ask, eventually, expectText, openNewThread, patience, say } from './steps/conversation'
import { connectProvider, openSettings } from './steps/providers'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { targets } from './targets'

describe.runIf(targets.includes('standin'))('Kith beside its windows', () => {
  let standIn: AttachedStandIn
  let server: ModelServer
  let screen: Screen
  let quick: Screen
  const dataFolder = passingFolder('desktop')
  const gate = createGate()
  let slowSince = 0

  const records = async (what: string) => (await standIn.records()).filter((record) => record.what === what)
  const last = async (what: string) => (await records(what)).at(-1)?.detail
  const press = () => standIn.ask({ ask: 'press', accelerator: 'CommandOrControl+Shift+Space' })
  const fromTray = (id: string) => standIn.ask({ ask: 'choose from tray', id })

  beforeAll(async () => {
    server = await startModelServer()
    standIn = await startStandIn(root, { KITH_DATA: dataFolder })
    const [page] = (await standIn.windows(1)) as [Page]
    await page.setViewportSize({ width: 1440, height: 900 })
    screen = screenOf(page)
    await screen.composer.waitFor()
    const provider = { kind: 'OpenAI-compatible', name: 'Scripted', address: server.url } as const
    await connectProvider(screen, { ...provider, key: 'sk-scripted', model: 'practice-small' })
    // Asked now, answered at the end.
    await screen.persona('Coach').click()
    server.setScript({ text: ['Slowly, ', 'but surely.'], gate })
    gate.open(1)
    await say(screen, 'A question that takes long')
    await expectText(screen.answer, 'Slowly,')
    slowSince = performance.now()
  })
  afterAll(async () => {
    gate.openAll()
    await standIn.stop()
    await server.close()
  })

  test('the tray says what is going on, and leads in', async () => {
    expect(await last('tray')).toMatchObject({ isTemplate: process.platform === 'darwin' })
    await expect
      .poll(() => last('tray menu'), patience)
      .toEqual(['Open Kith', 'New thread', 'Quick window', '1 answer is being written', 'Quit Kith'])
    await fromTray('tray-new-thread')
    await eventually(async () => expect(await screen.questions.count()).toBe(0))
    expect(await screen.composer.evaluate((field) => field.matches(':focus'))).toBe(true)
  })

  test('the menu asks the page in front for what it does itself', async () => {
    await standIn.ask({ ask: 'choose from menu', id: 'settings.open' })
    await screen.button('Close settings').waitFor()
    await standIn.ask({ ask: 'choose from menu', id: 'search.open' })
    await screen.page.getByRole('heading', { name: 'Search', level: 1 }).waitFor()
    await standIn.ask({ ask: 'choose from menu', id: 'threads.new' })
    await screen.composer.waitFor()
    await standIn.ask({ ask: 'choose from menu', id: 'documentation' })
    expect(String(await last('open path'))).toMatch(/README\.md$/)
  })

  test('keys bring the quick window up on the screen that is worked on, with what was copied', async () => {
    const displays = [
      { id: 1, scaleFactor: 1, bounds: area(0, 1920), workArea: area(0, 1920) },
      { id: 2, scaleFactor: 2, bounds: area(1920, 1280), workArea: area(1920, 1280) },
    ]
    await standIn.ask({ ask: 'screens', displays, pointer: { x: 2000, y: 50 } })
    await standIn.ask({ ask: 'work elsewhere', copied: 'Copied in another program' })
    expect(await records('clipboard read')).toEqual([])
    await press()
    quick = screenOf(await standIn.quick())
    await quick.composer.waitFor()
    expect(await last('bounds')).toMatchObject({ x: 2290, width: 540, height: 520 })
    await quick.button('Add “Copied in another program”').waitFor()
    await eventually(async () => expect(await quick.composer.evaluate((field) => field.matches(':focus'))).toBe(true))
    expect(await quick.composer.inputValue()).toBe('')
    // What the large window has open is not what is open here.
    await quick.page
      .getByRole('region', { name: 'Recent threads' })
      .getByRole('button', { name: /A question/ })
      .waitFor()
  })

  test('what is written in it stays when Escape puts it away, and is nobody else’s', async () => {
    await quick.button('Add “Copied in another program”').click()
    await eventually(async () => expect(await quick.composer.inputValue()).toBe('Copied in another program'))
    await quick.page.keyboard.press('Escape')
    await expect.poll(() => records('hide'), patience).toHaveLength(1)
    await press()
    await expect.poll(() => records('clipboard read'), patience).toHaveLength(2)
    expect(await quick.composer.inputValue()).toBe('Copied in another program')
    // The same is not offered twice.
    expect(await quick.page.getByRole('button', { name: /^Add “/ }).count()).toBe(0)
    expect(await screen.composer.inputValue()).toBe('')
  })

  test('it answers in a thread of its own, as the persona that is chosen there', async () => {
    await quick.page.getByRole('button', { name: /Who answers/ }).click()
    await quick.page.getByRole('menuitemradio', { name: 'No persona' }).click()
    server.setScript({ text: 'In short: yes.' })
    await ask(quick, 'A quick question', 'In short: yes.')
    await quick.page.getByRole('button', { name: /^Used|^Nothing/ }).waitFor()
    expect(await screen.questions.count()).toBe(0)
    await quick.button('New thread').click()
    await quick.page.getByRole('button', { name: /A quick question/ }).click()
    await expectText(quick.answer, 'In short: yes.')
  })

  test('“Open in Kith” shows the same in the large window, and puts it away', async () => {
    await quick.button('Open in Kith').click()
    await expectText(screen.answer, 'In short: yes.')
    await expect.poll(() => records('hide'), patience).toHaveLength(2)
    expect(await records('closed')).toEqual([])
  })

  test('a misspelled word is replaced or learned under the right mouse button, once spelling is wanted', async () => {
    expect((await records('spell checker languages')).map(({ detail }) => detail)).toEqual([[], []])
    await openSettings(screen)
    const spelling = screen.page.getByRole('group', { name: 'Spelling' })
    await spelling.getByRole('button', { name: 'Checked', exact: true }).click()
    await expect.poll(() => last('spell checker languages'), patience).toEqual(['en-US'])
    expect(await last('spell checker')).toBe(true)
    await screen.button('Close settings').click()
    const editFlags = {
      canUndo: false,
      canRedo: false,
      canCut: true,
      canCopy: true,
      canPaste: true,
      canSelectAll: true,
    }
    const wrong = { misspelledWord: 'recieve', dictionarySuggestions: ['receive'] }
    await standIn.ask({ ask: 'right click', params: { isEditable: true, selectionText: '', editFlags, ...wrong } })
    await standIn.ask({ ask: 'choose under the mouse', id: 'suggestion-0' })
    expect(await last('misspelling replaced')).toBe('receive')
    await standIn.ask({ ask: 'choose under the mouse', id: 'learn-word' })
    expect(await last('learned word')).toBe('recieve')
  })

  test('a screen that is unplugged takes no window along', async () => {
    const before = (await records('bounds')).length
    const displays = [{ id: 1, scaleFactor: 1, bounds: area(0, 800), workArea: area(0, 800) }]
    await standIn.ask({ ask: 'screens', displays, pointer: { x: 0, y: 0 } })
    const moved = (await records('bounds')).slice(before)
    expect(moved.at(-1)?.detail).toMatchObject({ id: 1, width: 800 })
  })

  test('an answer that took long is told of while nobody looks, and a click opens it', async () => {
    await openNewThread(screen)
    await standIn.ask({ ask: 'work elsewhere' })
    await sleep(Math.max(0, slowSince + 31_000 - performance.now()))
    gate.openAll()
    await expect.poll(() => last('notification'), patience).toEqual({ title: 'Coach', body: 'The answer is there.' })
    expect(await last('tray menu')).toContain('No answer is being written')
    await standIn.ask({ ask: 'click notification' })
    await expectText(screen.answer, 'but surely.')
  })

  test('Kith stays in the tray when its last window is closed, where its owner wants that', async () => {
    await openSettings(screen)
    await screen.button('Leaves Kith in the tray').click()
    await expect
      .poll(() => screen.button('Leaves Kith in the tray').getAttribute('aria-pressed'), patience)
      .toBe('true')
    await screen.page.close()
    await expect.poll(() => records('closed'), patience).toHaveLength(1)
    await fromTray('tray-open')
    const [page] = (await standIn.windows(1)) as [Page]
    await screenOf(page).composer.waitFor()
    await fromTray('tray-quit')
    expect(await standIn.program.ended).toBe(0)
  })
})

describe.runIf(targets.includes('standin') && process.platform === 'linux')('a Kith that was opened at login', () => {
  test('is in the tray without a window, and is still there after a quick question', async () => {
    const standIn = await startStandIn(root, { KITH_DATA: passingFolder('login') }, ['--opened-at-login'])
    const records = async (what: string) => (await standIn.records()).filter((record) => record.what === what)
    await standIn.ask({ ask: 'press', accelerator: 'CommandOrControl+Shift+Space' })
    const quick = screenOf(await standIn.quick())
    await quick.composer.waitFor()
    await quick.page.keyboard.press('Escape')
    await expect.poll(() => records('hide'), patience).toHaveLength(1)
    expect(await records('window')).toHaveLength(1)
    await standIn.ask({ ask: 'choose from tray', id: 'tray-open' })
    const [page] = (await standIn.windows(1)) as [Page]
    await screenOf(page).composer.waitFor()
    await standIn.stop()
  })
})

describe.runIf(targets.includes('standin'))('a desktop that refuses', () => {
  test('says in the settings which keys cannot be had, and takes others', async () => {
    const standIn = await startStandIn(root, {
      KITH_DATA: passingFolder('refusing'),
      STANDIN_TAKEN_KEYS: 'CommandOrControl+Shift+Space',
    })
    const [page] = (await standIn.windows(1)) as [Page]
    const screen = screenOf(page)
    await screen.composer.waitFor()
    await openSettings(screen)
    const part = page.getByRole('region', { name: 'Desktop' })
    await part.getByRole('alert').filter({ hasText: 'Ctrl Shift Space cannot be had' }).waitFor()
    await expectText(part, 'Kith runs from its source here')
    await expectAccessible(page)
    await part.getByRole('button', { name: 'Change', exact: true }).click()
    await page.keyboard.press('k')
    await part.getByRole('alert').filter({ hasText: 'K would be taken from every program' }).waitFor()
    await page.keyboard.press('Control+Alt+k')
    await expect.poll(() => part.getByRole('alert').count(), patience).toBe(0)
    await standIn.ask({ ask: 'press', accelerator: 'Control+Alt+K' })
    await screenOf(await standIn.quick()).composer.waitFor()
    await standIn.stop()
  })
})

const area = (x: number, width: number) => ({ x, y: 0, width, height: 1000 })

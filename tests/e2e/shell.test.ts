// The frame around everything: panes, palette, shortcuts and size, with the keyboard and as a screen reader meets them.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Locator } from 'playwright-core'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { expectAccessible } from './steps/axe'
import { ask, eventually, expectText, openNewThread, patience } from './steps/conversation'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { describeOn, targets } from './targets'

describeOn(targets)('the shell (%s)', (target) => {
  let kith: Kith
  let screen: Screen
  const palette = () => screen.page.getByRole('dialog', { name: 'Go to or do anything' })
  const press = (keys: string) => screen.page.keyboard.press(keys)

  beforeAll(async () => {
    kith = await launchKith({ target })
    screen = screenOf(kith.page)
    await screen.composer.waitFor()
    await screen.persona('Coach').click()
    await openNewThread(screen)
    await ask(screen, 'The knee was quiet all week')
    await openNewThread(screen)
    await ask(screen, 'Breakfast before long runs')
  })
  afterAll(() => kith.stop())

  test('the palette goes to a thread by words of its title, and gives the focus to its composer', async () => {
    await press('ControlOrMeta+k')
    await palette().waitFor()
    await screen.page.keyboard.type('quiet knee')
    await expectText(palette().locator('[role=option][aria-selected=true]'), 'The knee was quiet all week')
    await press('Enter')
    await expectText(screen.questions.first(), 'The knee was quiet all week')
    await expect.poll(() => hasFocus(screen.composer), patience).toBe(true)
  })

  test('the palette does what it says, says when nothing fits, and gives the focus back on Escape', async () => {
    await screen.composer.focus()
    await press('ControlOrMeta+k')
    await screen.page.keyboard.type('dark theme')
    await press('Enter')
    await expect.poll(() => themeOf(screen), patience).toBe('dark')
    await press('ControlOrMeta+k')
    await screen.page.keyboard.type('xqzwvj')
    await screen.page.getByRole('option', { name: 'Search for “xqzwvj” everywhere', selected: true }).waitFor()
    await press('Escape')
    await expect.poll(() => palette().count(), patience).toBe(0)
    await expect.poll(() => hasFocus(screen.composer), patience).toBe(true)
    await press('ControlOrMeta+k')
    await screen.page.keyboard.type('theme as the system')
    await press('Enter')
    await expect.poll(() => themeOf(screen), patience).toBe('light')
  })

  test('the palette goes to a part of the settings', async () => {
    await press('ControlOrMeta+k')
    await screen.page.keyboard.type('mcp servers')
    await press('Enter')
    await expect
      .poll(() => hasFocus(screen.page.getByRole('region', { name: 'Tools', exact: true })), patience)
      .toBe(true)
    // It is brought into view within the settings; the window stays where it is.
    expect((await screen.button('Close settings').boundingBox())?.y).toBeGreaterThanOrEqual(0)
    await press('Escape')
    await screen.composer.waitFor()
  })

  test('panes are made wider with the arrows, keep that over a reload, and fold and unfold', async () => {
    const edge = screen.page.getByRole('separator', { name: 'Width of personas and threads' })
    const width = async () => Number(await edge.getAttribute('aria-valuenow'))
    const before = await width()
    await edge.focus()
    await press('ArrowRight')
    await press('ArrowRight')
    expect(await width()).toBe(before + 32)
    await screen.page.reload()
    await screen.composer.waitFor()
    expect(await width()).toBe(before + 32)
    await edge.dblclick()
    await expect.poll(width, patience).toBe(before)
    await edge.focus()
    await press('Enter')
    await expect.poll(() => screen.threads.count(), patience).toBe(0)
    await expect.poll(() => hasFocus(screen.button('Personas and threads')), patience).toBe(true)
    await press('ControlOrMeta+b')
    await screen.threads.waitFor()
  })

  test('the sheet lists the keys; in a text, its key is a letter like any other', async () => {
    await screen.composer.focus()
    await screen.page.keyboard.type('?')
    expect(await screen.composer.inputValue()).toBe('?')
    await screen.composer.fill('')
    await screen.button('On this computer').focus()
    await press('?')
    const sheet = screen.page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await expectText(sheet, 'Begin a new thread')
    await press('Escape')
    await expect.poll(() => sheet.count(), patience).toBe(0)
  })

  test('keys are changed, a conflict is said in words, and all go back', async () => {
    await press('ControlOrMeta+,')
    const row = screen.page.getByRole('button', { name: /^Begin a new thread.*Change its keys$/ })
    await row.click()
    await press('b')
    await expectText(screen.page.getByRole('alert'), 'writes something')
    await press('ControlOrMeta+b')
    await expectText(screen.page.getByRole('alert'), 'already used for: Show or hide personas and threads')
    await expectAccessible(screen.page)
    await screen.button('Use it here').click()
    await expect.poll(() => hasFocus(row), patience).toBe(true)
    await screen.page.reload()
    await screen.button('Settings').waitFor()
    await screen.thread('Breakfast').click()
    await expectText(screen.questions.first(), 'Breakfast')
    await press('ControlOrMeta+b')
    await expect.poll(() => screen.questions.count(), patience).toBe(0)
    await screen.threads.waitFor()

    await press('ControlOrMeta+,')
    await screen.button('Reset all shortcuts').click()
    await press('ControlOrMeta+b')
    await expect.poll(() => screen.threads.count(), patience).toBe(0)
    await press('ControlOrMeta+b')
    await screen.button('Close settings').click()
  })

  test('at twice the size there is one pane less, menus stay with their buttons, and nothing scrolls sideways', async () => {
    await screen.thread('Breakfast').click()
    for (let presses = 0; presses < 6; presses += 1) await press('ControlOrMeta+=')
    await screen.page.reload()
    const button = await screen.button('Thread actions').boundingBox()
    await screen.button('Thread actions').click()
    const menu = await screen.page.getByRole('menu').boundingBox()
    expect(Math.abs((menu?.y ?? 0) - ((button?.y ?? 0) + (button?.height ?? 0)))).toBeLessThan(20)
    await press('Escape')
    const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
    expect(await screen.page.evaluate(overflow)).toBe(0)
    expect(await screen.memory.count()).toBe(0)
    await press('ControlOrMeta+0')
    await eventually(async () => expect(await screen.page.evaluate('getComputedStyle(document.body).zoom')).toBe('1'))
  })
})

async function themeOf(screen: Screen): Promise<string | null> {
  return screen.page.locator('html').getAttribute('data-theme')
}

async function hasFocus(target: Locator): Promise<boolean> {
  const focus = target.page().locator(':focus')
  return (await target.and(focus).or(target.locator(':focus')).count()) === 1
}

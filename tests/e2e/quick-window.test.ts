// The page of the quick window, by keyboard alone. That keys of the desktop bring it up is in desktop.test.ts.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Kith } from '../support/kith'
import type { ModelServer } from '../support/model-server'
import { launchConnected } from './steps/connected'
import { eventually, expectAnswer, expectText, patience } from './steps/conversation'
import { openQuick } from './steps/quick'
import type { Screen } from './steps/screen'
import { oneTarget } from './targets'

describe.each(oneTarget)('the quick window (%s)', (target) => {
  let kith: Kith
  let server: ModelServer
  let screen: Screen
  let quick: Screen
  const press = (keys: string) => quick.page.keyboard.press(keys)
  const type = (text: string) => quick.page.keyboard.type(text)
  const recent = () => quick.page.getByRole('region', { name: 'Recent threads' })

  beforeAll(async () => {
    ;({ kith, server, screen } = await launchConnected(target))
    quick = await openQuick(kith)
  }, 120_000)
  afterAll(async () => {
    await kith.stop()
    await server.close()
  })

  test('has the focus where one writes, and answers there', async () => {
    await expectText(quick.page.locator('main'), 'becomes a thread like any other')
    server.setScript({ text: 'Seven, and a half.' })
    await eventually(async () => expect(await quick.composer.evaluate((field) => field.matches(':focus'))).toBe(true))
    await type('How many?')
    await press('Enter')
    await expectAnswer(quick, 'complete', 'Seven, and a half.')
    await quick.page.getByRole('button', { name: /^Used/ }).waitFor()
  })

  test('is somewhere else than the large window, which lists the thread like any other', async () => {
    expect(await screen.questions.count()).toBe(0)
    await screen.thread(/How many/).waitFor()
  })

  test('goes to a new thread and back by keys', async () => {
    await press('ControlOrMeta+n')
    await recent()
      .getByRole('button', { name: /How many/ })
      .waitFor()
    await type('Half a thought')
    await recent()
      .getByRole('button', { name: /How many/ })
      .focus()
    await press('Enter')
    await expectText(quick.answer, 'Seven, and a half.')
    await press('ControlOrMeta+n')
    expect(await quick.composer.inputValue()).toBe('Half a thought')
    expect(await screen.composer.inputValue()).toBe('')
  })

  test('keeps the draft and its place over a reload', async () => {
    await quick.page.reload()
    await recent().waitFor()
    expect(await quick.composer.inputValue()).toBe('Half a thought')
    await recent()
      .getByRole('button', { name: /How many/ })
      .click()
    await quick.answer.waitFor()
    await quick.page.reload()
    await expectText(quick.answer, 'Seven, and a half.')
  })

  test('Escape leaves it to what is open in it first', async () => {
    await quick.page.getByRole('button', { name: /Who answers/ }).click()
    await quick.page.getByRole('menu').waitFor()
    await press('Escape')
    await expect.poll(() => quick.page.getByRole('menu').count(), patience).toBe(0)
    expect(quick.page.isClosed()).toBe(false)
    await expectText(quick.answer, 'Seven, and a half.')
  })
})

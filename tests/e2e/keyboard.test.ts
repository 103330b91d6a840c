// The whole way from the first start, without a pointer.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { createGate, startModelServer } from '../support/model-server'
import type { ModelServer } from '../support/model-server'
import { expectAnswer, expectText, patience } from './steps/conversation'
import { firstWords, numberedWords, wordsIn } from './steps/numbered-words'
import { connectProvider } from './steps/providers'
import { hasFocus, moveTo, tabTo } from './steps/keyboard'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { describeOn, oneTarget } from './targets'

describeOn(oneTarget)('with the keyboard alone (%s)', (target) => {
  let kith: Kith
  let server: ModelServer
  let screen: Screen

  beforeAll(async () => {
    server = await startModelServer()
    kith = await launchKith({ target })
    screen = screenOf(kith.page)
    await screen.composer.waitFor()
  })
  afterAll(async () => {
    await kith.stop()
    await server.close()
  })

  test('the first message is written where the focus is, and sent', async () => {
    const { page } = screen
    await expect.poll(() => hasFocus(screen.composer), patience).toBe(true)
    await page.keyboard.type('Good morning')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('in two lines')
    expect(await screen.composer.inputValue()).toBe('Good morning\nin two lines')
    await page.keyboard.press('Enter')
    await expectAnswer(screen, 'complete', /\S/)
    await expect.poll(() => hasFocus(screen.composer), patience).toBe(true)
  })

  test('an answer is stopped, a thread begun and renamed', async () => {
    const { page } = screen
    const provider = { kind: 'OpenAI-compatible', name: 'Scripted', address: server.url } as const
    await connectProvider(screen, { ...provider, key: 'sk-scripted', model: 'practice-small' })
    const gate = createGate()
    gate.open(3)
    server.setScript([{ text: numberedWords(20), gate }, { text: 'The whole answer.' }])
    await page.reload()
    await expect.poll(() => hasFocus(screen.composer), patience).toBe(true)
    await page.keyboard.type('Count, and I will stop you')
    await page.keyboard.press('Enter')
    await expect.poll(() => wordsIn(screen.answer), patience).toEqual(firstWords(3))
    await tabTo(screen, screen.button('Stop'))
    await page.keyboard.press('Enter')
    await expectAnswer(screen, 'stopped')

    await tabTo(screen, screen.button('New thread'))
    await page.keyboard.press('Enter')
    await expect.poll(() => screen.questions.count(), patience).toBe(0)
    await expect.poll(() => hasFocus(screen.composer), patience).toBe(true)
    await page.keyboard.type('The second thread')
    await page.keyboard.press('Enter')
    await expectAnswer(screen, 'complete', 'The whole answer.')

    await tabTo(screen, screen.button('Thread actions'))
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByRole('menuitem', { name: 'Rename' }).count(), patience).toBe(1)
    await moveTo(screen, page.getByRole('menuitem', { name: 'Rename' }), 'ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => hasFocus(page.getByRole('textbox', { name: 'Thread title' })), patience).toBe(true)
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('Named without a mouse')
    await page.keyboard.press('Enter')
    await screen.thread('Named without a mouse').waitFor()
    await expect.poll(() => hasFocus(screen.button('Thread actions')), patience).toBe(true)
  })

  test('personas and threads are chosen with the arrows', async () => {
    const { page } = screen
    await tabTo(screen, screen.personas)
    await page.keyboard.press('Home')
    await moveTo(screen, screen.persona('Researcher'), 'ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => screen.persona('Researcher').getAttribute('aria-selected'), patience).toBe('true')
    await expect.poll(() => screen.thread('Named without a mouse').count(), patience).toBe(0)

    await moveTo(screen, screen.persona('No persona'), 'ArrowDown')
    await screen.thread('Named without a mouse').waitFor()
    await tabTo(screen, screen.threads)
    await page.keyboard.press('Home')
    await moveTo(screen, screen.thread('Good morning'), 'ArrowDown')
    await expectText(screen.questions.first(), 'Good morning')
    expect(await hasFocus(screen.threads)).toBe(true)
  })

  test('the settings are opened and left', async () => {
    await tabTo(screen, screen.button('Settings'))
    await screen.page.keyboard.press('Enter')
    await screen.button('Add provider').waitFor()
    await screen.page.keyboard.press('Escape')
    await expect.poll(() => hasFocus(screen.composer), patience).toBe(true)
  })
})

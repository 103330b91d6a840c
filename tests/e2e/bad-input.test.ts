// Text nobody expects: too long, or not text at all. What tries to run something: hostile-content.test.ts.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Kith } from '../support/kith'
import type { ModelServer } from '../support/model-server'
import { launchConnected } from './steps/connected'
import { ask, expectAnswer, expectText, openNewThread, say } from './steps/conversation'
import type { Screen } from './steps/screen'
import { describeOn, targets } from './targets'

const replacement = '\uFFFD'

describeOn(targets)('bad input (%s)', (target) => {
  let kith: Kith
  let server: ModelServer
  let screen: Screen

  beforeAll(async () => {
    ;({ kith, server, screen } = await launchConnected(target))
  })
  afterAll(async () => {
    await kith.stop()
    await server.close()
  })
  beforeEach(async () => {
    await openNewThread(screen)
    server.setScript({ text: 'Understood.' })
  })

  test('a message of 200,000 characters is stored, sent whole and answered', async () => {
    const text = `The beginning. ${'Lorem ipsum '.repeat(16_664)} The end.`.padEnd(200_000, '.')
    await ask(screen, text, 'Understood.')
    expect(server.requests.findLast((request) => request.asked)?.asked?.lastUserText).toBe(text)
    await screen.page.reload()
    await expectText(screen.questions.last(), 'The beginning.')
    await expectAnswer(screen, 'complete', 'Understood.')
  })

  test('a message of more than 1,000,000 characters is refused in words and stays in the field', async () => {
    const before = server.requests.length
    const text = 'x'.repeat(1_000_001)
    await screen.composer.fill(text)
    await screen.composer.press('Enter')
    await expectText(screen.page.locator('body'), /This message is too long[^]*1,000,001[^]*1,000,000/)
    expect((await screen.composer.inputValue()).length).toBe(1_000_001)
    expect(await screen.questions.count()).toBe(0)
    expect(server.requests.length).toBe(before)

    await screen.composer.fill('A shorter one')
    await screen.button('Send').click()
    await expectAnswer(screen, 'complete', 'Understood.')
    expect(await screen.page.getByText('This message is too long').count()).toBe(0)
  })

  test('NUL and half characters of the person are stored visibly, and the rest survives', async () => {
    // As a paste would: these characters cannot be typed, nor sent to the browser from here.
    await screen.composer.evaluate((field: EventTarget) => {
      const text = `before${String.fromCharCode(0)}between${String.fromCharCode(0xd8_00)}after 😀`
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, text)
      field.dispatchEvent(new Event('input', { bubbles: true }))
    })
    await screen.button('Send').click()
    await expectAnswer(screen, 'complete', 'Understood.')
    const stored = `before${replacement}between${replacement}after 😀`
    await screen.page.reload()
    await expectText(screen.questions.last(), stored)
  })

  test('NUL and half characters of the model are stored visibly; a pair that came in two pieces is whole', async () => {
    server.setScript({ text: ['one\u0000two ', 'three\ud800four ', 'and \ud83d', '\ude00 laughs'] })
    await say(screen, 'Say something strange')
    await expectAnswer(screen, 'complete')
    const stored = `one${replacement}two three${replacement}four and 😀 laughs`
    await expectText(screen.answer, stored)
    await screen.page.reload()
    await expectText(screen.answer, stored)
  })

  test('a message of nothing but white space is not sent', async () => {
    await screen.composer.fill(' \n\t ')
    await screen.composer.press('Enter')
    await screen.composer.fill('Something')
    await screen.button('Send').click()
    await expectAnswer(screen, 'complete')
    expect(await screen.questions.count()).toBe(1)
  })

  test('the person sees their own text as they wrote it', async () => {
    const text = '<b>not bold</b> & *stars* <img src=x onerror=alert(1)>\n\n  indented\n# not a heading'
    await ask(screen, text, 'Understood.')
    await expectText(screen.questions.last(), '<b>not bold</b> & *stars* <img src=x onerror=alert(1)>')
    await expectText(screen.questions.last(), '# not a heading')
    expect(await screen.questions.last().locator('img, b, em, h1').count()).toBe(0)
  })
})

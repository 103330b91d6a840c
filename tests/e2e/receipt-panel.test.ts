// The receipt as one works with it: what was used and left out, from where, set right in place, and what the answer would
// have been without it. What the page shows is the same on every host.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Kith } from '../support/kith'
import type { ModelServer } from '../support/model-server'
import { expectAccessible } from './steps/axe'
import { launchConnected } from './steps/connected'
import { ask, eventually, expectAnswer, expectText, openNewThread } from './steps/conversation'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { openThread } from './steps/threads'
import { describeOn, oneTarget, orStack } from './targets'

describeOn(orStack(oneTarget))('the receipt panel (%s)', (target) => {
  let kith: Kith
  let server: ModelServer
  let screen: Screen

  beforeAll(async () => {
    ;({ kith, server, screen } = await launchConnected(target))
    server.setScript({ text: 'Noted.' })
    for (const said of [
      'My boat is called Albatross.',
      'The harbour fee for the boat is high.',
      'We varnish the boat in May.',
    ]) {
      await openNewThread(screen)
      await ask(screen, said)
    }
    await remember('The boat is nine metres long.')
  })
  afterAll(async () => {
    await kith.stop()
    await server.close()
  })

  const line = () => screen.answer.getByRole('button', { name: /^Used (\d+|no) memor/ })
  const used = () => screen.answer.getByRole('region', { name: 'Used', exact: true })
  const leftOut = () => screen.answer.getByRole('region', { name: 'Left out', exact: true })
  const row = (said: string | RegExp) => screen.answer.locator('[data-receipt-row]').filter({ hasText: said })
  /** What can be done with it is shown; of the first it is from the beginning. */
  async function openRow(said: string | RegExp): Promise<void> {
    const one = row(said).first()
    if ((await one.getAttribute('aria-expanded')) === 'false') await one.click()
  }
  const act = (name: string) => screen.answer.locator('[data-actions]').getByRole('button', { name, exact: true })
  const focused = () => screen.page.locator(':focus')
  const lastPrompt = () => JSON.stringify(server.requests.findLast(({ asked }) => asked)?.asked ?? '')

  /** The owner's own memory, by way of the inbox. */
  async function remember(fact: string): Promise<void> {
    server.setExtraction(JSON.stringify([{ kind: 'fact', importance: 'normal', label: 'new', fact, quote: fact }]))
    await openNewThread(screen)
    await ask(screen, `By the way: ${fact}`)
    const inbox = screen.page.getByRole('region', { name: /would like to remember/ })
    await inbox.getByRole('button', { name: 'Remember', exact: true }).first().click({ timeout: 40_000 })
    server.setExtraction('[]')
  }

  async function askAboutTheBoat(question: string): Promise<void> {
    server.setScript({ text: 'It depends on the boat.' })
    await openNewThread(screen)
    await ask(screen, question, 'It depends')
    await line().click()
    await expectText(used(), 'nine metres')
  }

  test('by keyboard: from one to the next, to where it was said, and back to the open receipt', async () => {
    await askAboutTheBoat('What does the boat cost in a year?')
    await expectAccessible(screen.page)
    await screen.answer.locator('[data-receipt-row]').first().focus()
    expect(await focused().getAttribute('aria-expanded')).toBe('true')
    await focused().press('ArrowDown')
    expect(await focused().getAttribute('aria-expanded')).toBe('true')
    await focused().press('End')
    await focused().press('Home')
    await focused().press('Enter')
    expect(await focused().getAttribute('aria-expanded')).toBe('false')
    await openRow('harbour fee')
    const fee = used().getByRole('listitem').filter({ hasText: 'The harbour fee' }).first()
    await fee.getByRole('button', { name: /^You, in/ }).press('Enter')
    await expectText(screen.questions.first(), 'The harbour fee')
    await screen.button('Back to where you were').click()
    await expectText(used(), 'harbour fee')
  })

  test('a memory is fixed where it stands', async () => {
    await openRow(/^The boat is nine metres long/)
    await act('Fix').click()
    const field = screen.answer.getByRole('textbox', { name: 'The memory, as it should be' })
    await field.press('Escape')
    await eventually(async () => expect(await focused().innerText()).toBe('Fix'))
    await act('Fix').press('Enter')
    await field.fill('The boat is ten metres long.')
    await field.press('Enter')
    await expectText(used(), 'The boat is ten metres long.')
    await expectText(used(), 'Changed since')
  })

  test('what is not relevant is not used the next time, and says why, until that is undone', async () => {
    await openRow('varnish')
    await act('Not relevant here').click()
    await expectText(used(), 'Not used for this any more')
    await ask(screen, 'And the boat of a friend?', 'It depends')
    await line().click()
    await expectText(leftOut(), 'We varnish the boat in May.')
    await expectText(leftOut(), 'Today: you marked it as not relevant here.')
    await openRow('varnish')
    await act('Undo').click()
    await ask(screen, 'And whose boat is cheaper?', 'It depends')
    await line().click()
    await expectText(used(), 'We varnish the boat in May.')
  })

  test('what if without this: another answer beside it that was not given it, there after a new start, too', async () => {
    await askAboutTheBoat('How much room is on the boat?')
    server.setScript({ text: 'Without knowing more, hard to say.' })
    await openRow(/^The boat is ten metres long/)
    await act('What if without this?').click()
    await expectAnswer(screen, 'complete', 'hard to say')
    expect(lastPrompt()).not.toContain('metres long')
    expect(lastPrompt()).toContain('harbour fee')
    await expectText(screen.answer, 'what if, without 1 thing')
    await line().click()
    await expectText(leftOut(), 'The boat is ten metres long.')
    await expectText(leftOut(), 'Left out, because you asked what if')
    await kith.restart()
    screen = screenOf(kith.page)
    await openThread(screen, 'How much room')
    await expectText(screen.answer, 'what if, without 1 thing')
    await screen.button('Earlier version').click()
    await expectText(screen.answer, 'It depends on the boat.')
    await line().click()
    await expectText(used(), 'ten metres')
  })

  test('without a message of this conversation, and without a line of the notes', async () => {
    server.setScript({ text: 'Fine.' })
    await ask(screen, 'My sail is red.', 'Fine.')
    await ask(screen, 'What colour suits the hull?', 'Fine.')
    await line().click()
    await screen.answer.getByRole('button', { name: /^This conversation/ }).click()
    await screen.answer.getByRole('button', { name: 'What if without this? My sail is red.' }).press('Enter')
    await expectText(screen.answer, 'what if, without 1 thing')
    await expectAnswer(screen, 'complete', 'Fine.')
    expect(lastPrompt()).not.toContain('sail is red')
    await eventually(async () => expect(await focused().getAttribute('data-role', { timeout: 500 })).toBe('assistant'))

    const memory = screen.page.getByRole('complementary')
    await memory.getByRole('button', { name: 'Write one yourself' }).click()
    await memory.getByRole('textbox', { name: 'Notes' }).fill('- Sails on Sundays\n- Likes pears')
    await memory.getByRole('button', { name: 'Save' }).click()
    await openNewThread(screen)
    await ask(screen, 'When do I go out?', 'Fine.')
    expect(lastPrompt()).toContain('Sails on Sundays')
    await line().click()
    await screen.answer.getByRole('button', { name: /^Notes/ }).click()
    await screen.answer.getByRole('button', { name: 'What if without this? - Sails on Sundays' }).press('Enter')
    await expectText(screen.answer, 'what if, without 1 thing')
    await expectAnswer(screen, 'complete', 'Fine.')
    expect(lastPrompt()).not.toContain('Sails on Sundays')
    expect(lastPrompt()).toContain('Likes pears')
    await line().click()
    await screen.answer.getByRole('button', { name: /^Notes/ }).click()
    await expectText(screen.answer, '1 line was left out, because you asked what if.')
  })

  test('forgetting begins where it stands', async () => {
    await askAboutTheBoat('How long is the boat?')
    await openRow(/^The boat is ten metres long/)
    await act('Forget…').click()
    await expectText(screen.page.getByRole('alertdialog'), 'ten metres')
    await screen.page.keyboard.press('Escape')
  })
})

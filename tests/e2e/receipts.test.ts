// What an answer was made of, as its reader sees it: said elsewhere, found again, shown with where it comes from.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { ask, expectText, openNewThread } from './steps/conversation'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { openThread } from './steps/threads'
import { describeOn, targets } from './targets'

describeOn(targets)('receipts (%s)', (target) => {
  let kith: Kith
  let screen: Screen

  beforeAll(async () => {
    kith = await launchKith({ target })
    screen = screenOf(kith.page)
  })
  afterAll(() => kith.stop())

  const memory = (isOn: boolean) =>
    screen.page.getByRole('button', { name: isOn ? 'Memory on' : 'Memory off', exact: true, pressed: isOn })

  test('what was said in one thread is used in another, and is one click away', async () => {
    await openNewThread(screen)
    await ask(screen, 'My boat is called Albatross.')
    await openNewThread(screen)
    await ask(screen, 'What is my boat called?', 'My boat is called Albatross.')
    await screen.answer.getByRole('button', { name: /^Used \d+ / }).click()
    const used = screen.answer.getByRole('region', { name: 'Used', exact: true })
    await expectText(used, 'My boat is called Albatross.')
    await expectText(screen.answer, 'Also given')
    await used
      .getByRole('button', { name: /^You, in/ })
      .first()
      .click()
    await expectText(screen.questions.first(), 'My boat is called Albatross.')
    expect(await screen.questions.count()).toBe(1)
  })

  test('an answer that was given none says so, also after a reload', async () => {
    await openNewThread(screen)
    await ask(screen, 'Xylophone quartz?')
    await expectText(screen.answer, 'Used no memories')
    await screen.page.reload()
    await expectText(screen.answer, 'Used no memories')
  })

  test('a thread that remembers nothing uses nothing and is found nowhere, until it may again', async () => {
    await openNewThread(screen)
    await memory(true).click()
    await screen.page.getByPlaceholder('Write; nothing here will be remembered').waitFor()
    // The choice is kept with what is being written.
    await screen.composer.fill('My bicycle')
    await screen.page.reload()
    await memory(false).waitFor()
    await ask(screen, 'My bicycle is called Rosinante.')
    await expectText(screen.answer, 'Remembering nothing in this thread')
    await screen.page.reload()
    await memory(false).waitFor()

    await openNewThread(screen)
    await memory(true).waitFor()
    await ask(screen, 'What is my bicycle called?', 'I find nothing')

    await openThread(screen, 'My bicycle is called Rosinante', 'My bicycle is called Rosinante.')
    await memory(false).click()
    await memory(true).waitFor()
    await openNewThread(screen)
    await ask(screen, 'What is my bicycle called?', 'Rosinante')
  })
})

// Personas, their threads, and what is written in them and not sent yet.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { ask, expectAnswer, expectText, openNewThread, patience } from './steps/conversation'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { deleteThread, openThread, renameThread, threadTitles } from './steps/threads'
import { describeOn, withStack } from './targets'

describeOn(withStack)('personas and threads (%s)', (target) => {
  let kith: Kith
  let screen: Screen

  beforeAll(async () => {
    kith = await launchKith({ target })
    screen = screenOf(kith.page)
    await screen.composer.waitFor()
  })
  afterAll(() => kith.stop())

  test('two personas are there from the start, and a place without one', async () => {
    await expect.poll(() => screen.personas.getByRole('option').count(), patience).toBe(3)
    for (const name of ['Coach', 'Researcher', 'No persona']) await screen.persona(name).waitFor()
    const navigation = screen.page.getByRole('navigation', { name: 'Personas and threads' })
    expect(await navigation.getByRole('listbox').count()).toBe(2)
  })

  test('a thread belongs to the persona it was begun with', async () => {
    await screen.persona('Coach').click()
    await openNewThread(screen)
    await ask(screen, 'For the coach')
    await screen.persona('Researcher').click()
    await openNewThread(screen)
    await ask(screen, 'For the researcher')
    await screen.persona('No persona').click()
    await openNewThread(screen)
    await ask(screen, 'For nobody in particular')

    await screen.persona('Coach').click()
    await screen.thread('For the coach').waitFor()
    expect(await threadTitles(screen)).toHaveLength(1)
    await openThread(screen, 'For the coach')
    await screen.persona('Researcher').click()
    await screen.thread('For the researcher').waitFor()
    expect(await threadTitles(screen)).toHaveLength(1)
    await screen.persona('No persona').click()
    await screen.thread('For nobody in particular').waitFor()
    expect(await threadTitles(screen)).toHaveLength(1)
  })

  test('a new name does not move a thread, and stays', async () => {
    await screen.persona('Coach').click()
    for (const text of ['The oldest', 'The middle one', 'The newest']) {
      await openNewThread(screen)
      await ask(screen, text)
    }
    await renameThread(screen, 'The oldest', 'Half marathon in April')
    const names = [/^The newest/, /^The middle one/, /^Half marathon in April/]
    await expect
      .poll(async () => (await threadTitles(screen)).slice(0, 3), patience)
      .toEqual(names.map((name) => expect.stringMatching(name)))
    await screen.page.reload()
    await screen.thread('Half marathon in April').waitFor()
    expect((await threadTitles(screen)).slice(0, 3)).toEqual(names.map((name) => expect.stringMatching(name)))
  })

  test('a thread that is written in again comes to the top', async () => {
    await screen.persona('Coach').click()
    await openThread(screen, 'The middle one')
    await ask(screen, 'Once more')
    await expect.poll(async () => (await threadTitles(screen))[0], patience).toMatch(/^The middle one/)
  })

  test('a deleted thread comes back with Undo, and stays away without', async () => {
    await screen.persona('Coach').click()
    await deleteThread(screen, 'The newest')
    await expect.poll(() => screen.thread('The newest').count(), patience).toBe(0)
    await expectText(screen.page.locator('body'), 'Thread deleted')
    await screen.button('Undo').click()
    await openThread(screen, 'The newest')

    await deleteThread(screen, 'The newest')
    await expect.poll(() => screen.thread('The newest').count(), patience).toBe(0)
    await screen.page.reload()
    await screen.thread('The middle one').waitFor()
    expect(await screen.thread('The newest').count()).toBe(0)
  })

  test('a thread that is being answered can be deleted', async () => {
    await openNewThread(screen)
    await screen.composer.fill('Tell me something long, and then never mind')
    await screen.button('Send').click()
    await screen.thread('Tell me something long').waitFor()
    await deleteThread(screen, 'Tell me something long')
    await expect.poll(() => screen.thread('Tell me something long').count(), patience).toBe(0)
    await openNewThread(screen)
    await ask(screen, 'Still here?', /\S/)
  })

  test('another window sees new names and new threads by itself', async () => {
    const second = screenOf(await kith.newWindow())
    await second.persona('Coach').click()
    await screen.persona('Coach').click()
    await openNewThread(screen)
    await ask(screen, 'Written in the first window')
    await second.thread('Written in the first window').waitFor()
    await renameThread(second, 'Written in the first window', 'Named in the second')
    await screen.thread('Named in the second').waitFor()
    expect(await screen.thread('Written in the first window').count()).toBe(0)
    await second.page.close()
  })

  test('a draft survives a reload, each in its own thread', async () => {
    await openNewThread(screen)
    await ask(screen, 'A thread with a draft', /\S/)
    await screen.composer.fill('Half a thought')
    await openNewThread(screen)
    expect(await screen.composer.inputValue()).toBe('')
    await screen.composer.fill('Another thought')
    await screen.page.reload()
    await expect.poll(() => screen.composer.inputValue(), patience).toBe('Another thought')
    await openThread(screen, 'A thread with a draft')
    await expect.poll(() => screen.composer.inputValue(), patience).toBe('Half a thought')
    await screen.button('Send').click()
    await expectAnswer(screen, 'complete')
    await screen.page.reload()
    await expectText(screen.questions.last(), 'Half a thought')
    await expect.poll(() => screen.composer.inputValue(), patience).toBe('')
  })

  test('Enter twice sends once', async () => {
    await openNewThread(screen)
    await screen.composer.fill('Once is enough')
    await Promise.all([screen.composer.press('Enter'), screen.composer.press('Enter')])
    await expectAnswer(screen, 'complete', /\S/)
    await screen.page.reload()
    await expectAnswer(screen, 'complete', /\S/)
    expect(await screen.questions.count()).toBe(1)
  })
})

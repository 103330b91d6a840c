// From nothing to an assistant that remembers, on a computer without network, account or settings.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { ask, expectText, openNewThread, patience } from './steps/conversation'
import { choose } from './steps/palette'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { describeOn, targets } from './targets'

describeOn(targets)('first start (%s)', (target) => {
  let kith: Kith
  let screen: Screen

  beforeAll(async () => {
    kith = await launchKith({ target })
    screen = screenOf(kith.page)
  })
  afterAll(() => kith.stop())

  test('asks for nothing, and the practice model answers the first message', async () => {
    await screen.composer.waitFor()
    expect(await screen.page.getByRole('dialog').count()).toBe(0)
    await ask(screen, 'Good evening', /\S/)
    await expectText(screen.questions.last(), 'Good evening')
  })

  test('says plainly that the practice model is one', async () => {
    await openNewThread(screen)
    await expectText(screen.page.locator('body'), /practice model/i)
  })

  test('remembers what was accepted, in a new thread of the same persona and nowhere else', async () => {
    await screen.persona('Coach').click()
    await openNewThread(screen)
    await ask(screen, 'Remember that my dog is called Max')
    const proposal = screen.memory.getByRole('listitem').filter({ hasText: 'Max' })
    await proposal.getByRole('button', { name: 'Remember' }).click()
    await expect.poll(() => proposal.getByRole('button', { name: 'Remember' }).count(), patience).toBe(0)
    await expectText(screen.memory, 'Max')

    await openNewThread(screen)
    await ask(screen, 'What is my dog called?', 'Max')

    await screen.persona('Researcher').click()
    await openNewThread(screen)
    await ask(screen, 'What is my dog called?')
    expect(await screen.answer.innerText()).not.toContain('Max')
    expect(await screen.memory.innerText()).not.toContain('Max')

    await screen.persona('No persona').click()
    await openNewThread(screen)
    await ask(screen, 'What is my dog called?')
    expect(await screen.answer.innerText()).not.toContain('Max')
  })

  test('leads from the empty page of memories to the notes, where the first of them was written', async () => {
    await screen.persona('Coach').click()
    await choose(screen.page, 'Open memory')
    await expectText(screen.page.getByRole('tabpanel'), 'What is remembered so far is in the notes.')
    await screen.button('Open the notes').click()
    await expectText(screen.page.getByRole('tabpanel'), 'Max')
    await screen.button('Close the memory page').click()
  })

  test('keeps nothing that was answered with No', async () => {
    await screen.persona('Researcher').click()
    await openNewThread(screen)
    await ask(screen, 'Remember that my cat is called Minka')
    const proposal = screen.memory.getByRole('listitem').filter({ hasText: 'Minka' })
    await proposal.getByRole('button', { name: 'No', exact: true }).click()
    await expect.poll(() => screen.memory.innerText(), patience).not.toContain('Minka')

    await openNewThread(screen)
    await ask(screen, 'What is my cat called?')
    // What was said stays said, and is found as such; the notes do not have it.
    const answer = await screen.answer.innerText()
    expect(answer).toContain('You said in another conversation')
    expect(answer).not.toContain('notes say')
    expect(await screen.memory.innerText()).not.toContain('Minka')
  })

  test('remembers a proposal as its owner has corrected it', async () => {
    await screen.persona('Researcher').click()
    await openNewThread(screen)
    await ask(screen, 'Remember that my bicycle is called Rosi')
    const proposal = screen.memory.getByRole('listitem').filter({ hasText: 'Rosi' })
    await proposal.getByRole('button', { name: 'Edit' }).click()
    const field = screen.memory.getByRole('textbox')
    await field.fill((await field.inputValue()).replace('Rosi', 'Rosinante'))
    await screen.memory.getByRole('button', { name: 'Remember' }).click()

    await openNewThread(screen)
    await ask(screen, 'What is my bicycle called?', 'Rosinante')
  })

  test('answers from notes that were written by hand', async () => {
    await screen.persona('No persona').click()
    await screen.button('Write one yourself').click()
    await screen.memory.getByRole('textbox').fill('My boat is called Sturmvogel.')
    await screen.memory.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => screen.memory.getByRole('textbox').count(), patience).toBe(0)

    await openNewThread(screen)
    await ask(screen, 'What is my boat called?', 'Sturmvogel')
  })

  test('nothing of all this was an error, and nothing that was said is in the log', () => {
    expect(kith.logs()).not.toMatch(/\[page\]|error|failed|warning/i)
    expect(kith.logs()).not.toMatch(/Max|Sturmvogel|Good evening/)
  })
})

// What the assistant would like to remember, and what its owner makes of it; and forgetting, with what goes in view first.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { startModelServer } from '../support/model-server'
import type { ModelServer } from '../support/model-server'
import { ask, eventually, expectText, openNewThread, patience } from './steps/conversation'
import { connectProvider } from './steps/providers'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { describeOn, targets, withStack } from './targets'

/** Something is looked for when it has been quiet for a while. */
const quiet = { timeout: 40_000, interval: 100 }

describeOn([...new Set([...targets, ...withStack])])('memory by consent (%s)', (target) => {
  let kith: Kith
  let server: ModelServer
  let screen: Screen

  beforeAll(async () => {
    server = await startModelServer({ script: { text: 'I see.' } })
    kith = await launchKith({ target })
    screen = screenOf(kith.page)
    const provider = { kind: 'OpenAI-compatible', name: 'Scripted', address: server.url } as const
    await connectProvider(screen, { ...provider, key: 'sk-scripted', model: 'practice-small' })
  })
  afterAll(async () => {
    await kith.stop()
    await server.close()
  })
  beforeEach(() => openNewThread(screen))

  const region = (name: string | RegExp) => screen.page.getByRole('region', { name })
  const inbox = () => region(/would like to remember/)
  const proposals = () => inbox().locator('[data-proposal]')
  const memories = () => region('Memories')
  const dialog = () => screen.page.getByRole('alertdialog')
  const propose = (...facts: Record<string, string>[]) =>
    server.setExtraction(
      JSON.stringify(facts.map((one) => ({ kind: 'fact', importance: 'normal', label: 'new', ...one }))),
    )
  const expectProposals = (count: number) => expect.poll(() => proposals().count(), quiet).toBe(count)
  async function hear(said: string, ...facts: Record<string, string>[]): Promise<void> {
    propose(...facts)
    await ask(screen, said, 'I see.')
  }

  test('a fact is proposed with its words; by keyboard it is edited, remembered and taken back', async () => {
    await hear('I play the cello in a quartet.', { fact: 'Plays the cello.', quote: 'I play the cello' })
    await expectProposals(1)
    await expectText(proposals().first(), '“I play the cello”')
    await proposals().first().focus()
    await screen.page.keyboard.press('e')
    await screen.page.getByRole('textbox', { name: 'What to remember' }).fill('Plays the cello in a quartet.')
    await inbox().getByRole('button', { name: 'Remember', exact: true }).click()
    await expectText(inbox(), 'Remembered')
    await expectText(memories(), 'Plays the cello in a quartet.')
    await inbox().getByRole('button', { name: 'Undo' }).click()
    await expectText(proposals().first(), 'Plays the cello.')
    await proposals().first().focus()
    await screen.page.keyboard.press('a')
    await expectText(memories(), 'Plays the cello.')
    await screen.page.reload()
    await expectText(memories(), 'Plays the cello.')
    expect(await inbox().count()).toBe(0)
  })

  test('what updates a memory stands beside it and takes its place; what is refused can be taken back', async () => {
    await hear(
      'I no longer play the cello, I play the viola now. I dislike rain.',
      { fact: 'Plays the viola.', quote: 'I play the viola now', label: 'updates', id: 'm1' },
      { fact: 'Dislikes rain.', quote: 'I dislike rain', kind: 'preference' },
    )
    await expectProposals(2)
    await expectText(proposals().first(), /It would update\s+Plays the cello\./)
    await proposals().first().getByRole('button', { name: 'Replace it' }).click()
    await expectText(memories(), 'Plays the viola.')
    await expect.poll(() => memories().innerText(), patience).not.toContain('cello')
    await proposals().last().focus()
    await screen.page.keyboard.press('r')
    await expectText(inbox(), 'Not kept, and not asked again')
    await inbox().getByRole('button', { name: 'Undo' }).last().click()
    await expectText(proposals().last(), 'Dislikes rain.')
  })

  test('several at once, and kinds that are not asked about any more', async () => {
    await hear(
      'I own a red bicycle. I have two sisters.',
      { fact: 'Owns a red bicycle.', quote: 'I own a red bicycle' },
      { fact: 'Has two sisters.', quote: 'I have two sisters' },
    )
    await expectProposals(3)
    await inbox().getByRole('button', { name: 'Select', exact: true }).click()
    await inbox().getByRole('button', { name: 'Select all' }).click()
    await inbox().getByRole('button', { name: 'Remember 3' }).click()
    await expectText(memories(), 'Has two sisters.')
    await expectText(memories(), 'Dislikes rain.')

    await screen.page.getByRole('button', { name: /^Accept without asking/ }).click()
    await screen.page.getByRole('switch', { name: 'Event' }).click()
    await screen.page.getByRole('switch', { name: 'Event', checked: true }).waitFor()
    await hear('I got married in June.', {
      fact: 'Got married in June.',
      quote: 'I got married in June',
      kind: 'event',
    })
    await expect.poll(() => memories().innerText(), quiet).toContain('Got married in June.')
    await expectText(memories(), 'accepted automatically')
    await memories().getByRole('button', { name: 'Undo' }).click()
    await expectText(proposals().last(), 'Got married in June.')
  })

  test('a memory is deleted and brought back', async () => {
    await hear('Hello.')
    const row = () => memories().locator('li', { hasText: 'Owns a red bicycle.' })
    await row().getByRole('button', { name: 'Delete' }).click()
    await eventually(async () => expect(await row().count()).toBe(0))
    await screen.page.getByRole('button', { name: 'Undo' }).last().click()
    await row().getByRole('button', { name: 'Pin', exact: true }).click()
    await expectText(row(), 'pinned')
  })

  test('what resembles a memory is merged into it, and taken out again', async () => {
    await hear('I own a red bicycle and a blue bicycle.', {
      fact: 'Owns a blue bicycle.',
      quote: 'a blue bicycle',
      label: 'updates',
      id: 'm1',
    })
    await expectProposals(2)
    await expectText(proposals().last(), /It would update\s+Owns a red bicycle\./)
    await proposals().last().focus()
    await screen.page.keyboard.press('m')
    const both = screen.page.getByRole('textbox', { name: 'What both say together' })
    expect(await both.inputValue()).toBe('Owns a red bicycle. Owns a blue bicycle.')
    await both.fill('Owns a red and a blue bicycle.')
    await inbox().getByRole('button', { name: 'Merge', exact: true }).click()
    await expectText(memories(), 'Owns a red and a blue bicycle.')
    await inbox().getByRole('button', { name: 'Undo' }).click()
    await expectText(memories(), 'Owns a red bicycle.')
    await expectProposals(2)
    await proposals().last().getByRole('button', { name: 'No', exact: true }).click()
    await expectProposals(1)
  })

  test('a message is forgotten with what was learned from it: first in numbers, then with proof', async () => {
    await hear('My xylotheque holds 40 woods.', {
      fact: 'Has a xylotheque of 40 woods.',
      quote: 'My xylotheque holds 40 woods',
    })
    await expectProposals(2)
    await screen.questions.first().hover()
    await screen.questions.first().getByRole('button', { name: 'Forget…' }).click()
    await expectText(dialog(), 'Forget this message?')
    await expectText(dialog(), '1 message')
    await expectText(dialog(), 'Has a xylotheque of 40 woods. — learned from it')
    // Nothing is forgotten before somebody says so.
    await screen.page.keyboard.press('Escape')
    await expectText(screen.questions.first(), 'xylotheque')
    await screen.questions.first().hover()
    await screen.questions.first().getByRole('button', { name: 'Forget…' }).click()
    await dialog().getByRole('button', { name: 'Forget', exact: true }).click()
    await expectText(dialog(), /0 rows with it left, 0 vectors left/)
    await dialog().getByRole('button', { name: 'Close' }).click()
    await eventually(async () => expect(await screen.questions.count()).toBe(0))
    await expectProposals(1)
  })

  test('everything with certain words, and a thread, are forgotten; nothing of it comes back', async () => {
    await ask(screen, 'The zymurgist arrives at nine.', 'I see.')
    await openNewThread(screen)
    await ask(screen, 'Who is the zymurgist?', 'I see.')
    await screen.page.getByRole('button', { name: 'Forget everything with certain words…' }).click()
    await dialog().getByRole('textbox', { name: 'Words' }).fill('zymurgist')
    await screen.page.keyboard.press('Enter')
    await expectText(dialog(), '2 messages')
    await dialog().getByRole('button', { name: 'Forget', exact: true }).click()
    await expectText(dialog(), /0 rows with it left, 0 vectors left/)
    await dialog().getByRole('button', { name: 'Close' }).click()
    await eventually(async () => expect(await screen.questions.count()).toBe(0))

    await openNewThread(screen)
    await ask(screen, 'A quixotic plan.', 'I see.')
    await screen.page.getByRole('button', { name: 'Thread actions' }).click()
    await screen.page.getByRole('menuitem', { name: 'Forget…' }).click()
    await expectText(dialog(), '1 thread')
    await dialog().getByRole('button', { name: 'Forget', exact: true }).click()
    await expectText(dialog(), /0 rows with it left/)
    await dialog().getByRole('button', { name: 'Close' }).click()
    await expect.poll(() => screen.thread('A quixotic plan.').count(), patience).toBe(0)
  })
})

// A tool that acts asks first; its owner's word is kept, and so is a question nobody has answered yet.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Kith } from '../support/kith'
import type { ModelServer } from '../support/model-server'
import { launchConnected } from './steps/connected'
import { eventually, expectAnswer, expectText, openNewThread, say } from './steps/conversation'
import { closeSettings, field, openSettings } from './steps/providers'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { openThread } from './steps/threads'
import { addServer, card, expectNoCard, sayOnCard } from './steps/tools'
import { describeOn, targets } from './targets'

describeOn(targets)('tools (%s)', (target) => {
  let kith: Kith
  let server: ModelServer
  let screen: Screen

  beforeAll(async () => {
    ;({ kith, server, screen } = await launchConnected(target))
    await addServer(screen)
  })
  afterAll(async () => {
    await kith.stop()
    await server.close()
  })
  beforeEach(() => openNewThread(screen))

  /** The model wants the tool once for each question, and then says what came of it. */
  function wantTool(note: string): void {
    server.setScript(({ toolResults }) => {
      const last = toolResults.at(-1)?.output ?? ''
      return toolResults.length > 0
        ? { text: `It said: ${last}` }
        : { toolCalls: [{ name: 'Desk_write', arguments: { note } }] }
    })
  }

  async function askFor(note: string): Promise<void> {
    wantTool(note)
    await say(screen, `Please write down ${note}`)
    await card(screen).getByText('Use write?').waitFor()
  }

  const expectFocus = (name: string) =>
    eventually(async () => expect(await screen.page.locator(':focus').ariaSnapshot()).toContain(`"${name}"`))

  test('what is allowed once is done, and the answer goes on with it', async () => {
    await askFor('milk')
    await expectText(card(screen), 'milk')
    await sayOnCard(screen, 'Allow once')
    await expectAnswer(screen, 'complete', 'Noted: milk')
    await expectNoCard(screen)
    await screen.answer.getByRole('button', { name: 'You allowed: write' }).waitFor()
  })

  test('what is edited is done as edited', async () => {
    await askFor('milk')
    await sayOnCard(screen, 'Edit')
    await card(screen).getByLabel('What it is given, edited').fill('{"note": "oat milk"}')
    await sayOnCard(screen, 'Allow this')
    await expectAnswer(screen, 'complete', 'Noted: oat milk')
  })

  test('what is not allowed is not done; the answer goes on without it, and so does the keyboard', async () => {
    await askFor('milk')
    const focused = screen.page.locator(':focus')
    await card(screen).getByRole('button', { name: 'Edit' }).press('Enter')
    await expectFocus('What it is given, edited')
    await focused.press('Escape')
    await expectFocus('Edit')
    await card(screen).getByRole('button', { name: 'Don’t allow' }).press('Enter')
    await eventually(async () => expect(await focused.getAttribute('data-role')).toBe('assistant'))
    await expectAnswer(screen, 'complete', 'did not allow this call')
    await screen.answer.getByRole('button', { name: 'You did not allow: write' }).waitFor()
  })

  test('words instead go to the model', async () => {
    await askFor('milk')
    await sayOnCard(screen, 'Answer in words')
    await card(screen).getByLabel('What you say instead').fill('Only bread today.')
    await sayOnCard(screen, 'Send answer')
    await expectAnswer(screen, 'complete', 'Only bread today.')
  })

  test('what waits is there after a power cut, and goes on', async () => {
    await askFor('salt')
    await kith.kill()
    await kith.restart()
    screen = screenOf(kith.page)
    await screen.composer.waitFor()
    await openThread(screen, 'Please write down salt')
    await card(screen).getByText('Use write?').waitFor()
    await sayOnCard(screen, 'Allow once')
    await expectAnswer(screen, 'complete', 'Noted: salt')
  })

  test('who writes on has not allowed it', async () => {
    await askFor('milk')
    server.setScript({ text: 'About something else.' })
    await say(screen, 'Never mind')
    await expectAnswer(screen, 'complete', 'About something else.')
    await expectNoCard(screen)
    await expectText(screen.answers.first(), 'Not done, because you wrote on: write')
  })

  test('what is allowed always is not asked again; a server that cannot be used is named, and one that is removed is gone', async () => {
    await openSettings(screen)
    await expectText(screen.page.getByLabel('May write be used?'), 'Ask every time')
    await closeSettings(screen)
    await askFor('eggs')
    expect(await screen.composer.getAttribute('placeholder')).toBe('Allow it above, or answer in words')
    await sayOnCard(screen, 'More answers')
    await screen.page.getByRole('menuitem', { name: 'Always allow for this persona' }).click()
    await expectAnswer(screen, 'complete', 'Noted: eggs')
    await openNewThread(screen)
    wantTool('flour')
    await say(screen, 'Please write down flour')
    await expectAnswer(screen, 'complete', 'Noted: flour')

    await openSettings(screen)
    await expectText(screen.page.getByLabel('May write be used?'), 'Always allow')
    await screen.button('Edit Desk').click()
    await field(screen, 'Program').fill('/nowhere/at-all')
    await screen.page.getByRole('form', { name: 'Desk' }).getByRole('button', { name: 'Save', exact: true }).click()
    await screen.page.getByText('Could not be used the last time: There is no program /nowhere/at-all here.').waitFor()
    await closeSettings(screen)
    await openNewThread(screen)
    server.setScript({ text: 'Without it, then.' })
    await say(screen, 'Please write down salt')
    await expectAnswer(screen, 'complete', 'Without it, then.')
    await expectText(screen.answer, 'Desk could not be used.')

    await openSettings(screen)
    await screen.button('Remove Desk').click()
    await screen.page.getByRole('alertdialog').getByRole('button', { name: 'Remove', exact: true }).click()
    await screen.page.getByText('Desk is removed.').first().waitFor()
    await expectFocus('Add a server')
    await screen.page.getByLabel('May write be used?').waitFor({ state: 'detached' })
    await closeSettings(screen)
  })
})

// Personas as their owner makes them: another model, another one when that cannot, what it cost and how full its window is.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { createGate, failure, startModelServer } from '../support/model-server'
import type { ModelServer } from '../support/model-server'
import { expectAccessible } from './steps/axe'
import { ask, eventually, expectAnswer, expectText, openNewThread, patience, say } from './steps/conversation'
import { chooseIn, editPersona, personaRow, savePersona } from './steps/personas'
import { connectProvider } from './steps/providers'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { describeOn, oneTarget, orStack } from './targets'

describeOn(orStack(oneTarget))('personas (%s)', (target) => {
  let kith: Kith
  let first: ModelServer
  let second: ModelServer
  let screen: Screen

  beforeAll(async () => {
    first = await startModelServer({ models: ['first-model'], script: { text: 'From the first.' } })
    second = await startModelServer({ models: ['second-model'], script: { text: 'From the second.' } })
    kith = await launchKith({ target })
    screen = screenOf(kith.page)
    for (const [name, server, model] of [
      ['First', first, 'first-model'],
      ['Second', second, 'second-model'],
    ] as const) {
      await connectProvider(screen, { kind: 'OpenAI-compatible', name, address: server.url, model })
    }
  })
  afterAll(async () => {
    await kith.stop()
    await first.close()
    await second.close()
  })

  const field = (name: string) => screen.page.getByRole('dialog').getByLabel(name, { exact: true })
  const gauge = () => screen.page.getByRole('button', { name: /^Context \d+ percent full/ })

  test('a persona is given a model of its own, and answers with it from then on', async () => {
    await personaRow(screen, 'Coach').click()
    await openNewThread(screen)
    await ask(screen, 'Who are you?', 'From the second.')
    await editPersona(screen, 'Coach')
    await chooseIn(screen, 'Model', 'first-model')
    await field('Temperature').fill('0.3')
    await savePersona(screen)
    await ask(screen, 'And now?', 'From the first.')
    expect(first.requests.findLast(({ asked }) => asked)?.asked?.body).toMatchObject({ temperature: 0.3 })
    // The other one goes on as it was.
    await personaRow(screen, 'Researcher').click()
    await openNewThread(screen)
    await ask(screen, 'And you?', 'From the second.')
  })

  test('what cannot be saved is said at its field, and nothing written is lost by closing', async () => {
    await editPersona(screen, 'Coach')
    await field('Temperature').fill('hot')
    await screen.button('Save').click()
    await expectText(screen.page.getByRole('dialog'), 'A number from 0 to 2, or nothing.')
    await screen.page.keyboard.press('Escape')
    await screen.button('Keep editing').click()
    expect(await field('Temperature').inputValue()).toBe('hot')
    await screen.page.keyboard.press('Escape')
    await screen.button('Discard').click()
    await eventually(async () => expect(await screen.page.getByRole('dialog').count()).toBe(0))
  })

  test('what stands in the form is tried out: it answers, fails in words, is stopped, and nothing is kept', async () => {
    const before = await screen.threads.getByRole('option').count()
    await editPersona(screen, 'Coach')
    const dialog = screen.page.getByRole('dialog')
    await field('Instructions').fill('Answer as a pirate.')
    await dialog.getByRole('button', { name: 'Try it', exact: true }).click()
    const said = dialog.getByRole('textbox', { name: 'Say something to try it' })
    first.setScript([{ text: 'Arr.' }, failure(401), { text: 'Arr again.' }])
    await said.fill('Who are you?')
    await said.press('Enter')
    await expectText(dialog.getByRole('log'), 'Arr.')
    const asked = first.requests.findLast((request) => request.asked)?.asked?.body
    expect(JSON.stringify(asked)).toContain('Answer as a pirate.')
    expect(asked).toMatchObject({ temperature: 0.3 })

    await said.fill('And now?')
    await said.press('Enter')
    await expectText(dialog, 'did not accept the key')
    expect(await dialog.innerText()).not.toContain('Your message is saved')
    await expectText(dialog.getByRole('log'), 'And now?')
    await dialog.getByRole('button', { name: 'Try again' }).click()
    await expectText(dialog.getByRole('log'), 'Arr again.')

    const gate = createGate()
    gate.open(2)
    first.setScript([{ text: 'One two three four five', gate }, { text: 'From the first.' }])
    await said.fill('Count')
    await said.press('Enter')
    await expectText(dialog.getByRole('log'), 'One two')
    await dialog.getByRole('button', { name: 'Stop' }).click()
    gate.openAll()
    await expectText(dialog, 'Stopped')
    await expectAccessible(screen.page)
    await screen.page.keyboard.press('Escape')
    await screen.button('Discard').click()
    await eventually(async () => expect(await dialog.count()).toBe(0))
    expect(await screen.threads.getByRole('option').count()).toBe(before)
  })

  test('when its model cannot answer another one does, and the answer says which and why', async () => {
    await editPersona(screen, 'Coach')
    await chooseIn(screen, 'Otherwise', 'second-model')
    await savePersona(screen)
    await personaRow(screen, 'Coach').click()
    await openNewThread(screen)
    first.setScript(failure(401))
    await ask(screen, 'Are you there?', 'From the second.')
    await expectText(screen.answer, 'second-model answered instead of first-model: First did not accept the key')
    await screen.answer.getByRole('button', { name: /^Used/ }).click()
    await expectText(screen.answer, 'Answered by Second, second-model')
    await screen.page.reload()
    await expectText(screen.answer, 'second-model answered instead of first-model')
  })

  test('a busy provider is waited for where one sees it', async () => {
    await openNewThread(screen)
    first.setScript([failure(429, { headers: { 'retry-after': '2' } }), { text: 'Here I am.' }])
    await say(screen, 'Are you busy?')
    await expectText(screen.answer, /First is busy; trying again/)
    await expectAnswer(screen, 'complete', 'Here I am.')
  })

  test('and is not waited for any more when one stops it', async () => {
    await openNewThread(screen)
    first.setScript(failure(503, { headers: { 'retry-after': '25' } }))
    await say(screen, 'Still busy?')
    await expectText(screen.answer, /First is busy; trying again in \d+ s/)
    await screen.button('Stop').click()
    await expectAnswer(screen, 'stopped')
  })

  test('the receipt says what an answer cost, by the list its owner wrote', async () => {
    const host = new URL(first.origin).host
    const models = { 'first-model': { context: 50_000, input: 2, output: 10 } }
    await writeFile(
      join(kith.dataFolder, 'prices.json'),
      JSON.stringify({ hosts: { [host]: { asOf: '2026-08-01', models } } }),
    )
    first.setScript({ text: 'Not cheap.', usage: { input: 40_000, output: 1_000, reasoning: 300 } })
    await openNewThread(screen)
    await ask(screen, 'What do you cost?', 'Not cheap.')
    await screen.answer.getByRole('button', { name: /^Used/ }).click()
    await expectText(screen.answer, 'Cost $0.09, by your own list of prices of 1 August 2026')
    await expectText(screen.answer, '300 of the output thought, not said')
    await expectText(screen.answer, '40,000 tokens in, 1,000 out')
  })

  test('a ring by the field says how full the window is, and of what', async () => {
    await expect.poll(() => gauge().getAttribute('aria-label'), patience).toContain('40,000 of 50,000 tokens')
    await gauge().click()
    const breakdown = screen.page.getByRole('dialog', { name: 'What first-model was given' })
    await expectText(breakdown, 'Your message')
    await expectText(breakdown, 'Kept free for the answer')
    await screen.page.keyboard.press('Escape')
  })

  test('one is made, duplicated, put away and taken back, by keyboard', async () => {
    await screen.button('New persona').click()
    await screen.page.getByRole('button', { name: /^Write your own/ }).click()
    await screen.button('Save').click()
    await expectText(screen.page.getByRole('dialog'), 'A persona needs a name.')
    await field('Name').fill('Gardener')
    await field('Picture').fill('🌱')
    await field('Instructions').fill('You are Gardener. You know the soil.')
    await screen.button('What the model is told').click()
    await expectText(screen.page.getByRole('dialog'), 'These are your notes about the person you are talking to.')
    await savePersona(screen)
    await expectText(personaRow(screen, 'Gardener'), '🌱')
    second.setScript((request) => ({
      text: request.prompt[0]?.text.includes('You know the soil.') ? 'I know it.' : 'Who?',
    }))
    await openNewThread(screen)
    await ask(screen, 'Do you know the soil?', 'I know it.')

    await personaRow(screen, 'Gardener').focus()
    await screen.page.keyboard.press('Delete')
    await eventually(async () => expect(await personaRow(screen, 'Gardener').count()).toBe(0))
    await screen.button('Undo').click()
    await eventually(async () => expect(await personaRow(screen, 'Gardener').count()).toBe(1))
    await personaRow(screen, 'Gardener').click({ button: 'right' })
    await screen.page.getByRole('menuitem', { name: 'Duplicate' }).click()
    await expectText(screen.page.getByRole('dialog'), 'what it may do without asking. The copy asks again.')
    await screen.button('Duplicate').click()
    await screen.page.getByRole('dialog', { name: 'Edit Gardener, copy' }).waitFor()
    await screen.button('Cancel').click()
    await personaRow(screen, 'Gardener, copy').waitFor()
  })

  test('without a persona it answers as it is set for that', async () => {
    await personaRow(screen, 'No persona').focus()
    await screen.page.keyboard.press('Enter')
    await screen.page.keyboard.press('F2')
    await field('Longest answer').fill('77')
    await savePersona(screen)
    second.setScript({ text: 'Short.' })
    await openNewThread(screen)
    await ask(screen, 'Be short.', 'Short.')
    expect(second.requests.findLast(({ asked }) => asked)?.asked?.body).toMatchObject({ max_tokens: 77 })
  })
})

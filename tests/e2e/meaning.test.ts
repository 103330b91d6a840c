// A model for meaning, as its owner meets it: chosen, watched, paused, used, and given up again.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { createGate, failure, startModelServer } from '../support/model-server'
import type { ModelServer } from '../support/model-server'
import { ask, eventually, expectText, openNewThread } from './steps/conversation'
import { closeSettings, field, fillProvider, openSettings, saveProvider } from './steps/providers'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { describeOn, targets } from './targets'

describeOn(targets)('finding by meaning (%s)', (target) => {
  let kith: Kith
  let server: ModelServer
  let screen: Screen

  beforeAll(async () => {
    server = await startModelServer({ models: ['practice-small', 'embed-small'] })
    kith = await launchKith({ target })
    screen = screenOf(kith.page)
  })
  afterAll(async () => {
    await kith.stop()
    await server.close()
  })

  const section = () => screen.page.getByRole('region', { name: 'Meaning' })
  const sent = () => server.requests.flatMap(({ embedded }) => embedded?.texts ?? [])

  async function findBy(option: string): Promise<void> {
    await section().getByRole('combobox', { name: 'Finds by' }).click()
    await screen.page.getByRole('option', { name: option, exact: true }).click()
  }

  test('at first memory finds by words alone, and nothing leaves', async () => {
    await openNewThread(screen)
    await ask(screen, 'My dog is called Max.')
    await openNewThread(screen)
    await ask(screen, 'Which name does the puppy have?', 'I find nothing')
    await openSettings(screen)
    await expectText(section(), 'Words alone')
    await expectText(section(), 'Nothing leaves this computer')
    expect(server.requests).toEqual([])
  })

  test('a model is tried before it is chosen, and what it means is said', async () => {
    await fillProvider(screen, { kind: 'OpenAI-compatible', name: 'Workshop', address: server.url })
    await saveProvider(screen)
    await findBy('Workshop')
    await expectText(section(), /go to Workshop at 127\.0\.0\.1/)
    await expectText(section(), /4 messages and \d memor(y|ies), about [\d,]+ tokens/)
    expect(await field(screen, 'Model for meaning').inputValue()).toBe('embed-small')
    expect(sent()).toEqual([])
    await section().getByRole('button', { name: 'Test', exact: true }).click()
    await expectText(section(), /It works: 1,536 numbers/)
    expect(sent()).toHaveLength(1)
    server.setEmbeddings(() => failure(401))
    await section().getByRole('button', { name: 'Test', exact: true }).click()
    await expectText(section(), 'Workshop did not accept the key')
  })

  test('once it is chosen its progress is shown; it is paused, stays so, and is resumed', async () => {
    const gate = createGate()
    server.setEmbeddings(async () => {
      await gate.pass()
      return null
    })
    await section().getByRole('button', { name: 'Use this model' }).click()
    await gate.held()
    const progress = section().getByRole('progressbar', { name: 'Found by meaning' })
    await eventually(async () => expect(await progress.getAttribute('aria-valuetext')).toMatch(/^0 of \d messages/))
    await section().getByRole('button', { name: 'Pause' }).click()
    await expectText(section(), 'Paused.')
    await kith.restart()
    screen = screenOf(kith.page)
    await openSettings(screen)
    await expectText(section(), 'Paused.')
    gate.openAll()
    await section().getByRole('button', { name: 'Resume' }).click()
    await expectText(section(), /All \d messages and memories are found by meaning/)
    await closeSettings(screen)
  })

  test('what was said in other words is found, and the receipt says how', async () => {
    await openNewThread(screen)
    await ask(screen, 'The hound?')
    await screen.answer.getByRole('button', { name: /^Used \d+ / }).click()
    const used = screen.answer.getByRole('region', { name: 'Used', exact: true })
    await expectText(used, 'My dog is called Max.')
    await expectText(used, 'Same meaning')
    expect(sent()).toContain('The hound?')
    await eventually(async () => expect(sent().filter((text) => text === 'The hound?')).toHaveLength(2))
  })

  test('a key that is not accepted any more is said, and no answer waits for it', async () => {
    server.setEmbeddings(() => failure(401))
    await openNewThread(screen)
    await ask(screen, 'What is my dog called?')
    await expectText(screen.answer, 'by words alone')
    await expectText(screen.answer, /Used [1-9]/)
    await openSettings(screen)
    await expectText(section(), 'Workshop did not accept the key')
    server.setEmbeddings(null)
    await section().getByRole('button', { name: 'Try again' }).click()
    await expectText(section(), /All \d+ messages and memories are found by meaning/)
  })

  test('back to words alone: nothing is sent any more', async () => {
    await findBy('Words alone')
    await expectText(section(), 'Nothing is sent any more')
    await section().getByRole('button', { name: 'Use words alone' }).click()
    await eventually(async () => expect(await section().getByRole('progressbar').count()).toBe(0))
    await closeSettings(screen)
    const before = sent().length
    await openNewThread(screen)
    await ask(screen, 'Do you know the vessel?')
    expect(sent()).toHaveLength(before)
    expect(kith.logs()).not.toContain('Max')
  })
})

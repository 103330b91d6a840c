// Models on this computer and lists of very many: offered, found, and connected by nobody but the owner.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { startModelServer } from '../support/model-server'
import type { ModelServer } from '../support/model-server'
import { ask, eventually, expectText, openNewThread } from './steps/conversation'
import { closeSettings, openSettings, saveProvider } from './steps/providers'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { describeOn, targets } from './targets'

describeOn(targets)('models on this computer (%s)', (target) => {
  let ollama: ModelServer
  let kith: Kith
  let screen: Screen

  beforeAll(async () => {
    const models = Array.from({ length: 40 }, (_, index) => `family-${String(index % 4)}:${String(index)}b`)
    ollama = await startModelServer({ models, script: { text: 'I run on your computer.' } })
    kith = await launchKith({ target, env: { OLLAMA_HOST: new URL(ollama.origin).host } })
    screen = screenOf(kith.page)
  })
  afterAll(async () => {
    await kith.stop()
    await ollama.close()
  })

  test('nobody looks for Ollama before the settings are opened; there it is offered, and not yet connected', async () => {
    expect(ollama.requests).toEqual([])
    await openSettings(screen)
    await expectText(screen.page.locator('main'), 'Ollama is running on this computer, with 40 models.')
    await expectText(screen.page.locator('main'), 'No provider is connected.')
  })

  test('it is connected when its owner wants it, and offered no more', async () => {
    await screen.button('Connect Ollama').click()
    await saveProvider(screen)
    await eventually(async () => expect(await screen.button('Connect Ollama').count()).toBe(0))
    await screen.button('Read the models: Ollama').click()
    await expectText(screen.page.locator('main'), 'Ollama has 40 models, and what you wrote down.')
    await closeSettings(screen)
  })

  test('one of many is found by a few letters, without the mouse', async () => {
    await screen.model.focus()
    await screen.page.keyboard.press('Enter')
    await screen.page.locator('input[type=search]:focus').waitFor()
    await screen.page.keyboard.type('family-3 27')
    await eventually(async () => expect(await screen.page.getByRole('menuitemradio').count()).toBe(1))
    await screen.page.keyboard.press('ArrowDown')
    await screen.page.keyboard.press('Enter')
    await eventually(async () => expect(await screen.model.innerText()).toContain('family-3:27b'))
    await openNewThread(screen)
    await ask(screen, 'Where do you run?', 'I run on your computer.')
    expect(ollama.requests.findLast(({ asked }) => asked)?.asked?.model).toBe('family-3:27b')
    await screen.answer.getByRole('button', { name: /^Used/ }).click()
    await expectText(screen.answer, 'Cost nothing: it runs on this computer')
  })
})

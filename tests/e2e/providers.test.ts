// Connecting models: an endpoint of the owner's choice, Ollama, and where the key goes and does not go.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { failure, startModelServer } from '../support/model-server'
import type { ModelServer } from '../support/model-server'
import { ask, expectAnswer, expectText, openNewThread, patience, say } from './steps/conversation'
import { filesWith } from './steps/files'
import { listenIn, whatThePageHolds } from './steps/page-contents'
import { chooseModel, closeSettings, connectProvider, field, fillProvider, openSettings } from './steps/providers'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { describeOn, targets } from './targets'

const key = 'sk-e2e-3kQx7Zt9Lw2VbN5mRyPd8HsJ4cGf6AuE'

describeOn(targets)('providers (%s)', (target) => {
  let kith: Kith
  let server: ModelServer
  let screen: Screen

  beforeAll(async () => {
    server = await startModelServer({ expectedKey: key })
    kith = await launchKith({ target })
    screen = screenOf(kith.page)
  })
  afterAll(async () => {
    await kith.stop()
    await server.close()
  })

  test('a compatible endpoint is added, tested, chosen, and answers; its key stays in the vault', async () => {
    const heard = await listenIn(screen.page)
    await screen.page.reload()
    await connectProvider(screen, {
      kind: 'OpenAI-compatible',
      name: 'Workshop',
      address: server.url,
      key,
      model: 'practice-large',
    })
    await openNewThread(screen)
    server.setScript({ text: 'Greetings from the workshop.' })
    await ask(screen, 'Who are you?', 'Greetings from the workshop.')
    const asked = server.requests.findLast((request) => request.asked)
    expect(asked?.asked?.model).toBe('practice-large')
    expect(asked?.asked?.stream).toBe(true)
    expect(asked?.headers.authorization).toBe(`Bearer ${key}`)

    // A provider that repeats the key must not bring it onto the screen or into the database.
    server.setScript(failure(401, { message: `Incorrect API key provided: ${key}.` }))
    await say(screen, 'And now?')
    await expectAnswer(screen, 'failed', /did not accept the key/)
    server.setScript(failure(400, { message: `Bad request with Authorization: Bearer ${key}` }))
    await screen.button('Try again').click()
    await expectAnswer(screen, 'failed', /refused the request/)

    await openSettings(screen)
    expect(await whatThePageHolds(screen.page)).not.toContain(key)
    await closeSettings(screen)
    const messages = await heard()
    expect(messages.join('\n')).toContain('Greetings from the workshop.')
    expect(messages.filter((message) => message.includes(key))).toEqual([])
    expect(kith.logs()).not.toContain(key)
    expect(kith.logs()).not.toContain('Greetings from the workshop.')
  })

  test('the stored key works after a restart, and lies in the vault and in no other file', async () => {
    await kith.restart()
    screen = screenOf(kith.page)
    server.setScript({ text: 'Still open.' })
    await openNewThread(screen)
    await ask(screen, 'Do you still know me?', 'Still open.')
    const found = await filesWith(kith.dataFolder, key)
    // A keychain seals what it is given; where there is none, the vault is a file.
    expect(found).toEqual(target === 'browser-host' ? ['keys.json'] : [])
    expect(await filesWith(kith.dataFolder, 'Do you still know me?')).not.toEqual([])
  })

  test('a wrong key is refused by the test already, in words', async () => {
    await openSettings(screen)
    await fillProvider(screen, { kind: 'OpenAI-compatible', name: 'Mistyped', address: server.url, key: 'sk-wrong' })
    await screen.button('Test connection').click()
    await expectText(screen.page.locator('body'), 'Mistyped did not accept the key')
    await screen.button('Cancel').click()
    await closeSettings(screen)
  })

  test('what is half entered is not lost with the page unless somebody says so', async () => {
    await openSettings(screen)
    await fillProvider(screen, { kind: 'OpenAI-compatible', name: 'Half', address: server.url, key: 'sk-half' })
    await screen.button('Close settings').click()
    await screen.button('Keep editing').click()
    expect(await field(screen, 'Key').inputValue()).toBe('sk-half')
    await screen.persona('Coach').click()
    await screen.button('Discard').click()
    await screen.composer.waitFor()
    await openSettings(screen)
    expect(await field(screen, 'Key').count()).toBe(0)
    await closeSettings(screen)
  })

  test('an address where nobody listens is refused by the test already, in words', async () => {
    const gone = await startModelServer()
    await gone.close()
    await openSettings(screen)
    await fillProvider(screen, { kind: 'OpenAI-compatible', name: 'Nobody', address: gone.url })
    await screen.button('Test connection').click()
    await expectText(screen.page.locator('body'), 'No connection to Nobody')
    await screen.button('Cancel').click()
    await closeSettings(screen)
  })

  test('Ollama needs no key: its models are found, and one answers', async () => {
    const ollama = await startModelServer({
      models: ['llama-of-the-test'],
      script: { text: 'I run on your computer.' },
    })
    try {
      await connectProvider(screen, {
        kind: 'Ollama',
        name: 'Ollama',
        address: ollama.origin,
        model: 'llama-of-the-test',
      })
      await openNewThread(screen)
      await ask(screen, 'Where do you run?', 'I run on your computer.')
      expect(ollama.requests.findLast((request) => request.asked)?.asked?.model).toBe('llama-of-the-test')
    } finally {
      await ollama.close()
    }
  })

  test('a model can be chosen back: Workshop, then the practice model', async () => {
    await openNewThread(screen)
    await chooseModel(screen, 'practice-small', 'Workshop')
    server.setScript({ text: 'Back in the workshop.' })
    await ask(screen, 'And you?', 'Back in the workshop.')
    await chooseModel(screen, 'Practice model')
    const before = server.requests.length
    await ask(screen, 'And you, practice model?')
    expect(server.requests.length).toBe(before)
  })

  test('a provider that is removed takes its key along', async () => {
    await openSettings(screen)
    await screen.button('Remove Workshop').click()
    await screen.page
      .getByRole('alertdialog')
      .or(screen.page.getByRole('dialog'))
      .getByRole('button', { name: 'Remove' })
      .click()
    await expect.poll(() => screen.button('Remove Workshop').count(), patience).toBe(0)
    await closeSettings(screen)
    await expect.poll(async () => await filesWith(kith.dataFolder, key), patience).toEqual([])
    expect(await field(screen, 'Key').count()).toBe(0)
  })
})

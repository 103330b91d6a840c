// Kith speaks to nobody but whom its owner told it to: everything main, the data process and the page connect to in a
// run through what people do. What its libraries would send home is switched off, or shows here.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { startModelServer } from '../support/model-server'
import type { ModelServer } from '../support/model-server'
import { watchNetwork, watchRequests } from '../support/network-guard/watch-network'
import { ask, eventually, expectText, openNewThread } from './steps/conversation'
import { choose } from './steps/palette'
import { closeSettings, connectProvider, openSettings } from './steps/providers'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { addServer } from './steps/tools'
import { targets } from './targets'

const pages = [
  ['Search everything', 'Search'],
  ['Show statistics of memory and tokens', 'Memory'],
  ['Look after the health of memory', 'Memory'],
] as const

/** Kith looks whether an Ollama runs on this computer, to offer it. Nothing that was written goes there. */
const whereOllamaIs = '127.0.0.1:11434'

describe.runIf(targets.includes('browser-host'))('a Kith that is used for a day (browser-host)', () => {
  const network = watchNetwork()
  let kith: Kith
  let server: ModelServer
  let screen: Screen
  let requests: string[]

  beforeAll(async () => {
    server = await startModelServer()
    kith = await launchKith({ target: 'browser-host', env: network.env })
    screen = screenOf(kith.page)
    requests = watchRequests(kith.page)
    await screen.composer.waitFor()
  })
  afterAll(async () => {
    await kith.stop()
    await server.close()
  })

  test('is watched in main and in its data process', () => {
    expect(network.uses().filter(({ what }) => what === 'watching')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ thread: 'main' }),
        expect.objectContaining({ thread: 'thread' }),
      ]),
    )
  })

  test('speaks to nobody before a model is connected, and looks for one on this computer', async () => {
    await ask(screen, 'Remember that my dog is called Max')
    await openNewThread(screen)
    await ask(screen, 'What is my dog called?')
    for (const [action, title] of pages) {
      await choose(screen.page, action)
      await screen.page.getByRole('heading', { name: title, level: 1 }).waitFor()
    }
    await openSettings(screen)
    await screen.button('Back up now').click()
    await eventually(async () =>
      expect(await screen.page.getByRole('button', { name: /^Go back to / }).count()).toBe(1),
    )
    await closeSettings(screen)
    expect(network.spokenTo()).toEqual([whereOllamaIs])
  })

  test('speaks to the model that was connected, and to nobody else', async () => {
    const provider = { kind: 'OpenAI-compatible', name: 'Scripted', address: server.url } as const
    await connectProvider(screen, { ...provider, key: 'sk-scripted', model: 'practice-small' })
    await openNewThread(screen)
    server.setScript([
      { toolCalls: [{ name: 'recall', arguments: { query: 'dog' } }] },
      { text: 'Look: ![a picture](https://pictures.invalid/x.png) [a page](https://pages.invalid/) and Max.' },
    ])
    await ask(screen, 'What do you know about my dog?', 'Max')
    server.setScript({ status: 500, body: '{}' })
    await openNewThread(screen)
    await screen.composer.fill('And now?')
    await screen.button('Send').click()
    await expectText(screen.page.locator('body'), /500|did not work|failed/i)
    expect(server.requests.length).toBeGreaterThan(2)
    expect(network.spokenTo().toSorted()).toEqual([whereOllamaIs, new URL(server.url).host].toSorted())
  })

  test('starts the program it was given, and only that', async () => {
    await addServer(screen)
    const expected = [whereOllamaIs, new URL(server.url).host, `start ${process.execPath}`]
    expect(network.spokenTo().toSorted()).toEqual(expected.toSorted())
  })

  test('speaks to nobody new when it is started again', async () => {
    const before = network.spokenTo()
    screen = screenOf(await kith.restart())
    await screen.composer.waitFor()
    await openNewThread(screen)
    server.setScript({ text: 'Here again.' })
    await ask(screen, 'Are you there?', 'Here again.')
    expect(network.spokenTo()).toEqual(before)
  })

  test('has a page that asks Kith alone', () => {
    const [own = ''] = requests
    expect(requests.some((address) => address.startsWith('ws:'))).toBe(true)
    const { host } = new URL(own)
    const strangers = requests.filter((address) => !/^(?:data|blob):/.test(address) && new URL(address).host !== host)
    expect(strangers).toEqual([])
    // Nor does an address of its own carry what lets it in.
    expect(requests.filter((address) => address.includes('key='))).toEqual([])
  })
})

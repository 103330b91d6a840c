// Between the page and Kith: a socket that is cut, a message that cannot be sent, a Kith that is gone.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WebSocketRoute } from 'playwright-core'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { createGate, startModelServer } from '../support/model-server'
import type { ModelServer } from '../support/model-server'
import { expectAnswer, expectText, openNewThread, patience, say } from './steps/conversation'
import { firstWords, numberedWords, wordsIn } from './steps/numbered-words'
import { connectProvider } from './steps/providers'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { targets } from './targets'

// In Electron page and main are one program, joined by a port that ends with either of them.
describe.runIf(targets.includes('browser-host'))('a socket that is cut (browser-host)', () => {
  let kith: Kith
  let server: ModelServer
  let screen: Screen
  const sockets: WebSocketRoute[] = []
  let isCut = false

  beforeAll(async () => {
    server = await startModelServer()
    kith = await launchKith({ target: 'browser-host' })
    await kith.page.routeWebSocket(/./, (socket) => {
      if (isCut) return void socket.close()
      sockets.push(socket)
      socket.connectToServer()
    })
    await kith.page.reload()
    screen = screenOf(kith.page)
    const provider = { kind: 'OpenAI-compatible', name: 'Scripted', address: server.url } as const
    await connectProvider(screen, { ...provider, key: 'sk-scripted', model: 'practice-small' })
  })
  afterAll(async () => {
    await kith.stop()
    await server.close()
  })

  async function cut() {
    isCut = true
    for (const socket of sockets.splice(0)) await socket.close({ code: 1012 })
  }

  test('the stream goes on when it is back, with nothing twice and nothing missing', async () => {
    await openNewThread(screen)
    const gate = createGate()
    server.setScript({ text: numberedWords(30), gate })
    gate.open(5)
    await say(screen, 'Count through a bad line')
    await expect.poll(() => wordsIn(screen.answer), patience).toEqual(firstWords(5))
    await cut()
    gate.open(10)
    isCut = false
    await expect.poll(() => wordsIn(screen.answer), patience).toEqual(firstWords(15))
    gate.openAll()
    await expectAnswer(screen, 'complete')
    expect(await wordsIn(screen.answer)).toEqual(firstWords(30))
  })

  test('a message sent meanwhile stays in the field until it is stored, and is stored once', async () => {
    await openNewThread(screen)
    server.setScript({ text: 'I heard you.' })
    await cut()
    await screen.composer.fill('Can you hear me?')
    await screen.composer.press('Enter')
    await expectText(screen.page.locator('body'), /Reconnecting/)
    expect(await screen.composer.inputValue()).toBe('Can you hear me?')
    isCut = false
    await expect
      .poll(async () => {
        if ((await screen.composer.inputValue()) !== '')
          await screen
            .button('Send')
            .click({ timeout: 500 })
            .catch(() => {})
        return await screen.questions.count()
      }, patience)
      .toBe(1)
    await expectAnswer(screen, 'complete', 'I heard you.')
    expect(await screen.questions.count()).toBe(1)
    expect(await screen.composer.inputValue()).toBe('')
  })

  test('a Kith that has ended is said to have ended, and what was typed stays', async () => {
    await openNewThread(screen)
    await screen.composer.fill('Written to nobody')
    await kith.kill()
    await expectText(screen.page.locator('body'), /Kith is not running any more/)
    await screen.composer.press('Enter')
    expect(await screen.composer.inputValue()).toBe('Written to nobody')
  })
})

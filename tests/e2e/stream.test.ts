// What happens to an answer while it is being written: it can be stopped, left, reloaded and watched twice, and
// nothing of it is lost or doubled.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Kith } from '../support/kith'
import type { ModelServer } from '../support/model-server'
import { launchConnected } from './steps/connected'
import { expectAnswer, expectText, openNewThread, patience, say } from './steps/conversation'
import { askAndHoldBack } from './steps/held-answers'
import { firstWords, numberedWords, wordsIn } from './steps/numbered-words'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { openThread } from './steps/threads'
import { describeOn, targets, withStack } from './targets'

describeOn([...new Set([...targets, ...withStack])])('an answer being written (%s)', (target) => {
  let kith: Kith
  let server: ModelServer
  let screen: Screen

  beforeAll(async () => {
    ;({ kith, server, screen } = await launchConnected(target))
  })
  afterAll(async () => {
    await kith.stop()
    await server.close()
  })
  beforeEach(() => openNewThread(screen))

  const askAndHold = (question: string, held: number, all: number) =>
    askAndHoldBack(screen, server, question, { held, all })

  test('keeps the half answer when it is stopped, marked, also after a reload', async () => {
    const gate = await askAndHold('Count, and I will stop you', 7, 20)
    await screen.button('Stop').click()
    await expectAnswer(screen, 'stopped')
    expect(await wordsIn(screen.answer)).toEqual(firstWords(7))
    await expectText(screen.answer, 'You stopped this')
    gate.openAll()

    await screen.page.reload()
    await expectAnswer(screen, 'stopped', 'You stopped this')
    expect(await wordsIn(screen.answer)).toEqual(firstWords(7))
    await screen.button('Send').waitFor()
  })

  test('tells the provider to stop when it is stopped', async () => {
    await askAndHold('Count until I have heard enough', 3, 20)
    const asked = server.requests.findLast((request) => request.asked)
    await screen.button('Stop').click()
    expect(await asked?.over).toBe('closed')
  })

  test('goes on through a reload with nothing twice and nothing missing', async () => {
    const gate = await askAndHold('Count while I reload', 10, 40)
    await screen.page.reload()
    await expectAnswer(screen, 'streaming')
    await expect.poll(() => wordsIn(screen.answer), patience).toEqual(firstWords(10))
    gate.open(5)
    await expect.poll(() => wordsIn(screen.answer), patience).toEqual(firstWords(15))
    await screen.page.reload()
    gate.openAll()
    await expectAnswer(screen, 'complete')
    expect(await wordsIn(screen.answer)).toEqual(firstWords(40))
    expect(await screen.questions.count()).toBe(1)
  })

  test('loses nothing of a fast stream to a reload in its middle', async () => {
    server.setScript({ text: numberedWords(600), delay: 1 })
    await say(screen, 'Count fast')
    await expect.poll(async () => (await wordsIn(screen.answer)).length, patience).toBeGreaterThan(50)
    await screen.page.reload()
    await expectAnswer(screen, 'complete')
    expect(await wordsIn(screen.answer)).toEqual(firstWords(600))
  })

  test('is complete when the page that asked was closed before it ended', async () => {
    const gate = await askAndHold('Count while nobody looks', 4, 30)
    const other = await kith.newWindow()
    await screen.page.close()
    gate.openAll()
    screen = screenOf(other)
    await openThread(screen, 'Count while nobody looks')
    await expectAnswer(screen, 'complete')
    expect(await wordsIn(screen.answer)).toEqual(firstWords(30))
  })

  test('is seen in two windows, and what is sent from the second waits for it', async () => {
    const gate = await askAndHold('Count for two', 5, 25)
    const second = screenOf(await kith.newWindow())
    await openThread(second, 'Count for two')
    await expect.poll(() => wordsIn(second.answer), patience).toEqual(firstWords(5))

    await second.composer.fill('And what about me?')
    await second.composer.press('Enter')
    await expectText(second.page.locator('body'), /Sent when the answer is there/)
    await expectText(screen.page.locator('body'), /And what about me\?/)
    expect(await second.questions.count()).toBe(1)

    server.setScript({ text: 'You are next.' })
    gate.openAll()
    for (const window of [screen, second]) {
      await expectText(window.questions.last(), 'And what about me?')
      await expectText(window.answer, 'You are next.')
      expect(await wordsIn(window.answers.first())).toEqual(firstWords(25))
    }
    await second.page.close()
  })

  test('can be stopped from another window than the one that asked', async () => {
    await askAndHold('Count until the other window has enough', 6, 25)
    const second = screenOf(await kith.newWindow())
    await openThread(second, 'Count until the other window')
    await second.button('Stop').click()
    await expectAnswer(second, 'stopped')
    await expectAnswer(screen, 'stopped')
    expect(await wordsIn(screen.answer)).toEqual(firstWords(6))
    await second.page.close()
  })

  test('lets two threads be answered at the same time', async () => {
    const gate = await askAndHold('The slow one', 2, 12)
    await openNewThread(screen)
    server.setScript({ text: 'The quick answer.' })
    await say(screen, 'The quick one')
    await expectAnswer(screen, 'complete', 'The quick answer.')
    expect(await wordsIn(screen.answer)).toEqual([])
    gate.openAll()
    await openThread(screen, 'The slow one')
    await expectAnswer(screen, 'complete')
    expect(await wordsIn(screen.answer)).toEqual(firstWords(12))
  })

  test('keeps the earlier answer when it is answered again', async () => {
    server.setScript([{ text: 'The first answer.' }, { text: 'The second answer.' }])
    await say(screen, 'Answer me twice')
    await expectAnswer(screen, 'complete', 'The first answer.')
    await screen.button('Answer again').click()
    await expectAnswer(screen, 'complete', 'The second answer.')
    expect(await screen.questions.count()).toBe(1)
    expect(await screen.answers.count()).toBe(1)
    const prompt = server.requests.findLast((request) => request.asked)?.asked?.prompt ?? []
    expect(prompt.filter(({ text }) => text.includes('The first answer.'))).toEqual([])
    await screen.page.reload()
    await expectAnswer(screen, 'complete', 'The second answer.')
  })
})

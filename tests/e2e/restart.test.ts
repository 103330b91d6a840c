// Kith ends, by its owner's wish or by the power cut, and starts again on the same folder.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Kith } from '../support/kith'
import { createGate } from '../support/model-server'
import type { ModelServer } from '../support/model-server'
import { launchConnected } from './steps/connected'
import { ask, expectAnswer, expectText, openNewThread, patience, say } from './steps/conversation'
import { filesWith } from './steps/files'
import { firstWords, numberedWords, wordsIn } from './steps/numbered-words'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { openThread } from './steps/threads'
import { describeOn, targets } from './targets'

describeOn(targets)('quit and start again (%s)', (target) => {
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

  async function startAgain() {
    await kith.restart()
    screen = screenOf(kith.page)
    await screen.composer.waitFor()
  }

  /** Asks, and holds the answer back after eight words. */
  async function askForHalf(question: string, letter: string) {
    await openNewThread(screen)
    const gate = createGate()
    server.setScript({ text: numberedWords(20, letter), gate })
    gate.open(8)
    await say(screen, question)
    await expect.poll(() => wordsIn(screen.answer), patience).toEqual(firstWords(8, letter))
  }

  /** The half is there, it says why it is a half, and there is a way on. */
  async function expectHalf(question: string, letter: string) {
    await openThread(screen, question)
    await expectAnswer(screen, 'failed', 'Kith was closed while this was being answered')
    expect(await wordsIn(screen.answer)).toEqual(firstWords(8, letter))
    expect(await screen.questions.count()).toBe(1)

    server.setScript({ text: 'Here is the whole answer.' })
    await screen.answer.getByRole('button', { name: 'Try again' }).click()
    await expectAnswer(screen, 'complete', 'Here is the whole answer.')
    expect(await screen.questions.count()).toBe(1)
  }

  test('after quitting, everything is where it was: answers, halves, notes, provider and model', async () => {
    await screen.persona('Coach').click()
    await openNewThread(screen)
    server.setScript({ text: 'A whole answer.' })
    await ask(screen, 'The finished thread', 'A whole answer.')
    await screen.button('Write one yourself').click()
    await screen.memory.getByRole('textbox', { name: 'Notes' }).fill('Runs on Tuesdays.')
    await screen.memory.getByRole('button', { name: 'Save' }).click()
    await askForHalf('The stopped thread', 's')
    await screen.button('Stop').click()
    await expectAnswer(screen, 'stopped')
    await askForHalf('The thread that was being answered', 'q')

    await startAgain()
    await screen.persona('Coach').click()
    await openThread(screen, 'The stopped thread')
    await expectAnswer(screen, 'stopped', 'You stopped this')
    expect(await wordsIn(screen.answer)).toEqual(firstWords(8, 's'))
    await expectText(screen.memory, 'Runs on Tuesdays.')
    await openThread(screen, 'The finished thread')
    await expectAnswer(screen, 'complete', 'A whole answer.')
    await expectHalf('The thread that was being answered', 'q')
  })

  test('closing the last window does not end an answer: it is whole at the next start', async () => {
    await screen.persona('Coach').click()
    await openNewThread(screen)
    const gate = createGate()
    server.setScript({ text: numberedWords(20, 'c'), gate })
    gate.open(3)
    await say(screen, 'The thread that was closed')
    await expect.poll(() => wordsIn(screen.answer), patience).toEqual(firstWords(3, 'c'))
    await screen.page.close()
    gate.openAll()
    expect(await server.requests.at(-1)?.over).toBe('answered')
    await expect.poll(() => filesWith(kith.dataFolder, 'c020'), patience).not.toEqual([])

    await startAgain()
    await screen.persona('Coach').click()
    await openThread(screen, 'The thread that was closed')
    await expectAnswer(screen, 'complete')
    expect(await wordsIn(screen.answer)).toEqual(firstWords(20, 'c'))
  })

  test('after a power cut, what had been on screen is there, and it says so', async () => {
    await screen.persona('Coach').click()
    await askForHalf('The thread that was cut off', 'k')
    // What has been on screen for a moment is on disk.
    await expect.poll(() => filesWith(kith.dataFolder, 'k008'), patience).not.toEqual([])
    await kith.kill()

    await startAgain()
    await expectText(screen.page.locator('body'), 'Kith was closed while it was answering')
    await screen.persona('Coach').click()
    await expectHalf('The thread that was cut off', 'k')
  })
})

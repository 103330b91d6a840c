// What one can do when an answer is not as it should be: write anew, switch versions, go on, and say the next thing while
// it is being written. In every window, by click and by keyboard, and over a crash.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Kith } from '../support/kith'
import { breaksOff, createGate } from '../support/model-server'
import type { ModelServer } from '../support/model-server'
import { launchConnected } from './steps/connected'
import { ask, eventually, expectAnswer, expectText, openNewThread, patience, say } from './steps/conversation'
import { filesWith } from './steps/files'
import { askAndHoldBack } from './steps/held-answers'
import { firstWords, numberedWords, wordsIn } from './steps/numbered-words'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { openThread, renameThread } from './steps/threads'
import { describeOn, orStack, targets } from './targets'

describeOn(orStack(targets))('going on (%s)', (target) => {
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
  const waiting = (on: Screen = screen) => on.page.getByRole('region', { name: 'Waiting to be sent' })
  const textsOf = (on: Screen = screen) => on.conversation.getByRole('article').locator('.reading').allInnerTexts()
  const expectTexts = (texts: string[], on?: Screen) => expect.poll(() => textsOf(on), patience).toEqual(texts)
  const versions = (on: Screen = screen) => on.page.getByRole('group', { name: 'Versions' })

  describe('a message written anew', () => {
    const edit = (index: number) => screen.questions.nth(index).getByRole('button', { name: 'Edit' })
    const field = () => screen.page.getByRole('textbox', { name: 'Your message, written anew' })

    test('in the middle is answered; the earlier version is one click away, in every window', async () => {
      server.setScript([{ text: 'Answer one.' }, { text: 'Answer two.' }, { text: 'Answer three.' }])
      await ask(screen, 'Question one', 'Answer one.')
      await ask(screen, 'Question two', 'Answer two.')
      const second = screenOf(await kith.newWindow())
      await openThread(second, 'Question one')
      await expectTexts(['Question one', 'Answer one.', 'Question two', 'Answer two.'], second)

      await screen.questions.first().hover()
      await edit(0).click()
      expect(await field().inputValue()).toBe('Question one')
      await expectText(screen.questions.first(), 'The earlier version stays, one click away.')
      await field().fill('Question one, said better')
      await screen.button('Send again').click()
      await expectTexts(['Question one, said better', 'Answer three.'])
      await expectTexts(['Question one, said better', 'Answer three.'], second)
      await expectText(versions(), '2 of 2')

      await second.button('Earlier version').click()
      await expectTexts(['Question one', 'Answer one.', 'Question two', 'Answer two.'])
      await expectTexts(['Question one', 'Answer one.', 'Question two', 'Answer two.'], second)
      await second.page.close()
    })

    test('by keyboard alone: edited, cancelled, sent, and switched with the arrows', async () => {
      server.setScript([{ text: 'First.' }, { text: 'Second.' }])
      await ask(screen, 'By keyboard', 'First.')
      const { keyboard } = screen.page
      await screen.conversation.focus()
      await keyboard.press('ArrowUp')
      await keyboard.press('ArrowUp')
      await keyboard.press('Tab')
      await keyboard.press('Tab')
      await keyboard.press('Enter')
      await field().waitFor()
      await keyboard.type(' and more')
      await keyboard.press('Escape')
      expect(await field().count()).toBe(0)
      await expectTexts(['By keyboard', 'First.'])

      await keyboard.press('Tab')
      await keyboard.press('Tab')
      await keyboard.press('Enter')
      await keyboard.type(', again')
      await keyboard.press('Enter')
      await expectTexts(['By keyboard, again', 'Second.'])
      await expectAnswer(screen, 'complete')
      await screen.conversation.focus()
      await keyboard.press('ArrowUp')
      await keyboard.press('ArrowUp')
      await keyboard.press('ArrowLeft')
      await expectTexts(['By keyboard', 'First.'])
      await keyboard.press('ArrowRight')
      await expectTexts(['By keyboard, again', 'Second.'])
    })

    test('is not lost: neither to a reload, nor when it cannot be sent now', async () => {
      server.setScript({ text: 'First.' })
      await ask(screen, 'Careful with this', 'First.')
      const gate = await askAndHold('And this', 3, 6)
      await screen.questions.first().hover()
      await edit(0).click()
      await field().fill('Careful, and kept')
      await screen.button('Send again').click()
      await expectText(screen.questions.first(), 'Wait for the answer or stop it, then send.')
      expect(await field().inputValue()).toBe('Careful, and kept')
      await screen.page.waitForTimeout(500)
      await screen.page.reload()
      await field().waitFor()
      expect(await field().inputValue()).toBe('Careful, and kept')
      gate.openAll()
      await expectAnswer(screen, 'complete')
      await screen.button('Cancel').click()
    })
  })

  test('versions of an answer are switched, but not while one is being written', async () => {
    server.setScript([{ text: 'The first answer.' }, { text: 'The second answer.' }])
    await ask(screen, 'Answer me twice', 'The first answer.')
    await screen.button('Answer again').click()
    await expectAnswer(screen, 'complete', 'The second answer.')
    await expectText(versions(), '2 of 2')
    await screen.button('Earlier version').click()
    await expectAnswer(screen, 'complete', 'The first answer.')
    await expectText(versions(), '1 of 2')
    // Where the focus was, it is again.
    await expect
      .poll(() => screen.page.evaluate<string>(`document.activeElement.getAttribute('data-version')`), patience)
      .toBe('earlier')
    await screen.page.reload()
    await expectAnswer(screen, 'complete', 'The first answer.')

    const gate = createGate()
    server.setScript({ text: 'Another one.', gate })
    await say(screen, 'And another')
    await expectAnswer(screen, 'streaming')
    const off = screen.page.getByRole('button', { name: /^Later version\. Wait for the answer or stop it/ })
    expect(await off.getAttribute('aria-disabled')).toBe('true')
    gate.openAll()
    await expectAnswer(screen, 'complete')
  })

  describe('an answer that ended early', () => {
    test('goes on in the same message after it was stopped', async () => {
      const gate = await askAndHold('Count to ten', 4, 10)
      await screen.button('Stop').click()
      await expectAnswer(screen, 'stopped')
      gate.openAll()
      server.setScript({ text: numberedWords(10).slice(4) })
      await screen.button('Continue').click()
      await expectAnswer(screen, 'complete')
      expect(await wordsIn(screen.answer)).toEqual(firstWords(10))
      expect(await screen.answers.count()).toBe(1)
      const prompt = server.requests.findLast((request) => request.asked)?.asked?.prompt ?? []
      expect(prompt.at(-2)).toMatchObject({ role: 'assistant', text: expect.stringContaining('w004') })
      expect(prompt.at(-1)?.text).toContain('Go on exactly where it ends')
      await screen.page.reload()
      await expectAnswer(screen, 'complete')
      expect(await wordsIn(screen.answer)).toEqual(firstWords(10))
    })

    test('keeps its text when it breaks off, again and again, and has both ways on', async () => {
      server.setScript({ text: numberedWords(5), ending: 'socket-destroyed' })
      await say(screen, 'Count on a bad line')
      await expectAnswer(screen, 'failed', 'The answer broke off')
      server.setScript(breaksOff('w006 ', 'socket-destroyed'))
      await screen.answer.getByRole('button', { name: 'Continue' }).click()
      await expect.poll(() => wordsIn(screen.answer), patience).toEqual(firstWords(6))
      await expectAnswer(screen, 'failed', 'The answer broke off')
      expect(await screen.answer.getByRole('alert').count()).toBe(1)
      server.setScript({ text: 'The whole of it.' })
      await screen.answer.getByRole('button', { name: 'Try again' }).click()
      await expectAnswer(screen, 'complete', 'The whole of it.')
      await expectText(versions(), '2 of 2')
    })

    // What was written is looked for in the data folder.
    test.skipIf(target === 'stack')(
      'is there after a power cut, marked, with Continue beside it, and what waited is not lost',
      async () => {
        // Words that no other test has left in the folder.
        const cutOff = { held: 8, all: 20, letter: 'q' }
        await askAndHoldBack(screen, server, 'The one that was cut off', cutOff)
        await screen.composer.fill('What I say next')
        await screen.composer.press('Enter')
        await expectText(waiting(), 'What I say next')
        await expect.poll(() => filesWith(kith.dataFolder, 'q007 q008'), patience).not.toEqual([])
        await expect.poll(() => filesWith(kith.dataFolder, 'What I say next'), patience).not.toEqual([])
        await kith.kill()
        await kith.restart()
        screen = screenOf(kith.page)
        await screen.composer.waitFor()
        await openThread(screen, 'The one that was cut off')
        await expectAnswer(screen, 'failed', 'Kith was closed while this was being answered')
        expect(await wordsIn(screen.answer)).toEqual(firstWords(8, 'q'))
        await expectText(waiting(), 'Not sent yet')

        server.setScript([{ text: numberedWords(20, 'q').slice(8) }, { text: 'And this is next.' }])
        await screen.answer.getByRole('button', { name: 'Continue' }).click()
        await expectText(screen.answer, 'And this is next.')
        expect(await wordsIn(screen.answers.first())).toEqual(firstWords(20, 'q'))
        expect(await waiting().count()).toBe(0)
        await expectText(screen.questions.last(), 'What I say next')
      },
    )
  })

  describe('the next message', () => {
    test('waits in every window, over a reload, and is sent when the answer is there', async () => {
      const gate = await askAndHold('The one before', 3, 8)
      await screen.composer.fill('The next one')
      await screen.composer.press('Enter')
      await expectText(waiting(), 'Sent when the answer is there')
      expect(await screen.composer.inputValue()).toBe('')
      expect(await screen.questions.count()).toBe(1)
      const second = screenOf(await kith.newWindow())
      await openThread(second, 'The one before')
      await expectText(waiting(second), 'The next one')
      await screen.page.reload()
      await expectText(waiting(), 'The next one')
      server.setScript({ text: 'You were next.' })
      gate.openAll()
      for (const window of [screen, second]) {
        await expectText(window.answer, 'You were next.')
        expect(await waiting(window).count()).toBe(0)
        expect(await window.questions.count()).toBe(2)
      }
      await second.page.close()
    })

    test('is sent now, which stops the answer and keeps what arrived', async () => {
      await askAndHold('The slow one', 3, 8)
      await screen.composer.fill('No, something else')
      await screen.button('Send next').click()
      await waiting().waitFor()
      server.setScript({ text: 'Something else.' })
      await waiting().getByRole('button', { name: 'Send now' }).click()
      await expectText(screen.answer, 'Something else.')
      await expectText(screen.answers.first(), 'You stopped this')
      expect(await wordsIn(screen.answers.first())).toEqual(firstWords(3))
    })

    test('is taken back into the field, before what stands there', async () => {
      const gate = await askAndHold('The long one', 3, 8)
      await screen.composer.fill('First thought')
      await screen.composer.press('Enter')
      await waiting().waitFor()
      await screen.composer.fill('Second thought')
      await waiting().getByRole('button', { name: 'Take back' }).click()
      await eventually(async () => expect(await waiting().count()).toBe(0))
      expect(await screen.composer.inputValue()).toBe('First thought\n\nSecond thought')
      gate.openAll()
      await expectAnswer(screen, 'complete')
      expect(await screen.questions.count()).toBe(1)
      await screen.composer.fill('')
    })

    test('does not go out by itself after a stop: its owner chooses', async () => {
      await askAndHold('The one that is stopped', 3, 8)
      await screen.composer.fill('Is this sent?')
      await screen.composer.press('Enter')
      await waiting().waitFor()
      await screen.button('Stop').click()
      await expectAnswer(screen, 'stopped')
      await expectText(waiting(), 'Not sent yet')
      server.setScript({ text: 'Now it is.' })
      await waiting().getByRole('button', { name: 'Send now' }).click()
      await expectAnswer(screen, 'complete', 'Now it is.')
      expect(await screen.questions.count()).toBe(2)
    })
  })

  test('a thread gets a title after its first answer, and keeps the one its owner writes', async () => {
    const question = 'Something that has no name yet'
    const heading = screen.page.getByRole('heading', { level: 1 })
    const expectHeading = (title: string) => expect.poll(() => heading.innerText(), patience).toBe(title)
    // No other thread is given this one.
    server.setTitle('"A Title of its Own."', question)
    server.setScript({ text: 'Well.' })
    await ask(screen, question, 'Well.')
    await expectHeading('A Title of its Own')
    await expect.poll(() => screen.thread('A Title of its Own').count(), patience).toBe(1)

    server.setTitle('Another', question)
    await renameThread(screen, 'A Title of its Own', 'As I call it')
    await expectHeading('As I call it')
    await ask(screen, 'Something else')
    await screen.page.reload()
    await expectText(screen.questions.last(), 'Something else')
    await expectHeading('As I call it')
    server.setTitle(null)
  })
})

// Every way a provider can fail: in the place of the answer stands what happened, the question is safe, what arrived
// is kept, and there is a way on.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Kith } from '../support/kith'
import { captivePortal, failure, hangUp, silence, startModelServer } from '../support/model-server'
import type { ModelServer, Reply } from '../support/model-server'
import { launchConnected } from './steps/connected'
import { expectAnswer, expectText, openNewThread, patience, say } from './steps/conversation'
import { firstWords, numberedWords, wordsIn } from './steps/numbered-words'
import {
  chooseModel,
  closeSettings,
  connectProvider,
  field,
  fillProvider,
  openSettings,
  saveProvider,
} from './steps/providers'
import type { Screen } from './steps/screen'
import { describeOn, orStack, targets } from './targets'

const noAnswer: readonly { what: string; reply: Reply; words: RegExp }[] = [
  { what: '401', reply: failure(401), words: /Scripted did not accept the key/ },
  { what: '403', reply: failure(403), words: /Scripted does not allow this/ },
  {
    what: '404 for a model nobody knows',
    reply: failure(404, { code: 'model_not_found' }),
    words: /does not know the model practice-small/,
  },
  {
    what: '429 that asks for longer than anybody waits',
    reply: failure(429, { headers: { 'retry-after': '3600' } }),
    words: /Scripted asks to wait 3600 seconds/,
  },
  {
    what: '429 for want of credit',
    reply: failure(429, { code: 'insufficient_quota' }),
    words: /There is no credit left at Scripted/,
  },
  { what: '500', reply: failure(500), words: /Scripted has a problem of its own/ },
  {
    what: '400',
    reply: failure(400, { message: 'No such parameter.' }),
    words: /refused the request[^]*No such parameter/,
  },
  { what: 'a socket that dies before the first byte', reply: hangUp, words: /No connection to Scripted|broke off/ },
  { what: 'the sign-in page of a hotel', reply: captivePortal(), words: /not an answer/ },
]

const halfAnswers: readonly { what: string; reply: Reply; words: RegExp }[] = [
  { what: 'whose socket dies', reply: { text: numberedWords(9), ending: 'socket-destroyed' }, words: /broke off/ },
  { what: 'that ends without its end', reply: { text: numberedWords(9), ending: 'cut' }, words: /broke off/ },
  {
    what: 'that turns into garbage',
    reply: { text: numberedWords(9), ending: { garbage: 'data: {"choices": [[[\n\n' } },
    words: /not an answer/,
  },
  {
    what: 'that turns into an error',
    reply: { text: numberedWords(9), ending: { error: { message: 'The GPU is on fire.' } } },
    words: /problem of its own|GPU is on fire/,
  },
]

describeOn(orStack(targets))('a provider that fails (%s)', (target) => {
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

  test.each(noAnswer)('$what: says so, keeps the question, and can try again', async ({ what, reply, words }) => {
    server.setScript(reply)
    await say(screen, `A question for ${what}`)
    await expectAnswer(screen, 'failed', words)
    await expectText(screen.questions.last(), `A question for ${what}`)

    server.setScript({ text: 'Now it works.' })
    await screen.answer.getByRole('button', { name: 'Try again' }).click()
    await expectAnswer(screen, 'complete', 'Now it works.')
    expect(await screen.questions.count()).toBe(1)
    expect(await screen.answers.count()).toBe(1)
  })

  test.each(halfAnswers)('an answer $what: what arrived is kept', async ({ what, reply, words }) => {
    server.setScript(reply)
    const question = `A question for an answer ${what}`
    await say(screen, question)
    await expectAnswer(screen, 'failed', words)
    expect(await wordsIn(screen.answer)).toEqual(firstWords(9))

    await screen.page.reload()
    await expectAnswer(screen, 'failed', words)
    expect(await wordsIn(screen.answer)).toEqual(firstWords(9))
    await expectText(screen.questions.last(), question)

    server.setScript({ text: 'Now it works.' })
    await screen.answer.getByRole('button', { name: 'Try again' }).click()
    await expectAnswer(screen, 'complete', 'Now it works.')
  })

  test('an answer that was cut short by its provider is kept as it is', async () => {
    server.setScript({ text: numberedWords(5), finish: 'length' })
    await say(screen, 'A long one')
    await expect.poll(() => wordsIn(screen.answer), patience).toEqual(firstWords(5))
    await expect.poll(() => screen.answer.getAttribute('data-status'), patience).not.toBe('streaming')
  })

  // Kith waits for minutes before it gives a silent provider up; its own tests do that with less patience. The person
  // need not wait as long.
  test.each([
    { what: 'from the start', reply: silence, words: [] },
    { what: 'in the middle', reply: { text: numberedWords(9), ending: 'silence' }, words: firstWords(9) },
  ] as const)('a provider that falls silent $what can be stopped', async ({ what, reply, words }) => {
    server.setScript(reply)
    await say(screen, `Silence ${what}`)
    await expect.poll(() => wordsIn(screen.answer), patience).toEqual(words)
    await screen.button('Stop').click()
    await expectAnswer(screen, 'stopped')
    expect(await wordsIn(screen.answer)).toEqual(words)
    server.setScript({ text: 'Now it works.' })
    await screen.button('Answer again').click()
    await expectAnswer(screen, 'complete', 'Now it works.')
  })

  test('a wrong key is put right from the place of the answer', async () => {
    const strict = await startModelServer({ expectedKey: 'sk-right', script: { text: 'The key is right.' } })
    try {
      await openSettings(screen)
      await fillProvider(screen, { kind: 'OpenAI-compatible', name: 'Strict', address: strict.url, key: 'sk-wrong' })
      await field(screen, 'Models').fill('practice-large')
      await saveProvider(screen)
      await closeSettings(screen)
      await chooseModel(screen, 'practice-large', 'Strict')
      await say(screen, 'With a wrong key')
      await expectAnswer(screen, 'failed', /Strict did not accept the key[^]*Your message is saved/)

      await screen.answer.getByRole('button', { name: 'Enter a new key' }).click()
      await field(screen, 'Key').fill('sk-right')
      await saveProvider(screen)
      await closeSettings(screen)
      await expectText(screen.questions.last(), 'With a wrong key')
      await screen.answer.getByRole('button', { name: 'Try again' }).click()
      await expectAnswer(screen, 'complete', 'The key is right.')
    } finally {
      await strict.close()
    }
  })

  test('a provider that is not running is named with its address', async () => {
    const gone = await startModelServer({ models: ['short-lived'] })
    const provider = { kind: 'OpenAI-compatible', name: 'Gone', address: gone.url } as const
    await connectProvider(screen, { ...provider, key: 'sk-gone', model: 'short-lived' })
    await gone.close()
    await say(screen, 'Is anybody there?')
    await expectAnswer(screen, 'failed', `No connection to Gone at ${new URL(gone.url).host}`)
    await expectText(screen.answer, 'Is it running? Your message is saved.')
    await screen.answer.getByRole('button', { name: 'Try again' }).waitFor()
  })
})

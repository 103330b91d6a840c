// The promises of the chat, each with the real Mastra and a database that can fail.
import fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { contentOfText, textOfContent } from '../../shared/domain/message'
import type { MessageContent } from '../../shared/domain/message'
import { MESSAGE_LENGTH_LIMIT } from '../../shared/domain/stored-text'
import { KithError } from '../../shared/errors'
import { facts, startAssistant } from './testing/start-assistant'
import { finish, remoteControl, saying, scriptedModel, text } from './testing/scripted-model'
import { emptyView, show, textOn } from './testing/watching'

const textIn = (content: unknown) => textOfContent(content as MessageContent)
const soon = <T>(check: () => T) => vi.waitFor(check, { timeout: 15_000, interval: 5 })

// Loading Mastra takes a while on a busy computer, and no test is about that.
beforeAll(() => import('./agent'), 60_000)
vi.setConfig({ testTimeout: 20_000 })

describe('sending', () => {
  test('stores the message before the model is asked, and the answer when it is whole', async () => {
    const storedWhenAsked: unknown[] = []
    const { model } = scriptedModel(() => {
      storedWhenAsked.push(...database.messages().map(({ role, status, content }) => [role, status, textIn(content)]))
      return [...text(['Hel', 'lo.']), finish('stop')]
    })
    const { database, ask, view, changes, threadId } = startAssistant({ model })
    const answer = await ask('hello')
    expect(storedWhenAsked).toEqual([['user', 'complete', 'hello'], ['assistant', 'streaming', '']])
    expect(answer).toMatchObject({ status: 'complete', role: 'assistant' })
    expect(textIn(answer.content)).toBe('Hello.')
    expect(database.messages().at(-1)?.content).toEqual(answer.content)
    expect(database.runs()).toMatchObject([
      { status: 'complete', model: facts, device: 'here', usage: { inputTokens: 12, outputTokens: 3 }, failure: null },
    ])
    expect(view.events.map(({ type }) => type)).toEqual(['snapshot', 'started', 'delta', 'delta', 'finished'])
    expect(changes).toEqual([{ kind: 'threads', threadId }, { kind: 'threads', threadId }])
  })

  test('gives back the message and the answer that begins', async () => {
    const { send, threadId } = startAssistant()
    const messageId = crypto.randomUUID()
    const { user, run } = await send('hello', messageId)
    expect(user).toMatchObject({ id: messageId, threadId, role: 'user', status: 'complete', content: contentOfText('hello') })
    expect(run.message).toMatchObject({ threadId, role: 'assistant', status: 'streaming', content: { parts: [] } })
    expect(run.message.seq).toBeGreaterThan(user.seq)
  })

  test('stores what PostgreSQL cannot hold as a replacement character', async () => {
    const { send } = startAssistant()
    expect((await send('a\u0000b\ud83d')).user.content).toEqual(contentOfText('a\ufffdb\ufffd'))
  })

  test('refuses a message that is too long before anything is stored', async () => {
    const { send, database } = startAssistant()
    await expect(send('x'.repeat(MESSAGE_LENGTH_LIMIT + 1))).rejects.toMatchObject({
      code: 'MESSAGE_TOO_LONG',
      data: { length: MESSAGE_LENGTH_LIMIT + 1, limit: MESSAGE_LENGTH_LIMIT },
    })
    expect(database.calls).toEqual([])
    await expect(send('x'.repeat(MESSAGE_LENGTH_LIMIT))).resolves.toBeDefined()
  })

  test('says why when the database does not take the message, and takes it the next time', async () => {
    const { send, database, over } = startAssistant()
    const messageId = crypto.randomUUID()
    const mend = database.fail('ai_start_run')
    await expect(send('hello', messageId)).rejects.toMatchObject({ code: 'DATABASE_FAILED' })
    mend()
    const { run } = await send('hello', messageId)
    expect((await over(run.runId)).status).toBe('complete')
  })

  test('refuses the second of two messages at once, and stores nothing of it', async () => {
    const { send, database, over } = startAssistant()
    const [first, second] = await Promise.allSettled([send('first'), send('second')])
    if (first.status !== 'fulfilled') throw first.reason
    expect(second).toMatchObject({ reason: { code: 'RUN_IN_PROGRESS', data: { runId: first.value.run.runId } } })
    await over(first.value.run.runId)
    expect(database.messages().map(({ content }) => textIn(content))).not.toContain('second')
    expect((await send('second')).user.content).toEqual(contentOfText('second'))
  })

  test('answers in two threads at the same time', async () => {
    const { assistant, threadId, send, over, database } = startAssistant()
    const { run } = await send('here')
    const other = await assistant.send({ threadId: crypto.randomUUID(), personaId: null, messageId: crypto.randomUUID(), text: 'there' })
    expect(other.run.message.threadId).not.toBe(threadId)
    await over(run.runId)
    await soon(() => expect(database.runs().map(({ status }) => status)).toEqual(['complete', 'complete']))
  })

  test('can be repeated: at once, while it is answered, afterwards, and after a new start', async () => {
    const { model, prompts } = scriptedModel(saying('Once.'))
    const { send, over, database, threadId } = startAssistant({ model })
    const messageId = crypto.randomUUID()
    const [first, second] = await Promise.all([send('hello', messageId), send('hello', messageId)])
    const third = await send('hello', messageId)
    await over(first.run.runId)
    const fourth = await send('hello', messageId)
    const fifth = await startAssistant({ model, database, threadId }).send('hello', messageId)
    const ids = [first, second, third, fourth, fifth].map(({ user, run }) => [user.id, run.runId, run.message.id].join())
    expect(new Set(ids).size).toBe(1)
    expect(textIn(fifth.run.message.content)).toBe('Once.')
    expect(prompts.length).toBe(1)
    expect(database.messages().length).toBe(2)
  })

  test('answers when only the reply to the first attempt was lost', async () => {
    const { send, over, database, assistant, threadId } = startAssistant()
    const messageId = crypto.randomUUID()
    const lossy = database.call
    // Stored, and the connection dies on the way back.
    await expect(
      startLossy(lossy).send({ threadId, personaId: null, messageId, text: 'hello' }),
    ).rejects.toMatchObject({ code: 'DATABASE_FAILED' })
    const { run } = await send('hello', messageId)
    expect((await over(run.runId)).status).toBe('complete')
    expect(database.runs().length).toBe(1)
    await assistant.close()

    function startLossy(call: typeof database.call) {
      const cut = (async (name: 'ai_start_run', args: never) => {
        await call(name, args)
        throw new KithError('DATABASE_FAILED', { reason: 'cut' })
      }) as unknown as typeof database.call
      return startAssistant({ database: { ...database, call: cut } }).assistant
    }
  })
})

describe('when the answer goes wrong', () => {
  test('keeps the message when no model can be had, and says why in the answer', async () => {
    const failure = new KithError('PROVIDER_KEY_MISSING', { provider: 'OpenAI' })
    const { ask, database } = startAssistant({ chooseModel: () => Promise.reject(failure) })
    const answer = await ask('hello')
    expect(answer).toMatchObject({
      status: 'failed',
      content: { parts: [{ type: 'error', error: { name: 'PROVIDER_KEY_MISSING', message: '', data: { provider: 'OpenAI' } } }] },
    })
    expect(database.runs()).toMatchObject([{ status: 'failed', failure: failure.toFailure() }])
    expect(database.messages().map(({ role }) => role)).toEqual(['user', 'assistant'])
  })

  test('before the first word: says why, and the thread can go on', async () => {
    const failure = new KithError('PROVIDER_KEY_REJECTED', { provider: 'P', status: 401 })
    const { model } = scriptedModel(() => {
      throw failure
    }, saying('Better.'))
    const { ask } = startAssistant({ model })
    expect(await ask('hello')).toMatchObject({ status: 'failed', content: { parts: [{ error: { name: 'PROVIDER_KEY_REJECTED' } }] } })
    expect(textIn((await ask('again')).content)).toBe('Better.')
  })

  test('in the middle: keeps the text that was shown and adds the reason', async () => {
    const control = remoteControl()
    const { send, over, view, database } = startAssistant({ model: scriptedModel(control.step).model })
    const { run } = await send('hello')
    await control.say('Half an ')
    await soon(() => expect(textOn(view)).toBe('Half an '))
    control.fail(new KithError('PROVIDER_TIMEOUT', { provider: 'Scripted', seconds: 240 }))
    const answer = await over(run.runId)
    expect(answer.content.parts).toMatchObject([
      { type: 'text', text: 'Half an ' },
      { type: 'error', error: { name: 'PROVIDER_TIMEOUT', data: { provider: 'Scripted', seconds: 240 } } },
    ])
    expect(database.messages().at(-1)).toMatchObject({ status: 'failed', content: answer.content })
  })

  test('does not ask again and again when the stream ends without an end', async () => {
    const { model, prompts } = scriptedModel(() => [...text(['Half']), finish('other', undefined)])
    model.doStream = withoutReason(model.doStream)
    const { ask } = startAssistant({ model })
    const answer = await ask('hello')
    expect(prompts.length).toBe(1)
    expect(answer.content.parts).toMatchObject([{ text: 'Half' }, { error: { name: 'STREAM_BROKEN' } }])
  })

  test('says so when the provider sends nothing at all', async () => {
    const { ask } = startAssistant({ model: scriptedModel(() => [finish('stop')]).model })
    expect((await ask('hello')).content.parts).toMatchObject([{ error: { name: 'STREAM_GARBLED' } }])
  })

  test('says so when the conversation cannot be read', async () => {
    const { ask, database } = startAssistant()
    database.fail('ai_list_path')
    expect((await ask('hello')).content.parts).toMatchObject([{ error: { name: 'DATABASE_FAILED', data: { reason: 'gone' } } }])
  })

  test('says so when the notes cannot be read, and does not answer without them', async () => {
    const { model, prompts } = scriptedModel(saying('x'))
    const { ask, database } = startAssistant({ model })
    database.fail('ai_get_working_memory')
    expect((await ask('hello')).content.parts).toMatchObject([{ error: { name: 'DATABASE_FAILED' } }])
    expect(prompts).toEqual([])
  })

  test('says so when the persona is gone, and does not answer as somebody else', async () => {
    const { ask } = startAssistant({ personaId: crypto.randomUUID() })
    expect((await ask('hello')).content.parts).toMatchObject([{ error: { name: 'NOT_FOUND', data: { kind: 'persona' } } }])
  })

  test('prints nothing of the conversation, however it fails', async () => {
    const levels = ['log', 'info', 'warn', 'error', 'debug'] as const
    const output = levels.map((level) => vi.spyOn(console, level).mockImplementation(() => {}))
    const failure = Object.assign(new TypeError('terminated'), { requestBodyValues: { secret: 'my knee' } })
    const { ask, database } = startAssistant({
      model: scriptedModel(
        () => {
          throw failure
        },
        function* () {
          yield* text(['Half'])
          throw failure
        },
        () => [{ type: 'error', error: failure }, finish('error')],
        () => [{ type: 'tool-call', toolCallId: 'c', toolName: 'nobody', input: '{}' }, finish('tool-calls')],
      ).model,
    })
    for (let turn = 0; turn < 4; turn += 1) await ask('my knee hurts')
    database.fail('ai_get_thread', undefined, 2)
    await ask('my knee hurts')
    database.fail('ai_get_working_memory')
    await ask('my knee hurts')
    expect(output.flatMap(({ mock }) => mock.calls)).toEqual([])
    vi.restoreAllMocks()
  })
})

/** The provider said nothing about why it ended. */
function withoutReason(doStream: ReturnType<typeof scriptedModel>['model']['doStream']): typeof doStream {
  return async (options) => {
    const { stream } = await doStream(options)
    const without = new TransformStream({
      transform(part, controller) {
        controller.enqueue(part.type === 'finish' ? { ...part, finishReason: { unified: 'other', raw: undefined } } : part)
      },
    })
    return { stream: stream.pipeThrough(without) }
  }
}

describe('stopping', () => {
  test('keeps what arrived', async () => {
    const control = remoteControl()
    const { assistant, send, view, database, over } = startAssistant({ model: scriptedModel(control.step).model })
    const { run } = await send('hello')
    await control.say('Half')
    await soon(() => expect(textOn(view)).toBe('Half'))
    await assistant.stop(run.runId)
    expect(database.messages().at(-1)).toMatchObject({ status: 'stopped' })
    expect(textIn(database.messages().at(-1)?.content)).toBe('Half')
    expect(await over(run.runId)).toMatchObject({ status: 'stopped' })
    expect(database.runs()).toMatchObject([{ status: 'stopped', failure: null }])
  })

  test('tells the model, and shows nothing of what it says afterwards', async () => {
    const control = remoteControl()
    const { model, prompts } = scriptedModel(control.step)
    const { assistant, send, view } = startAssistant({ model })
    const { run } = await send('hello')
    await control.say('Half')
    await soon(() => expect(textOn(view)).toBe('Half'))
    const stopping = assistant.stop(run.runId)
    await control.say(' more')
    await stopping
    expect(prompts[0]?.abortSignal?.aborted).toBe(true)
    expect(textOn(view)).toBe('Half')
    expect(textIn(view.finished?.content)).toBe('Half')
  })

  test.each([
    ['a model that never begins', async function* () { await new Promise(() => {}) }],
    ['a model that stops in the middle and does not hear', async function* () { yield* text(['Half']).slice(0, 2); await new Promise(() => {}) }],
  ])('works on %s', async (_name, step) => {
    const { assistant, send, database } = startAssistant({ model: scriptedModel(step as never).model })
    const { run } = await send('hello')
    await new Promise((resolve) => setTimeout(resolve, 50))
    await assistant.stop(run.runId)
    expect(database.messages().at(-1)).toMatchObject({ status: 'stopped' })
    expect((await send('again')).user.content).toEqual(contentOfText('again'))
  })

  test('works while the run is only beginning, and for a thread', async () => {
    const { assistant, send, database, threadId } = startAssistant()
    const release = database.hold('ai_start_run')
    const sending = send('hello')
    const stopping = assistant.stopThread(threadId)
    release()
    await sending
    await stopping
    expect(database.runs()).toMatchObject([{ status: 'stopped' }])
  })

  test('is fine when there is nothing to stop', async () => {
    const { assistant, ask, threadId, database } = startAssistant()
    await assistant.stop(crypto.randomUUID())
    await assistant.stopThread(threadId)
    await ask('hello')
    await assistant.stop(database.runs()[0]?.run_id ?? '')
    expect(database.runs()).toMatchObject([{ status: 'complete' }])
  })
})

describe('watching', () => {
  test('whoever joins late sees the same text as whoever watched from the start', async () => {
    const pieces = fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }), fc.nat(3)), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(pieces, async (said) => {
        const control = remoteControl()
        const { assistant, send, threadId, view, over } = startAssistant({ model: scriptedModel(control.step).model })
        const { run } = await send('hello')
        const late: ReturnType<typeof emptyView>[] = []
        const endings: Promise<void>[] = []
        for (const [delta, joiners] of said) {
          for (let index = 0; index < joiners; index += 1) {
            const joined = emptyView()
            late.push(joined)
            endings.push(follow(assistant.watch(threadId, undefined), joined))
          }
          await control.say(delta)
          // Lets some of it through, not always all of it.
          await new Promise((resolve) => setImmediate(resolve))
        }
        control.end()
        const answer = await over(run.runId)
        await assistant.close()
        await Promise.all(endings)
        for (const joined of late) {
          expect(joined.finished).toEqual(answer)
          expect(beforeTheEnd(joined)).toEqual(beforeTheEnd(view))
        }
      }),
      { numRuns: 25 },
    )
  })

  /** What was on screen when the end came. */
  function beforeTheEnd({ events }: ReturnType<typeof emptyView>): unknown {
    const view = emptyView()
    for (const event of events.filter(({ type }) => type !== 'finished')) show(view, event)
    return view.parts
  }

  async function follow(events: AsyncIterable<Parameters<typeof show>[1]>, view: ReturnType<typeof emptyView>): Promise<void> {
    for await (const event of events) show(view, event)
  }

  test('is told first what is on, and nothing is on before and after', async () => {
    const control = remoteControl()
    const { assistant, send, threadId, view, over } = startAssistant({ model: scriptedModel(control.step).model })
    const first = async () => (await assistant.watch(threadId, undefined).next()).value
    expect(await first()).toEqual({ type: 'snapshot', run: null })
    const { run } = await send('hello')
    await control.say('Half')
    await soon(() => expect(textOn(view)).toBe('Half'))
    expect(await first()).toMatchObject({ type: 'snapshot', run: { runId: run.runId, message: { content: { parts: [{ text: 'Half' }] } } } })
    control.end()
    await over(run.runId)
    expect(await first()).toEqual({ type: 'snapshot', run: null })
  })

  test('the run goes on when everybody has left', async () => {
    const control = remoteControl()
    const { assistant, send, threadId, database } = startAssistant({ model: scriptedModel(control.step).model })
    const leaving = new AbortController()
    const events = assistant.watch(threadId, leaving.signal)
    await send('hello')
    await events.next()
    leaving.abort()
    await control.say('Whole.')
    control.end()
    await soon(() => expect(database.messages().at(-1)).toMatchObject({ status: 'complete' }))
    expect(textIn(database.messages().at(-1)?.content)).toBe('Whole.')
  })
})

describe('answering again', () => {
  test('keeps the earlier answer beside the new one, and does not show it to the model', async () => {
    const { model, prompts } = scriptedModel(saying('First.'), saying('Second.'))
    const { assistant, ask, threadId, database, over } = startAssistant({ model })
    const first = await ask('hello')
    const run = await assistant.answerAgain({ threadId, answerId: first.id })
    const second = await over(run.runId)
    expect(textIn(second.content)).toBe('Second.')
    expect(database.messages().map(({ content, selected }) => [textIn(content), selected])).toEqual([
      ['hello', true],
      ['First.', false],
      ['Second.', true],
    ])
    expect(JSON.stringify(prompts[1]?.prompt)).toContain('hello')
    expect(JSON.stringify(prompts[1]?.prompt)).not.toContain('First.')
  })

  test('in the middle of a thread takes up from there', async () => {
    const { model, prompts } = scriptedModel(saying('A1'), saying('A2'), saying('B1'))
    const { assistant, ask, threadId, over, database } = startAssistant({ model })
    const first = await ask('one')
    await ask('two')
    await over((await assistant.answerAgain({ threadId, answerId: first.id })).runId)
    const path = database.messages().filter(({ selected }) => selected)
    expect(path.map(({ content }) => textIn(content))).toEqual(['one', 'B1'])
    expect(JSON.stringify(prompts[2]?.prompt)).not.toContain('two')
  })

  test('finds the question of an answer that knows no parent', async () => {
    const { assistant, ask, threadId, over, database } = startAssistant({ model: scriptedModel(saying('x')).model })
    const answer = await ask('hello')
    const row = database.messages().at(-1)
    if (row) row.parent_message_id = null
    const run = await assistant.answerAgain({ threadId, answerId: answer.id })
    expect((await over(run.runId)).status).toBe('complete')
  })

  test('refuses what is no answer of this thread', async () => {
    const { assistant, ask, threadId, database } = startAssistant()
    const answer = await ask('hello')
    const refused = { code: 'NOT_FOUND', data: { kind: 'message' } }
    const question = database.messages()[0]?.message_id ?? ''
    await expect(assistant.answerAgain({ threadId, answerId: crypto.randomUUID() })).rejects.toMatchObject(refused)
    await expect(assistant.answerAgain({ threadId, answerId: question })).rejects.toMatchObject(refused)
    await expect(assistant.answerAgain({ threadId: crypto.randomUUID(), answerId: answer.id })).rejects.toMatchObject(refused)
  })
})

describe('when the database goes away', () => {
  test('once in the middle of a run, nothing is lost', async () => {
    const control = remoteControl()
    const { send, over, view, database } = startAssistant({ model: scriptedModel(control.step).model })
    const { run } = await send('hello')
    database.fail('ai_save_answer', undefined, 1)
    await control.say('One ')
    await soon(() => expect(database.calls.some(({ name }) => name === 'ai_save_answer')).toBe(true))
    await control.say('two.')
    await soon(() => expect(textOn(view)).toBe('One two.'))
    control.end()
    expect(textIn((await over(run.runId)).content)).toBe('One two.')
    expect(database.messages().at(-1)).toMatchObject({ status: 'complete' })
  })

  test('at the end: keeps the answer on screen, says so, refuses the next message, and stores it when it can', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const { send, view, database } = startAssistant({ model: scriptedModel(saying('Whole.')).model })
      const mend = database.fail('ai_finish_answer')
      await send('hello')
      await flushed(() => database.calls.some(({ name }) => name === 'ai_finish_answer'))
      await vi.advanceTimersByTimeAsync(5_000)
      expect(view.finished).toMatchObject({ status: 'failed' })
      expect(view.finished?.content.parts).toMatchObject([
        { type: 'text', text: 'Whole.' },
        { type: 'error', error: { name: 'ANSWER_NOT_STORED', data: { reason: 'gone' } } },
      ])
      await expect(send('next')).rejects.toMatchObject({ code: 'DATABASE_FAILED' })
      mend()
      const { user } = await send('next')
      expect(user.content).toEqual(contentOfText('next'))
      expect(database.messages()[1]).toMatchObject({ status: 'complete', content: { parts: [{ text: 'Whole.' }] } })
      expect(view.events.filter(({ type }) => type === 'finished').length).toBeGreaterThanOrEqual(2)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('when Kith ends', () => {
  test('by a crash: half of the answer is in the database within a second of being shown, and the next start says so', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    try {
      const control = remoteControl()
      const { send, view, database, threadId } = startAssistant({ model: scriptedModel(control.step).model })
      const { run } = await send('hello')
      for (const word of ['Half ', 'an ', 'answer ']) {
        await control.say(word)
        await flushed(() => textOn(view).endsWith(word))
        await vi.advanceTimersByTimeAsync(100)
      }
      await vi.advanceTimersByTimeAsync(900)
      // Nobody says goodbye: the process is gone, the database is what it is.
      const next = startAssistant({ database, threadId })
      expect(await next.assistant.recover()).toBe(1)
      const row = database.messages().find(({ message_id }) => message_id === run.message.id)
      expect(row).toMatchObject({ status: 'failed' })
      expect((row?.content as MessageContent).parts).toMatchObject([
        { type: 'text', text: 'Half an answer ' },
        { type: 'error', error: { name: 'RUN_INTERRUPTED' } },
      ])
      expect(await next.assistant.recover()).toBe(0)
      expect((await next.send('again')).run.message.status).toBe('streaming')
    } finally {
      vi.useRealTimers()
    }
  })

  test('as it should: stores what arrived, lets watchers go, and begins nothing new', async () => {
    const control = remoteControl()
    const { assistant, send, view, database } = startAssistant({ model: scriptedModel(control.step).model })
    await send('hello')
    await control.say('Half')
    await soon(() => expect(textOn(view)).toBe('Half'))
    await assistant.close()
    await view.ended
    expect(database.messages().at(-1)).toMatchObject({ status: 'stopped' })
    expect(textIn(database.messages().at(-1)?.content)).toBe('Half')
    expect(view.finished).toMatchObject({ status: 'stopped' })
    await expect(send('more')).rejects.toMatchObject({ code: 'DATABASE_FAILED' })
  })
})

/** Waits without timers, which are not real here. */
async function flushed(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2_000 && !done(); turn += 1) await new Promise((resolve) => setImmediate(resolve))
  expect(done()).toBe(true)
}

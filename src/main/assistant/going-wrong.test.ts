import { beforeAll, describe, expect, test, vi } from 'vitest'
import { contentOfText } from '../../shared/domain/message'
import { KithError } from '../../shared/errors'
import type { Call } from '../database/call'
import { createFakeDatabase } from '../store/testing/fake-database'
import { loadMastra, soon, startAssistant, textIn } from './testing/start-assistant'
import { finish, remoteControl, saying, scriptedModel, text } from './testing/scripted-model'
import { flushed, textOn } from './testing/watching'

beforeAll(loadMastra, 60_000)

describe('when the answer goes wrong', () => {
  test('keeps the message when no model can be had, and says why in the answer', async () => {
    const failure = new KithError('PROVIDER_KEY_MISSING', { provider: 'OpenAI' })
    const { ask, database } = startAssistant({ chooseModel: () => Promise.reject(failure) })
    const answer = await ask('hello')
    expect(answer).toMatchObject({
      status: 'failed',
      content: {
        parts: [{ type: 'error', error: { name: 'PROVIDER_KEY_MISSING', message: '', data: { provider: 'OpenAI' } } }],
      },
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
    expect(await ask('hello')).toMatchObject({
      status: 'failed',
      content: { parts: [{ error: { name: 'PROVIDER_KEY_REJECTED' } }] },
    })
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

  test('says so when the conversation and the notes cannot be read, and does not answer without them', async () => {
    const { model, prompts } = scriptedModel(saying('x'))
    const { ask, database } = startAssistant({ model })
    database.fail('ai_open_prompt')
    expect((await ask('hello')).content.parts).toMatchObject([
      { error: { name: 'DATABASE_FAILED', data: { reason: 'gone' } } },
    ])
    expect(prompts).toEqual([])
  })

  test('says so when the persona is gone, and does not answer as somebody else', async () => {
    const personaId = crypto.randomUUID()
    const database = createFakeDatabase()
    await database.call('ai_save_persona', { id: personaId, name: 'Coach' })
    const forRun: typeof database.forRun = async (run) => {
      const call = await database.forRun(run)
      const withoutPersona = async (...request: Parameters<Call>) => {
        const rows = await call(...request)
        return request[0] === 'ai_open_prompt' ? (rows as object[]).map((row) => ({ ...row, persona: null })) : rows
      }
      return withoutPersona as Call
    }
    const { ask } = startAssistant({ personaId, database: { ...database, forRun } })
    expect((await ask('hello')).content.parts).toMatchObject([
      { error: { name: 'NOT_FOUND', data: { kind: 'persona' } } },
    ])
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
    database.fail('ai_open_prompt')
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
        controller.enqueue(
          part.type === 'finish' ? { ...part, finishReason: { unified: 'other', raw: undefined } } : part,
        )
      },
    })
    return { stream: stream.pipeThrough(without) }
  }
}

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

  test('while a model pours out words without a pause, they are stored all the same', async () => {
    const { model } = scriptedModel(() => [...text(Array.from({ length: 2_000 }, () => 'word ')), finish('stop')])
    const { ask, database } = startAssistant({ model })
    await ask('hello')
    const saves = database.calls.filter(({ name }) => name === 'ai_save_answer')
    expect(saves.length).toBeGreaterThan(0)
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

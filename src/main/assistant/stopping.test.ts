import { beforeAll, describe, expect, test, vi } from 'vitest'
import { contentOfText } from '../../shared/domain/message'
import { loadMastra, soon, startAssistant, textIn } from './testing/start-assistant'
import { remoteControl, scriptedModel, text } from './testing/scripted-model'
import type { Step } from './testing/scripted-model'
import { flushed, textOn } from './testing/watching'

beforeAll(loadMastra, 60_000)

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

  const silence: Step = async function* () {
    yield* text(['Half']).slice(0, 2)
    await new Promise(() => {})
  }
  const deafFromTheStart: Step = () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) })

  test.each([
    ['never begins', deafFromTheStart],
    ['falls silent in the middle', silence],
  ])('works on a model that %s and does not hear', async (_name, step) => {
    const { model, prompts } = scriptedModel(step)
    const { assistant, send, database } = startAssistant({ model })
    const { run } = await send('hello')
    await soon(() => expect(prompts.length).toBe(1))
    await assistant.stop(run.runId)
    expect(database.messages().at(-1)).toMatchObject({ status: 'stopped' })
    expect((await send('again')).user.content).toEqual(contentOfText('again'))
  })

  test('works on a tool that does not return', async () => {
    const { model } = scriptedModel(() => [
      { type: 'tool-call', toolCallId: 'c', toolName: 'propose_working_memory', input: '{"line":"Likes tea."}' },
    ])
    const { assistant, send, database } = startAssistant({ model })
    database.hold('ai_propose_memory')
    const { run } = await send('I like tea')
    await soon(() => expect(database.calls.at(-1)?.name).toBe('ai_propose_memory'))
    await assistant.stop(run.runId)
    expect(database.messages().at(-1)).toMatchObject({
      status: 'stopped',
      content: { parts: [{ toolInvocation: { state: 'call', args: { line: 'Likes tea.' } } }] },
    })
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

  test('in the middle of a flood is the end of it', async () => {
    const { model } = scriptedModel(() => text(Array.from({ length: 20_000 }, () => 'word ')))
    const { assistant, send, view, database } = startAssistant({ model })
    const { run } = await send('hello')
    await soon(() => expect(textOn(view)).not.toBe(''))
    const shown = () => textIn(view.finished?.content)
    await assistant.stop(run.runId)
    expect(shown()).toBe(textIn(database.messages().at(-1)?.content))
    expect(shown().length).toBeLessThan(100_000)
    const { length } = view.events
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(view.events.slice(length)).toEqual([])
    expect(view.events.findIndex(({ type }) => type === 'finished')).toBe(length - 1)
  })

  test('before the model is asked means that it is not asked', async () => {
    const { model, prompts } = scriptedModel(() => text(['too late']))
    const { assistant, send, database } = startAssistant({ model })
    const release = database.hold('ai_open_prompt')
    const { run } = await send('hello')
    await assistant.stop(run.runId)
    release()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(prompts).toEqual([])
    expect(database.messages().at(-1)).toMatchObject({ status: 'stopped', content: { parts: [] } })
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
      expect(row?.content).toMatchObject({
        parts: [
          { type: 'text', text: 'Half an answer ' },
          { type: 'error', error: { name: 'RUN_INTERRUPTED' } },
        ],
      })
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
    expect(database.messages().at(-1)).toMatchObject({ status: 'failed' })
    expect(textIn(database.messages().at(-1)?.content)).toBe('Half')
    expect(database.runs()).toMatchObject([{ status: 'failed', failure: { code: 'RUN_INTERRUPTED' } }])
    expect(view.finished).toMatchObject({ status: 'failed' })
    await expect(send('more')).rejects.toMatchObject({ code: 'DATABASE_FAILED' })
  })
})

// A run that was begun, and nobody heard of it: nobody would carry it on, and the database keeps its thread for it.
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { KithError } from '../../shared/errors'
import type { Call, FunctionName } from '../database/call'
import { createFakeDatabase } from '../store/testing/fake-database'
import { remoteControl, saying, scriptedModel } from './testing/scripted-model'
import { loadMastra, startAssistant, textIn } from './testing/start-assistant'

beforeAll(loadMastra, 60_000)
afterEach(() => vi.useRealTimers())

/** The answers to so many calls of one function are lost, after what was asked is done. */
function losing(name: FunctionName, lost: number) {
  const database = createFakeDatabase()
  const call: Call = async (...request) => {
    const result = await database.call(...request)
    if (request[0] !== name || lost-- <= 0) return result
    throw new KithError('DATABASE_FAILED', { reason: 'cut' })
  }
  return { ...database, call }
}
const shown = ({ database }: { database: ReturnType<typeof losing> }) =>
  database.messages().map(({ content, status }) => [textIn(content), status])

test('one lost answer is asked for again, and nobody notices', async () => {
  const it = startAssistant({ database: losing('ai_start_run', 1), model: scriptedModel(saying('Hi.')).model })
  expect(await it.ask('hello')).toMatchObject({ status: 'complete' })
  expect(it.database.runs()).toHaveLength(1)
})

test('whoever says something else instead is answered, and what was said before is there, once', async () => {
  const it = startAssistant({ database: losing('ai_start_run', 2), model: scriptedModel(saying('Hi.')).model })
  await expect(it.send('hello')).rejects.toMatchObject({ code: 'DATABASE_FAILED' })
  expect(await it.ask('and this?')).toMatchObject({ status: 'complete' })
  expect(shown(it)).toEqual([
    ['hello', 'complete'],
    ['', 'failed'],
    ['and this?', 'complete'],
    ['Hi.', 'complete'],
  ])
  const failed = it.database.messages()[1]?.content
  expect(failed).toMatchObject({ parts: [{ type: 'error', error: { name: 'RUN_INTERRUPTED' } }] })
  expect(it.database.runs().map(({ status }) => status)).toEqual(['failed', 'complete'])
})

test('whoever sends it again is answered', async () => {
  const it = startAssistant({ database: losing('ai_start_run', 2), model: scriptedModel(saying('Hi.')).model })
  const messageId = crypto.randomUUID()
  await expect(it.send('hello', messageId)).rejects.toMatchObject({ code: 'DATABASE_FAILED' })
  const { run } = await it.send('hello', messageId)
  expect(await it.over(run.runId)).toMatchObject({ status: 'complete' })
  expect(it.database.messages()).toHaveLength(2)
})

test('where nobody does anything, it is over after a while, and every window looks again', async () => {
  const it = startAssistant({ database: losing('ai_start_run', 2), model: scriptedModel(saying('Hi.')).model })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await expect(it.send('hello')).rejects.toMatchObject({ code: 'DATABASE_FAILED' })
  await vi.advanceTimersByTimeAsync(20_000)
  vi.useRealTimers()
  await vi.waitFor(() => expect(it.view.events.at(-1)).toEqual({ type: 'pathChanged' }))
  expect(shown(it)).toEqual([
    ['hello', 'complete'],
    ['', 'failed'],
  ])
})

test('an answer that was to go on keeps its half', async () => {
  const control = remoteControl()
  const { model } = scriptedModel(control.step, saying('Hi.'))
  const it = startAssistant({ database: losing('ai_continue_answer', 2), model })
  const { run } = await it.send('hello')
  await control.say('Half')
  control.fail(new TypeError('terminated'))
  await it.over(run.runId)
  const goOn = { threadId: it.threadId, answerId: run.message.id, runId: crypto.randomUUID() }
  await expect(it.assistant.continueAnswer(goOn)).rejects.toMatchObject({ code: 'DATABASE_FAILED' })
  expect(await it.ask('and this?')).toMatchObject({ status: 'complete' })
  expect(shown(it)).toEqual([
    ['hello', 'complete'],
    ['Half', 'failed'],
    ['and this?', 'complete'],
    ['Hi.', 'complete'],
  ])
})

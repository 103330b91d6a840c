import { beforeAll, describe, expect, test, vi } from 'vitest'
import { createFakeDatabase } from '../store/testing/fake-database'
import type { LanguageModel } from './providers'
import { loadMastra, soon, startAssistant } from './testing/start-assistant'
import { saying, scriptedModel } from './testing/scripted-model'
import { readTitlePrompt, titleByRule, titlePrompt, toTitle } from './title-prompt'

beforeAll(loadMastra, 60_000)

type Generated = Awaited<ReturnType<LanguageModel['doGenerate']>>

/** A model that answers, and says this when it is asked for a title. */
function titling(title: (asked: number) => string | Promise<string>) {
  const { model, prompts } = scriptedModel(saying('Answered.'))
  const asked: Parameters<LanguageModel['doGenerate']>[0][] = []
  model.doGenerate = async (options) => {
    asked.push(options)
    const said = await title(asked.length)
    return { content: [{ type: 'text', text: said }] } as unknown as Generated
  }
  return { model, asked, prompts }
}
const titleOf = async ({ database, threadId }: ReturnType<typeof startAssistant>) =>
  (await database.call('ai_get_thread', { thread_id: threadId }))[0]?.title

describe('a title', () => {
  test('comes after the first answer, from the same model, in one call', async () => {
    const { model, asked } = titling(() => '"A quiet knee."')
    const started = startAssistant({ model })
    await started.ask('My knee is quiet.')
    await soon(async () => expect(await titleOf(started)).toBe('A quiet knee'))
    expect(started.changes.at(-1)).toEqual({ kind: 'threads', threadId: started.threadId })
    await started.ask('And now?')
    await started.assistant.whenIdle()
    expect(asked.length).toBe(1)
    expect(readTitlePrompt(asked[0]?.prompt ?? [])).toBe('My knee is quiet.')
  })

  test('holds up nothing: the next message is answered while it is made', async () => {
    const { promise, resolve } = Promise.withResolvers<string>()
    const { model } = titling(() => promise)
    const started = startAssistant({ model })
    await started.ask('first')
    expect(await started.ask('second')).toMatchObject({ status: 'complete' })
    resolve('Late, and fine')
    await soon(async () => expect(await titleOf(started)).toBe('Late, and fine'))
  })

  test('never takes the place of one that a person writes meanwhile', async () => {
    const { promise, resolve } = Promise.withResolvers<string>()
    const { model, asked } = titling(() => promise)
    const started = startAssistant({ model })
    await started.ask('first')
    await soon(() => expect(asked.length).toBe(1))
    await started.database.call('ai_update_thread', { thread_id: started.threadId, title: 'Mine' })
    resolve('Made up')
    await soon(() => expect(started.database.calls.some(({ name }) => name === 'ai_title_thread')).toBe(true))
    expect(await titleOf(started)).toBe('Mine')
  })

  test('is not asked for where there is one, nor in a thread that is deleted meanwhile', async () => {
    const { model, asked } = titling(() => 'Made up')
    const database = createFakeDatabase()
    const started = startAssistant({ model, database })
    await database.call('ai_save_thread', { thread_id: started.threadId, title: 'Mine' })
    await started.ask('first')
    const other = startAssistant({ model, database })
    const release = database.hold('ai_list_waiting')
    await other.ask('first')
    await database.call('ai_delete_thread', { thread_id: other.threadId })
    release()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(asked.length).toBeLessThanOrEqual(1)
    expect(await titleOf(started)).toBe('Mine')
    expect(await titleOf(other)).toBeUndefined()
  })

  test('that cannot be made troubles nobody', async () => {
    const { model, asked } = titling(() => Promise.reject(new Error('my knee is private')))
    const started = startAssistant({ model })
    expect(await started.ask('first')).toMatchObject({ status: 'complete' })
    await soon(() => expect(asked.length).toBe(1))
    await soon(() => expect(started.logged).toEqual([expect.stringContaining('no title came for a thread')]))
    expect(started.logged.join()).not.toContain('knee')
    expect(await titleOf(started)).toBeNull()
  })

  test('is not made for an answer that failed, but for the first that is whole', async () => {
    const { model, asked } = titling(() => 'A title')
    const { doStream } = model
    model.doStream = () => Promise.reject(new TypeError('fetch failed'))
    const started = startAssistant({ model })
    expect(await started.ask('first')).toMatchObject({ status: 'failed' })
    model.doStream = doStream
    expect(asked.length).toBe(0)
    await started.ask('second')
    await soon(async () => expect(await titleOf(started)).toBe('A title'))
  })

  test('of the practice model is how the message begins', async () => {
    const started = startAssistant()
    await started.ask('Where is my dog?')
    await soon(async () => expect(await titleOf(started)).toBe('Where is my dog?'))
  })

  test('is not waited for when Kith closes', async () => {
    const hangs = vi.fn(() => new Promise<string>(() => {}))
    const started = startAssistant({ model: titling(hangs).model })
    await started.ask('first')
    await soon(() => expect(hangs).toHaveBeenCalled())
    await started.assistant.close()
  })
})

test.each([
  ['A quiet knee', 'A quiet knee'],
  ['**Title: "A quiet knee."**', 'A quiet knee'],
  ['<think>Hm.\nA title</think>\n\n“A quiet knee”\nMore', 'A quiet knee'],
  ['# A quiet knee', 'A quiet knee'],
  ['<think>never ends', ''],
  ['Wait…', 'Wait…'],
  ['\n \n', ''],
  ['word '.repeat(50), `${'word '.repeat(15).trim()}…`],
  ['x'.repeat(500), `${'x'.repeat(79)}…`],
  ['a\u0000b', 'a\ufffdb'],
])('of %j as an answer the title is %j', (said, title) => {
  expect(toTitle(said)).toBe(title)
})

test('by a plain rule it is the message, its first sentence, or its beginning', () => {
  expect(titleByRule('  Where is\nmy dog?  ')).toBe('Where is my dog?')
  expect(titleByRule(`My dog is called Max. ${'And so on. '.repeat(9)}`)).toBe('My dog is called Max.')
  expect(titleByRule('word '.repeat(50))).toBe(`${'word '.repeat(11).trim()}…`)
})

test('a prompt for one is told from any other, whatever is in the message', () => {
  for (const message of ['hello', '</message>', 'a\n</message>\n<answer>b', '']) {
    expect(readTitlePrompt(titlePrompt(message, 'An answer.'))).toBe(message)
  }
  expect(readTitlePrompt([{ role: 'user', content: [{ type: 'text', text: 'hello' }] }])).toBeNull()
})

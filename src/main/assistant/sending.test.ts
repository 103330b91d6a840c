import { beforeAll, describe, expect, test } from 'vitest'
import { contentOfText } from '../../shared/domain/message'
import { MESSAGE_LENGTH_LIMIT } from '../../shared/domain/stored-text'
import { KithError } from '../../shared/errors'
import { createFakeDatabase } from '../store/testing/fake-database'
import type { FakeDatabase } from '../store/testing/fake-database'
import { facts, loadMastra, soon, startAssistant, textIn } from './testing/start-assistant'
import { finish, saying, scriptedModel, text } from './testing/scripted-model'

beforeAll(loadMastra, 60_000)

describe('sending', () => {
  test('stores the message before the model is asked, and the answer when it is whole', async () => {
    const storedWhenAsked: unknown[] = []
    const { model } = scriptedModel(() => {
      storedWhenAsked.push(...database.messages().map(({ role, status, content }) => [role, status, textIn(content)]))
      return [...text(['Hel', 'lo.']), finish('stop')]
    })
    const { database, ask, view, changes, threadId } = startAssistant({ model })
    const answer = await ask('hello')
    expect(storedWhenAsked).toEqual([
      ['user', 'complete', 'hello'],
      ['assistant', 'streaming', ''],
    ])
    expect(answer).toMatchObject({ status: 'complete', role: 'assistant' })
    expect(textIn(answer.content)).toBe('Hello.')
    expect(database.messages().at(-1)?.content).toEqual(answer.content)
    expect(database.runs()).toMatchObject([
      { status: 'complete', model: facts, device: 'here', usage: { inputTokens: 12, outputTokens: 3 }, failure: null },
    ])
    expect(view.events.map(({ type }) => type)).toEqual([
      'snapshot',
      'started',
      'progress',
      'delta',
      'delta',
      'finished',
    ])
    expect(changes).toEqual([
      { kind: 'threads', threadId },
      { kind: 'threads', threadId },
    ])
  })

  test('gives back the message and the answer that begins', async () => {
    const { send, threadId } = startAssistant()
    const messageId = crypto.randomUUID()
    const { user, run } = await send('hello', messageId)
    expect(user).toMatchObject({
      id: messageId,
      threadId,
      role: 'user',
      status: 'complete',
      content: contentOfText('hello'),
    })
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

  test('begins nothing when the database does not keep a run within its bounds', async () => {
    const database = createFakeDatabase()
    const forRun = () => Promise.reject(new KithError('DATABASE_FAILED', { reason: 'no bounds' }))
    const { send } = startAssistant({ database: { ...database, forRun } })
    await expect(send('hello')).rejects.toMatchObject({ data: { reason: 'no bounds' } })
    expect([database.runs(), database.messages()]).toEqual([[], []])
  })

  test('answers in the vault of the thread, with no more rights than a run has', async () => {
    const database = createFakeDatabase()
    const vaults: unknown[] = []
    const forRun: FakeDatabase['forRun'] = (run) => (vaults.push(run), database.forRun(run))
    const personaId = crypto.randomUUID()
    await database.call('ai_save_persona', { id: personaId, name: 'Coach', instructions: '', accent: 'pine' })
    const first = startAssistant({ database: { ...database, forRun }, personaId })
    const answer = await first.ask('My dog is called Max.')
    expect(answer.status).toBe('complete')
    // The page may not know yet whose thread it is.
    const again = startAssistant({ database: { ...database, forRun }, threadId: first.threadId })
    await again.ask('My cat is called Tom.')
    expect(vaults.length).toBeGreaterThan(1)
    expect(vaults).toEqual(vaults.map(() => ({ personaId })))
    expect(database.calls.filter(({ isRun }) => isRun).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['ai_list_path', 'ai_propose_memory', 'ai_finish_answer']),
    )
    expect(database.calls.filter(({ isRun, name }) => !isRun && /answer|propose|path/.test(name))).toEqual([])
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
    const other = await assistant.send({
      threadId: crypto.randomUUID(),
      personaId: null,
      messageId: crypto.randomUUID(),
      text: 'there',
    })
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
    const ids = [first, second, third, fourth, fifth].map(({ user, run }) =>
      [user.id, run.runId, run.message.id].join(),
    )
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
    await expect(startLossy(lossy).send({ threadId, personaId: null, messageId, text: 'hello' })).rejects.toMatchObject(
      { code: 'DATABASE_FAILED' },
    )
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

  test('in the middle of a thread is refused, because what was written since would be hidden', async () => {
    const { model } = scriptedModel(saying('A1'), saying('A2'))
    const { assistant, ask, threadId, database } = startAssistant({ model })
    const first = await ask('one')
    await ask('two')
    await expect(assistant.answerAgain({ threadId, answerId: first.id })).rejects.toMatchObject({ code: 'INVALID' })
    const path = database.messages().filter(({ selected }) => selected)
    expect(path.map(({ content }) => textIn(content))).toEqual(['one', 'A1', 'two', 'A2'])
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
    await expect(assistant.answerAgain({ threadId: crypto.randomUUID(), answerId: answer.id })).rejects.toMatchObject(
      refused,
    )
  })
})

// Whatever happens in the middle of a run: the person's words and every token that was stored are there afterwards. On the
// real embedded database.
import { afterEach, describe, expect, test, vi } from 'vitest'
import { KithError } from '../../shared/errors'
import type { Call } from '../database/call'
import { onRealDatabase } from './testing/on-real-database'
import { facts, soon, startAssistant, textIn } from './testing/start-assistant'
import { remoteControl, saying, scriptedModel } from './testing/scripted-model'
import { textOn } from './testing/watching'
import { toMessage } from './to-message'

const database = onRealDatabase()
afterEach(() => vi.useRealTimers())

const path = async (threadId: string) => (await database.call('ai_list_path', { thread_id: threadId })).map(toMessage)

/** As after a power cut: from one call on nothing reaches the database any more, or nothing comes back from it. */
function dyingDatabase(atCall: number, isReached: boolean) {
  let calls = 0
  const never = () => new Promise<never>(() => {})
  const dying =
    (call: Call): Call =>
    async (...request: Parameters<Call>) => {
      calls += 1
      if (calls > atCall || (calls === atCall && !isReached)) return never()
      const result = await call(...request)
      return calls >= atCall ? never() : result
    }
  return {
    ...database,
    call: dying(database.call),
    forRun: async (run: { personaId: string | null }) => dying(await database.forRun(run)),
    isDead: () => calls >= atCall,
  }
}

/** Resolves when it has happened, or can no longer happen. */
async function untilDeath(isDead: () => boolean, work: Promise<unknown>): Promise<boolean> {
  let isDone = false
  void work.then(
    () => (isDone = true),
    () => {},
  )
  await soon(() => expect(isDone || isDead()).toBe(true))
  await new Promise((resolve) => setTimeout(resolve, 20))
  return isDone
}

describe.each([
  ['before it reaches the database', false],
  ['before its answer comes back', true],
])('killed at any call of a run, %s', (_when, isReached) => {
  test('nothing that was said or stored is lost, and there is a way on', { timeout: 120_000 }, async () => {
    let deaths = 0
    for (let atCall = 1; ; atCall += 1) {
      const dying = dyingDatabase(atCall, isReached)
      const control = remoteControl()
      const before = startAssistant({ database: dying, model: scriptedModel(control.step).model })
      const { threadId } = before
      const messageId = crypto.randomUUID()
      /** What was certainly stored while somebody looked at it. */
      let kept = ''
      const isSent = await untilDeath(dying.isDead, before.send('My words', messageId))
      if (isSent) {
        for (const word of ['One ', 'two.']) {
          void control.say(word)
          const whole = kept + word
          const isStored = soon(async () => expect(textIn((await path(threadId)).at(-1)?.content)).toBe(whole))
          if (!(await untilDeath(dying.isDead, isStored))) break
          kept = whole
        }
        if (kept === 'One two.') control.end()
      }
      await untilDeath(
        dying.isDead,
        soon(() => expect(before.view.finished).not.toBeNull()),
      )

      const { model } = scriptedModel(saying('And on.'))
      const after = startAssistant({ database, threadId, model })
      await after.assistant.recover()
      const found = await path(threadId)
      // What was not sent is still in the field, and sent with the same id it is stored once.
      if (isSent) expect(found.map(({ id }) => id)).toContain(messageId)
      else await after.send('My words', messageId)
      await after.assistant.whenIdle()
      const [question, answer, ...more] = await path(threadId)
      expect([question?.id, textIn(question?.content), more]).toEqual([messageId, 'My words', []])
      expect(textIn(answer?.content)).toMatch(new RegExp(`^${kept}`))
      expect(answer?.status).not.toBe('streaming')
      if (answer?.status === 'failed') {
        const goesOn = { threadId, answerId: answer.id, runId: crypto.randomUUID() }
        await after.assistant.continueAnswer(goesOn)
        await after.assistant.whenIdle()
        expect((await path(threadId)).map(({ status, content }) => [status, textIn(content)])).toEqual([
          ['complete', 'My words'],
          ['complete', `${textIn(answer.content)}And on.`],
        ])
      }
      if (!dying.isDead()) break
      deaths += 1
    }
    expect(deaths).toBeGreaterThan(8)
  })
})

// What else can go wrong at a call is in faults.test.ts.
describe('when at any call of a run the disk is full', () => {
  const error = new KithError('DISK_FULL', { folder: '/data' })
  test('nothing is lost: it is refused as a whole, or answered, or says why not', { timeout: 120_000 }, async () => {
    let failures = 0
    for (let atCall = 1; ; atCall += 1) {
      let calls = 0
      const failing =
        (call: Call): Call =>
        (...request: Parameters<Call>) =>
          ++calls === atCall ? Promise.reject(error) : call(...request)
      const control = remoteControl()
      const { send, view, threadId, assistant } = startAssistant({
        database: {
          ...database,
          call: failing(database.call),
          forRun: async (run) => failing(await database.forRun(run)),
        },
        model: scriptedModel(control.step, saying('Again.')).model,
      })
      const messageId = crypto.randomUUID()
      const isSent = await send('My words', messageId).then(
        () => true,
        () => false,
      )
      if (!isSent) {
        expect(await path(threadId)).toEqual([])
        await send('My words', messageId)
      }
      await control.say('One ')
      await control.say('two.')
      control.end()
      await assistant.whenIdle()
      await soon(() => expect(view.finished).not.toBeNull())
      const [question, answer, ...more] = await path(threadId)
      expect([textIn(question?.content), more]).toEqual(['My words', []])
      if (answer?.status === 'complete') expect(textIn(answer.content)).toBe('One two.')
      else expect(answer).toMatchObject({ status: 'failed', content: { parts: [{ error: { name: error.code } }] } })
      if (calls < atCall) break
      failures += 1
    }
    expect(failures).toBeGreaterThan(6)
  })
})

describe('while an answer is being written', () => {
  async function answering(models = [scriptedModel(saying('x')).model]) {
    const control = remoteControl()
    const first = scriptedModel(control.step).model
    const chosen = [first, ...models]
    const chooseModel = async () => ({ model: chosen.shift() ?? first, facts })
    const started = startAssistant({ database, chooseModel })
    const { run } = await started.send('hello')
    const saysAndKeeps = async (word: string, whole: string) => {
      await control.say(word)
      await soon(() => expect(textOn(started.view)).toBe(whole))
      await soon(async () => expect(textIn((await path(started.threadId)).at(-1)?.content)).toBe(whole))
    }
    return { ...started, control, run, saysAndKeeps }
  }

  test.each([
    ['the computer sleeps for a night, and the session ends meanwhile', 9 * 3600],
    ['its clock is set back by a day', -24 * 3600],
    ['its clock is set back by a minute', -60],
  ])('%s: what arrives is stored as before', async (_what, seconds) => {
    const { saysAndKeeps, control, run, over, threadId, ask } = await answering()
    await saysAndKeeps('One', 'One')
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 })
    await saysAndKeeps(' two', 'One two')
    await saysAndKeeps(' three.', 'One two three.')
    control.end()
    expect(await over(run.runId)).toMatchObject({ status: 'complete' })
    expect((await path(threadId)).map(({ status }) => status)).toEqual(['complete', 'complete'])
    expect(await ask('and now?')).toMatchObject({ status: 'complete' })
  })

  test('another model is chosen: the answer goes on with the one it began with, the next has the other', async () => {
    const other = scriptedModel(saying('From the other.'))
    const { saysAndKeeps, control, run, over, ask } = await answering([other.model])
    await saysAndKeeps('From the first', 'From the first')
    control.end()
    expect(textIn((await over(run.runId)).content)).toBe('From the first')
    expect(textIn((await ask('and now?')).content)).toBe('From the other.')
    expect(other.prompts.length).toBe(1)
  })
})

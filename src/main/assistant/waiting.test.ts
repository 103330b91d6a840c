// What is said while an answer is being written waits for it, and is never lost, whatever becomes of the answer.
import { beforeAll, describe, expect, test } from 'vitest'
import { KithError } from '../../shared/errors'
import { loadMastra, soon, startAssistant, textIn } from './testing/start-assistant'
import { remoteControl, saying, scriptedModel } from './testing/scripted-model'
import type { Step } from './testing/scripted-model'
import { textOn } from './testing/watching'

beforeAll(loadMastra, 60_000)

/** An answer is being written; the steps are for what comes then. */
async function answering(...steps: Step[]) {
  const control = remoteControl()
  const scripted = scriptedModel(control.step, ...steps)
  const started = startAssistant({ model: scripted.model })
  const { assistant, threadId, database } = started
  const { run } = await started.send('first')
  await control.say('One')
  await soon(() => expect(textOn(started.view)).toBe('One'))
  const wait = (text: string, messageId = crypto.randomUUID()) => assistant.waiting.add({ threadId, messageId, text })
  const waiting = async () => (await assistant.waiting.list(threadId)).map(({ text }) => text)
  const said = () => database.messages().map(({ content, status }) => `${status}: ${textIn(content)}`)
  return { ...started, ...scripted, control, run, wait, waiting, said }
}

describe('a message that waits', () => {
  test('is said when the answer is whole; several in their order', async () => {
    const { wait, waiting, control, said, view } = await answering(saying('Two.'), saying('Three.'))
    await wait('second')
    await wait('third')
    expect(await waiting()).toEqual(['second', 'third'])
    expect(view.events.at(-1)).toEqual({ type: 'waitingChanged' })
    control.end()
    await soon(() =>
      expect(said()).toEqual([
        'complete: first',
        'complete: One',
        'complete: second',
        'complete: Two.',
        'complete: third',
        'complete: Three.',
      ]),
    )
    expect(await waiting()).toEqual([])
  })

  test('is answered, too, before Kith is idle', async () => {
    const { wait, control, said, assistant } = await answering(saying('Two.'))
    await wait('second')
    control.end()
    await assistant.whenIdle()
    expect(said().at(-1)).toBe('complete: Two.')
  })

  test('is said at once when the answer is whole by then', async () => {
    const { wait, control, over, run, said } = await answering(saying('Two.'))
    control.end()
    await over(run.runId)
    await wait('second')
    await soon(() => expect(said().slice(2)).toEqual(['complete: second', 'complete: Two.']))
  })

  test.each<[string, (it: Awaited<ReturnType<typeof answering>>) => unknown]>([
    ['fails', ({ control }) => control.fail(new KithError('STREAM_BROKEN', { provider: 'Scripted' }))],
    ['is stopped', ({ assistant, run }) => assistant.stop(run.runId)],
  ])('stays when the answer %s, until its owner sends it', async (_how, end) => {
    const it = await answering(saying('Two.'))
    const messageId = crypto.randomUUID()
    await it.wait('second', messageId)
    await end(it)
    await it.over(it.run.runId)
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(await it.waiting()).toEqual(['second'])
    expect(it.prompts.length).toBe(1)
    await it.assistant.waiting.sendNow({ threadId: it.threadId, messageId })
    await soon(() => expect(it.said().slice(2)).toEqual(['complete: second', 'complete: Two.']))
    expect(await it.waiting()).toEqual([])
  })

  test('left waiting by a stop does not follow another answer; what is said meanwhile comes before it', async () => {
    const it = await answering(saying('New.'), saying('Newer.'))
    await it.wait('second')
    await it.wait('third')
    await it.assistant.stop(it.run.runId)
    await it.ask('something else')
    await it.ask('and else')
    await it.assistant.whenIdle()
    expect(await it.waiting()).toEqual(['second', 'third'])
    expect(it.said().slice(2)).toEqual([
      'complete: something else',
      'complete: New.',
      'complete: and else',
      'complete: Newer.',
    ])
  })

  test('left waiting by a stop is sent alone, in whatever order its owner likes', async () => {
    const it = await answering(saying('Three.'), saying('Two.'))
    const [second, third] = [crypto.randomUUID(), crypto.randomUUID()]
    await it.wait('second', second)
    await it.wait('third', third)
    await it.assistant.stop(it.run.runId)
    await it.assistant.waiting.sendNow({ threadId: it.threadId, messageId: third })
    await it.assistant.whenIdle()
    expect(await it.waiting()).toEqual(['second'])
    await it.assistant.waiting.sendNow({ threadId: it.threadId, messageId: second })
    await it.assistant.whenIdle()
    expect(it.said().slice(2)).toEqual(['complete: third', 'complete: Three.', 'complete: second', 'complete: Two.'])
  })

  test('is followed by those behind it when it is sent while its answer is being written', async () => {
    const it = await answering(saying('Two.'), saying('Three.'))
    const second = crypto.randomUUID()
    await it.wait('second', second)
    await it.wait('third')
    await it.assistant.waiting.sendNow({ threadId: it.threadId, messageId: second })
    await it.assistant.whenIdle()
    expect(it.said().slice(2)).toEqual(['complete: second', 'complete: Two.', 'complete: third', 'complete: Three.'])
  })

  test('is said when the question it waits for is answered again, and that answer is whole', async () => {
    const it = await answering(saying('Whole.'), saying('Two.'))
    await it.wait('second')
    await it.assistant.stop(it.run.runId)
    await it.assistant.answerAgain({ threadId: it.threadId, answerId: it.run.message.id })
    await it.assistant.whenIdle()
    expect(await it.waiting()).toEqual([])
    expect(it.said().slice(-2)).toEqual(['complete: second', 'complete: Two.'])
  })

  test('is said when the answer that had failed is whole after all', async () => {
    const it = await answering(saying(' more.'), saying('Two.'))
    await it.wait('second')
    await it.assistant.stop(it.run.runId)
    const goesOn = { threadId: it.threadId, answerId: it.run.message.id, runId: crypto.randomUUID() }
    await it.assistant.continueAnswer(goesOn)
    await soon(() =>
      expect(it.said()).toEqual(['complete: first', 'complete: One more.', 'complete: second', 'complete: Two.']),
    )
  })

  test('sent now stops the answer, keeps what arrived, and is said', async () => {
    const { wait, assistant, threadId, said, waiting } = await answering(saying('Two.'))
    const messageId = crypto.randomUUID()
    await wait('second', messageId)
    await assistant.waiting.sendNow({ threadId, messageId })
    await soon(() => expect(said()).toEqual(['complete: first', 'stopped: One', 'complete: second', 'complete: Two.']))
    expect(await waiting()).toEqual([])
  })

  test('taken back is not said, and only once', async () => {
    const { wait, assistant, threadId, control, over, run, said, waiting } = await answering()
    const messageId = crypto.randomUUID()
    await wait('second', messageId)
    await assistant.waiting.takeBack({ threadId, messageId })
    control.end()
    await over(run.runId)
    expect(await waiting()).toEqual([])
    expect(said()).toEqual(['complete: first', 'complete: One'])
    const again = assistant.waiting.takeBack({ threadId, messageId })
    await expect(again).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('is taken back or said, never both', async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      const it = await answering(saying('Two.'))
      const messageId = crypto.randomUUID()
      await it.wait('second', messageId)
      it.control.end()
      for (let tick = 0; tick < turn; tick += 1) await new Promise((resolve) => setImmediate(resolve))
      const isTaken = await it.assistant.waiting.takeBack({ threadId: it.threadId, messageId }).then(
        () => true,
        () => false,
      )
      await it.over(it.run.runId)
      await it.assistant.whenIdle()
      expect([isTaken, it.said().includes('complete: second')]).toEqual([isTaken, !isTaken])
    }
  })

  test('waits once, however often it is asked for', async () => {
    const { wait, waiting, control, said } = await answering(saying('Two.'))
    const messageId = crypto.randomUUID()
    await Promise.all([wait('second', messageId), wait('second', messageId)])
    expect(await waiting()).toEqual(['second'])
    control.end()
    await soon(() => expect(said().length).toBe(4))
    await wait('second', messageId)
    expect(await waiting()).toEqual([])
    expect(said().length).toBe(4)
  })

  test('is there after a crash, and waits for its owner', async () => {
    const { wait, database, threadId, control } = await answering()
    await wait('second')
    await soon(() => expect(textIn(database.messages().at(-1)?.content)).toBe('One'))
    const next = startAssistant({ database, threadId, model: scriptedModel(saying('Two.')).model })
    await next.assistant.recover()
    const [waits] = await next.assistant.waiting.list(threadId)
    expect(waits).toMatchObject({ text: 'second' })
    await next.assistant.waiting.sendNow({ threadId, messageId: waits?.id ?? '' })
    await soon(() => expect(textIn(database.messages().at(-1)?.content)).toBe('Two.'))
    control.end()
  })

  test('stays when the database does not answer at the moment it would be said', async () => {
    const { wait, waiting, control, over, run, database, assistant, threadId } = await answering(saying('Two.'))
    const messageId = crypto.randomUUID()
    await wait('second', messageId)
    // Asked for once more by itself.
    database.fail('ai_say_waiting', undefined, 2)
    control.end()
    await over(run.runId)
    await soon(() => expect(database.calls.filter(({ name }) => name === 'ai_say_waiting').length).toBe(2))
    expect(await waiting()).toEqual(['second'])
    await assistant.waiting.sendNow({ threadId, messageId })
    await soon(() => expect(textIn(database.messages().at(-1)?.content)).toBe('Two.'))
  })
})

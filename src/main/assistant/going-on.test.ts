// An answer that ended early goes on where it ended, in the same message.
import { beforeAll, describe, expect, test } from 'vitest'
import { KithError } from '../../shared/errors'
import { GO_ON } from './go-on'
import { createPracticeModel } from './practice-model'
import { loadMastra, soon, startAssistant, textIn } from './testing/start-assistant'
import { finish, remoteControl, saying, scriptedModel, text } from './testing/scripted-model'
import type { Step } from './testing/scripted-model'
import { textOn } from './testing/watching'

beforeAll(loadMastra, 60_000)

/** Asks, and stops the answer after `half`. The steps are for what comes then. */
async function stopAfter(half: string, ...steps: Step[]) {
  const control = remoteControl()
  const scripted = scriptedModel(control.step, ...steps)
  const started = startAssistant({ model: scripted.model })
  const { run } = await started.send('Tell me a story')
  await control.say(half)
  await soon(() => expect(textOn(started.view)).toBe(half))
  await started.assistant.stop(run.runId)
  const { threadId, assistant, over } = started
  const goOn = (runId: string = crypto.randomUUID()) =>
    assistant.continueAnswer({ threadId, answerId: run.message.id, runId })
  return { ...started, ...scripted, answerId: run.message.id, goOn, wentOn: async () => over((await goOn()).runId) }
}

describe('going on with an answer', () => {
  test('adds to its text, in the same message and under a run of its own', async () => {
    const { wentOn, answerId, database, view } = await stopAfter('Once upon a ti', saying('me.', ' The end.'))
    const answer = await wentOn()
    expect(answer).toMatchObject({ id: answerId, status: 'complete' })
    expect(answer.content.parts).toEqual([{ type: 'text', text: 'Once upon a time. The end.' }])
    expect(view.parts).toEqual(answer.content.parts)
    expect(database.messages().map(({ content, status }) => [status, textIn(content)])).toEqual([
      ['complete', 'Tell me a story'],
      ['complete', 'Once upon a time. The end.'],
    ])
    expect(database.runs().map(({ message_id, status }) => [message_id, status])).toEqual([
      [answerId, 'stopped'],
      [answerId, 'complete'],
    ])
  })

  test('shows the model what there is, and asks it to go on without the person having said so', async () => {
    const { wentOn, prompts, database } = await stopAfter('Once', saying(' upon.'))
    await wentOn()
    const said = prompts[1]?.prompt.filter(({ role }) => role !== 'system').map(({ role, content }) => [role, content])
    expect(said).toMatchObject([
      ['user', [{ text: 'Tell me a story' }]],
      ['assistant', [{ text: 'Once' }]],
      ['user', [{ text: GO_ON }]],
    ])
    expect(JSON.stringify(database.messages())).not.toContain('cut off')
  })

  test('shows what there is to whoever joins, before anything new has come', async () => {
    const control = remoteControl()
    const { goOn, assistant, threadId } = await stopAfter('Once', control.step)
    const run = await goOn()
    expect(textIn(run.message.content)).toBe('Once')
    const { value } = await assistant.watch(threadId, undefined).next()
    expect(value).toMatchObject({ type: 'snapshot', run: { runId: run.runId } })
    expect(textIn(value.type === 'snapshot' && value.run?.message.content)).toBe('Once')
    control.end()
  })

  test('that fails again keeps the text of before, and says why only once', async () => {
    const { wentOn } = await stopAfter('Once', () => {
      throw new KithError('PROVIDER_UNREACHABLE', { provider: 'Scripted', reason: 'no network' })
    })
    const kept = { type: 'text', text: 'Once' }
    const reason = { type: 'error', error: { name: 'PROVIDER_UNREACHABLE' } }
    expect((await wentOn()).content.parts).toMatchObject([kept, reason])
    const again = await wentOn()
    expect(again.content.parts).toMatchObject([kept, reason])
    expect(again.content.parts.length).toBe(2)
  })

  test('works after a crash: the half is there, and goes on', async () => {
    const control = remoteControl()
    const first = startAssistant({ model: scriptedModel(control.step).model })
    const { run } = await first.send('Tell me a story')
    await control.say('Once')
    await soon(() => expect(textIn(first.database.messages().at(-1)?.content)).toBe('Once'))
    const { database, threadId } = first
    const next = startAssistant({ database, threadId, model: scriptedModel(saying(' upon a time.')).model })
    await next.assistant.recover()
    const goesOn = { threadId, answerId: run.message.id, runId: crypto.randomUUID() }
    const { runId } = await next.assistant.continueAnswer(goesOn)
    expect((await next.over(runId)).content.parts).toEqual([{ type: 'text', text: 'Once upon a time.' }])
  })

  test('asked for twice with one id is one run', async () => {
    const { goOn, over, prompts, database } = await stopAfter('Once', saying(' upon.'))
    const runId = crypto.randomUUID()
    const both = await Promise.all([goOn(runId), goOn(runId)])
    expect(both.map((run) => run.runId)).toEqual([runId, runId])
    await over(runId)
    expect((await goOn(runId)).message).toMatchObject({ status: 'complete' })
    expect(prompts.length).toBe(2)
    expect(database.runs().length).toBe(2)
  })

  test('thinks before it goes on, and goes on in the same text', async () => {
    const thinking: Step = () => [
      { type: 'reasoning-start', id: 'r' },
      { type: 'reasoning-delta', id: 'r', delta: 'Where was I?' },
      { type: 'reasoning-end', id: 'r' },
      ...text([' Later.']),
      finish('stop'),
    ]
    const { wentOn, view } = await stopAfter('Once.', thinking)
    const { content } = await wentOn()
    expect(content.parts).toMatchObject([{ type: 'text', text: 'Once. Later.' }, { type: 'reasoning' }])
    expect(view.parts).toEqual(content.parts)
  })

  test('leaves a tool call behind that was cut off', async () => {
    const calling: Step = () => [
      ...text(['Let me see.']),
      { type: 'tool-call', toolCallId: 'c', toolName: 'propose_working_memory', input: '{"line":"Likes tea."}' },
      finish('tool-calls'),
    ]
    const { model } = scriptedModel(calling, saying(' Tea it is.'))
    const { assistant, database, threadId, send, view, over } = startAssistant({ model })
    const release = database.hold('ai_propose_memory')
    const { run } = await send('hello')
    await soon(() => expect(view.parts.map(({ type }) => type)).toContain('tool-invocation'))
    await assistant.stop(run.runId)
    release()
    const goesOn = { threadId, answerId: run.message.id, runId: crypto.randomUUID() }
    const answer = await over((await assistant.continueAnswer(goesOn)).runId)
    expect(answer.content.parts).toEqual([{ type: 'text', text: 'Let me see. Tea it is.' }])
    expect(view.parts).toEqual(answer.content.parts)
  })

  test('that needs nothing more is whole', async () => {
    const { wentOn } = await stopAfter('Once.', () => [finish('stop')])
    expect(await wentOn()).toMatchObject({ status: 'complete', content: { parts: [{ text: 'Once.' }] } })
  })

  test('is refused for what is whole, and for what is not the last', async () => {
    const { goOn, wentOn, ask } = await stopAfter('Once', saying(' upon.'))
    await wentOn()
    await expect(goOn()).rejects.toMatchObject({ code: 'INVALID' })
    const other = await stopAfter('Half', saying('Next.'))
    await other.ask('something else')
    await expect(other.goOn()).rejects.toMatchObject({ code: 'INVALID' })
    expect(await ask('and now?')).toMatchObject({ status: 'complete' })
  })

  test('the practice model says the rest of what it was saying', async () => {
    let heard = 0
    const wait = () => (++heard > 3 ? new Promise(() => {}) : Promise.resolve())
    const begun = startAssistant({ model: createPracticeModel({ wait }) })
    const { run } = await begun.send('My dog is called Max.')
    await soon(() => expect(textOn(begun.view).split(' ').length).toBeGreaterThan(2))
    await begun.assistant.stop(run.runId)
    const { database, threadId } = begun
    const next = startAssistant({ database, threadId })
    const goesOn = { threadId, answerId: run.message.id, runId: crypto.randomUUID() }
    const answer = await next.over((await next.assistant.continueAnswer(goesOn)).runId)
    const whole = await startAssistant().ask('My dog is called Max.')
    expect(textIn(answer.content)).toBe(textIn(whole.content))
  })
})

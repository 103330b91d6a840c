// One's own words can be written anew, and every version stays one click away.
import { beforeAll, expect, test } from 'vitest'
import { loadMastra, soon, startAssistant, textIn } from './testing/start-assistant'
import { remoteControl, saying, scriptedModel } from './testing/scripted-model'
import type { Started } from './testing/start-assistant'
import type { FakeDatabase } from '../store/testing/fake-database'

beforeAll(loadMastra, 60_000)

const shown = ({ database }: Started<FakeDatabase>) =>
  database
    .messages()
    .filter(({ selected }) => selected)
    .map(({ content }) => textIn(content))

test('a message in the middle is written anew: it is answered, and what followed stays stored', async () => {
  const { model, prompts } = scriptedModel(saying('One.'), saying('Two.'), saying('Other.'))
  const started = startAssistant({ model })
  const first = await started.send('first')
  await started.over(first.run.runId)
  await started.ask('second')
  const { user, run } = await started.assistant.send({
    threadId: started.threadId,
    personaId: null,
    messageId: crypto.randomUUID(),
    text: 'first, said better',
    replaces: first.user.id,
  })
  expect(user.siblingIds).toEqual([first.user.id, user.id])
  await started.over(run.runId)
  expect(shown(started)).toEqual(['first, said better', 'Other.'])
  expect(started.database.messages().length).toBe(6)
  expect(JSON.stringify(prompts[2]?.prompt)).not.toContain('second')

  await started.assistant.select({ threadId: started.threadId, messageId: first.user.id })
  expect(shown(started)).toEqual(['first', 'One.', 'second', 'Two.'])
  expect(started.view.events.at(-1)).toEqual({ type: 'pathChanged' })
  expect(started.changes.at(-1)).toEqual({ kind: 'threads', threadId: started.threadId })
})

test('sent twice with one id, it is one version and one answer', async () => {
  const { model, prompts } = scriptedModel(saying('One.'), saying('Other.'))
  const started = startAssistant({ model })
  const first = await started.send('first')
  await started.over(first.run.runId)
  const anew = { threadId: started.threadId, personaId: null, messageId: crypto.randomUUID(), text: 'anew' }
  const both = await Promise.all([
    started.assistant.send({ ...anew, replaces: first.user.id }),
    started.assistant.send({ ...anew, replaces: first.user.id }),
  ])
  await started.over(both[0].run.runId)
  await started.assistant.send({ ...anew, replaces: first.user.id })
  expect(started.database.messages().filter(({ role }) => role === 'user').length).toBe(2)
  expect(prompts.length).toBe(2)
})

test('while an answer is being written nothing else is shown in its place, and it is said why', async () => {
  const control = remoteControl()
  const { model } = scriptedModel(saying('One.'), control.step)
  const started = startAssistant({ model })
  const first = await started.ask('first')
  const run = await started.assistant.answerAgain({ threadId: started.threadId, answerId: first.id })
  await expect(started.assistant.select({ threadId: started.threadId, messageId: first.id })).rejects.toMatchObject({
    code: 'RUN_IN_PROGRESS',
    data: { runId: run.runId },
  })
  await control.say('Another.')
  control.end()
  await started.over(run.runId)
  await soon(() => expect(shown(started)).toEqual(['first', 'Another.']))
  await started.assistant.select({ threadId: started.threadId, messageId: first.id })
  expect(shown(started)).toEqual(['first', 'One.'])
})

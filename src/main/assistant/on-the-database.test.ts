// Everything at once and nothing pretended: the real Mastra, the practice model, and the real embedded database.
import { expect, test } from 'vitest'
import { message } from '../../shared/contract/chat'
import { contentOfText, textOfContent } from '../../shared/domain/message'
import type { Json } from '../database/database.types'
import { createAnswerWriter } from './answer-writer'
import { saveStarterPersonas } from './starter-personas'
import { onRealDatabase } from './testing/on-real-database'
import { soon, startAssistant, textIn } from './testing/start-assistant'
import { remoteControl, saying, scriptedModel } from './testing/scripted-model'
import { textOn } from './testing/watching'
import { toMessage } from './to-message'

const database = onRealDatabase()

const stored = async (threadId: string) => (await database.call('ai_list_path', { thread_id: threadId })).map(toMessage)

test('a message is sent, answered and stored; a memory is proposed, accepted, and known in the next thread', async () => {
  await saveStarterPersonas(database.call)
  const [coach] = await database.call('ai_list_personas', {})
  if (!coach) throw new Error('there is no Coach')
  const first = startAssistant({ database, personaId: coach.id })
  const answer = await first.ask('My dog is called Max.\u0000 \ud83d\ude00')
  expect(message.parse(answer)).toEqual(answer)
  expect(textOfContent(answer.content)).toContain('I have proposed this for your notes')
  expect(await stored(first.threadId)).toEqual([
    expect.objectContaining({
      role: 'user',
      status: 'complete',
      content: { format: 2, parts: [{ type: 'text', text: 'My dog is called Max.\ufffd \ud83d\ude00' }] },
    }),
    answer,
  ])

  const [proposal] = await database.call('ai_list_proposals', { persona_id: coach.id })
  expect(proposal).toMatchObject({ source_thread_id: first.threadId, persona_id: coach.id })
  await database.call('ai_accept_proposal', { memory_id: proposal?.memory_id ?? '', content: 'My dog is called Max.' })
  const second = startAssistant({ database, personaId: coach.id })
  expect(textOfContent((await second.ask('What is my dog called?')).content)).toBe(
    'Your notes say:\n\n> My dog is called Max.\n\nYou said in another conversation:\n\n> My dog is called Max.\ufffd \ud83d\ude00',
  )
  const withoutPersona = startAssistant({ database })
  expect(textOfContent((await withoutPersona.ask('What is my dog called?')).content)).toContain('I find nothing')
})

test('an answer is stopped, answered again, and sent twice', async () => {
  const control = remoteControl()
  const { model } = scriptedModel(control.step, saying('Whole.'))
  const { assistant, threadId, send, over, view } = startAssistant({ database, model })
  const messageId = crypto.randomUUID()
  const { run } = await send('hello', messageId)
  await control.say('Half')
  await soon(() => expect(textOn(view)).toBe('Half'))
  await assistant.stop(run.runId)
  expect((await stored(threadId)).at(-1)).toMatchObject({ id: run.message.id, status: 'stopped' })

  const again = await assistant.answerAgain({ threadId, answerId: run.message.id })
  const answer = await over(again.runId)
  expect(answer).toMatchObject({ status: 'complete' })
  expect((await stored(threadId)).map(({ content }) => textIn(content))).toEqual(['hello', 'Whole.'])

  // The first answer stays stored, as a sibling, and belongs to the message for good.
  expect((await send('hello', messageId)).run).toMatchObject({ runId: run.runId, message: { status: 'stopped' } })
})

test('a persona that was put away answers in its threads as it is', async () => {
  const personaId = crypto.randomUUID()
  await database.call('ai_save_persona', { id: personaId, name: 'Cook', instructions: 'You are Cook. Be brief.' })
  await database.call('ai_save_working_memory', { persona_id: personaId, content: '- Eats no nuts.' })
  const { model, prompts } = scriptedModel(saying('Soup.'))
  const { ask } = startAssistant({ database, personaId, model })
  await ask('hello')
  await database.call('ai_archive_persona', { id: personaId })
  expect(await ask('and today?')).toMatchObject({ status: 'complete', content: { parts: [{ text: 'Soup.' }] } })
  const system = prompts[1]?.prompt.filter(({ role }) => role === 'system').map(({ content }) => content)
  expect(system).toEqual(['You are Cook. Be brief.', expect.stringContaining('- Eats no nuts.')])
})

test.each([
  ['that is no list', { kind: 'memory' }],
  ['of nothing known', [{ kind: 'mood', used: true }]],
  ['with an id that is none', [{ kind: 'memory', used: true, item_id: 'my dog Max' }]],
  ['with a number no column holds', [{ kind: 'tools', used: true, tokens: 1e12 }]],
  ['with a number that means nothing', [{ kind: 'tools', used: true, tokens: -1 }]],
  ['with more than there is room for', [{ kind: 'tools', used: false, reason: 'my dog Max '.repeat(100) }]],
  [
    'that is half good',
    [
      { kind: 'tools', used: true },
      { kind: 'tools', used: true, step: 'my dog Max' },
    ],
  ],
] satisfies [string, Json][])('a receipt %s costs no answer', async (_what, receipt) => {
  const ids = { run_id: crypto.randomUUID(), thread_id: crypto.randomUUID(), answer_id: crypto.randomUUID() }
  const { logged, finish } = await startRun(ids)
  const { told } = finish({
    content: contentOfText('The whole answer.'),
    status: 'complete',
    usage: { output: 3 },
    receipt,
  })
  const refused = { metadata: { receiptRefused: expect.stringMatching(/\(22...\)|\(23514\)/) } }
  expect(await told).toMatchObject({ row: { status: 'complete', content: refused } })
  const [question, answer] = await stored(ids.thread_id)
  expect([question?.status, answer?.status, textIn(answer?.content)]).toEqual([
    'complete',
    'complete',
    'The whole answer.',
  ])
  expect(await database.call('ai_receipt_of_message', { message_id: ids.answer_id })).toMatchObject([
    { run_id: ids.run_id, status: 'complete', usage: { output: 3 }, failure: null, items: [] },
  ])
  expect(logged).toEqual([expect.stringMatching(/^a receipt was refused.*: .*\((22...|23514)\)$/)])
  expect(JSON.stringify([logged, answer])).not.toContain('Max')

  const next = { ...ids, run_id: crypto.randomUUID(), answer_id: crypto.randomUUID() }
  const items = [{ kind: 'tools', used: true }]
  const { finish: finishNext, logged: loggedNext } = await startRun(next)
  await finishNext({ content: contentOfText('The next.'), status: 'complete', receipt: items }).told
  expect(await database.call('ai_receipt_of_message', { message_id: next.answer_id })).toMatchObject([{ items }])
  expect(loggedNext).toEqual([])
})

/** A message, and the answer to it as a run writes it. */
async function startRun(ids: { run_id: string; thread_id: string; answer_id: string }) {
  await database.call('ai_start_run', {
    ...ids,
    message_id: crypto.randomUUID(),
    message_content: { format: 2, parts: [{ type: 'text', text: 'hello' }] },
    answer_created_at: new Date().toISOString(),
    device: 'here',
    model: {},
  })
  const logged: string[] = []
  const call = await database.forRun({ personaId: null })
  const { finish } = createAnswerWriter(call, ids.run_id, ids.answer_id, (event, why) =>
    logged.push(`${event}: ${why}`),
  )
  return { finish, logged }
}

test('after a crash the half that was shown is there, and says that it is half', async () => {
  const control = remoteControl()
  const { threadId, send, view } = startAssistant({ database, model: scriptedModel(control.step).model })
  const { run } = await send('hello')
  await control.say('Half')
  await soon(() => expect(textOn(view)).toBe('Half'))
  await soon(async () =>
    expect((await stored(threadId)).map(({ content }) => textIn(content))).toEqual(['hello', 'Half']),
  )
  const next = startAssistant({ database, threadId })
  expect(await next.assistant.recover()).toBe(1)
  expect((await stored(threadId)).at(-1)).toMatchObject({
    id: run.message.id,
    status: 'failed',
    content: { parts: [{ text: 'Half' }, { type: 'error', error: { name: 'RUN_INTERRUPTED' } }] },
  })
})

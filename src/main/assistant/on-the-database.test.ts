// Everything at once and nothing pretended: the real Mastra, the practice model, and the real embedded database.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { message } from '../../shared/contract/chat'
import { textOfContent } from '../../shared/domain/message'
import { openRealDatabase } from '../store/testing/real-database'
import type { RealDatabase } from '../store/testing/real-database'
import { saveStarterPersonas } from './starter-personas'
import { loadMastra, soon, startAssistant, textIn } from './testing/start-assistant'
import { remoteControl, saying, scriptedModel } from './testing/scripted-model'
import { textOn } from './testing/watching'
import { toMessage } from './to-message'

let database: RealDatabase
beforeAll(async () => {
  await loadMastra()
  database = await openRealDatabase()
}, 180_000)
afterAll(() => database.close())

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
    'Your notes say:\n\n> My dog is called Max.',
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

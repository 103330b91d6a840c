// What leaves for the model, and what Mastra is allowed to do. With the real Mastra.
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { WindowUse } from '../../shared/contract/chat'
import { createFakeDatabase } from '../store/testing/fake-database'
import { windowOf } from './context-window/window-of'
import { PROPOSE_TOOL } from './notes-in-prompt'
import { facts, loadMastra, startAssistant } from './testing/start-assistant'
import { finish, saying, scriptedModel } from './testing/scripted-model'
import type { Step } from './testing/scripted-model'

beforeAll(loadMastra, 60_000)

const proposing =
  (line: string): Step =>
  () => [
    { type: 'tool-call', toolCallId: 'c1', toolName: PROPOSE_TOOL, input: JSON.stringify({ line }) },
    finish('tool-calls'),
  ]

describe('the prompt', () => {
  test('is the instructions of the persona, then its notes, then the conversation', async () => {
    const database = createFakeDatabase()
    const personaId = randomUUID()
    const coach = { id: personaId, name: 'Coach', instructions: 'You are Coach.', accent: 'pine' }
    await database.call('ai_save_persona', coach)
    await database.call('ai_save_working_memory', { persona_id: personaId, content: '- Dog: Max' })
    await database.call('ai_save_working_memory', { content: '- of nobody' })
    const { model, prompts } = scriptedModel(saying('One.'), saying('Two.'))
    const { ask } = startAssistant({ model, database, personaId })
    await ask('first')
    await ask('second')
    const prompt = prompts[1]?.prompt ?? []
    expect(prompt.map(({ role }) => role)).toEqual(['system', 'system', 'user', 'assistant', 'user'])
    expect(prompt[0]?.content).toBe('You are Coach.')
    expect(prompt[1]?.content).toContain('<notes>\n- Dog: Max\n</notes>')
    expect(prompt.slice(2).map(({ content }) => (content[0] as { text: string }).text)).toEqual([
      'first',
      'One.',
      'second',
    ])
    expect(JSON.stringify(prompt)).not.toMatch(/of nobody|WORKING_MEMORY_SYSTEM_INSTRUCTION/)
  })

  test('holds as much of the end as there is room for, and says what had none', async () => {
    const database = createFakeDatabase()
    const threadId = randomUUID()
    await database.call('ai_save_thread', { thread_id: threadId })
    const content = (said: string) => ({ format: 2, parts: [{ type: 'text', text: said }] })
    for (let index = 0; index < 130; index += 1) {
      const message = {
        message_id: randomUUID(),
        thread_id: threadId,
        role: index % 2 ? 'assistant' : 'user',
        content: content(`m${index}.`),
      }
      await database.call('ai_save_messages', { messages: [message] })
    }
    const { model, prompts } = scriptedModel(saying('x'))
    const chooseModel = async () => ({ model, facts, window: windowOf(1_200, {}) })
    const answer = await startAssistant({ chooseModel, database, threadId }).ask('now')
    const said = (prompts[0]?.prompt ?? []).slice(2).map(({ content: parts }) => (parts[0] as { text: string }).text)
    expect(said.at(-1)).toBe('now')
    expect(said.length).toBeGreaterThan(20)
    expect(said.length).toBeLessThan(130)
    expect(said[0]).toMatch(/^m\d*[02468]\.$/)
    const { window } = (answer.content as { metadata?: { window?: WindowUse } }).metadata ?? {}
    expect(window).toMatchObject({
      size: 1_200,
      isEstimate: false,
      dropped: { messages: 131 - said.length, isMore: false, fromMessageId: expect.any(String) as string },
    })
  })

  test('gives back what a tool returned in an earlier answer', async () => {
    const { model, prompts } = scriptedModel(proposing('Likes tea.'), saying('Proposed.'), saying('Yes.'))
    const { ask } = startAssistant({ model })
    await ask('I like tea')
    await ask('and now?')
    const types = prompts[2]?.prompt
      .slice(2)
      .map(({ role, content }) => (typeof content === 'string' ? role : `${role} ${content[0]?.type}`))
    expect(types).toEqual(['user text', 'assistant tool-call', 'tool tool-result', 'assistant text', 'user text'])
  })

  test('carries a failed tool back as a failure, with no words of the database in it', async () => {
    const { model, prompts } = scriptedModel(proposing('Likes tea.'), saying('Sorry.'), saying('Yes.'))
    const { ask, database } = startAssistant({ model })
    database.fail('ai_propose_memory')
    const answer = await ask('I like tea')
    expect(answer.content.parts[0]).toMatchObject({
      toolInvocation: { state: 'output-error', errorText: 'DATABASE_FAILED' },
    })
    expect(JSON.stringify(prompts[1]?.prompt)).not.toContain('gone')
    await ask('and now?')
    expect(JSON.stringify(prompts[2]?.prompt)).toContain('"error-text"')
  })

  test('names neither thread nor owner to the provider', async () => {
    const { model, prompts } = scriptedModel(saying('x'))
    const { ask, database, threadId } = startAssistant({ model })
    await ask('hello')
    const sent = JSON.stringify({ ...prompts[0], abortSignal: undefined })
    expect(sent).not.toContain(database.userId)
    expect(sent).not.toContain(threadId)
  })
})

describe('proposals', () => {
  test('wait for the owner, with the message they come from, and change no notes', async () => {
    const { model, prompts } = scriptedModel(proposing('  Likes\n tea.  '), saying('Proposed.'))
    const { ask, database, changes } = startAssistant({ model })
    const answer = await ask('I like tea')
    expect(answer.content.parts).toMatchObject([
      {
        type: 'tool-invocation',
        toolInvocation: { state: 'result', toolName: PROPOSE_TOOL, result: { outcome: 'proposed' } },
      },
      { type: 'step-start' },
      { type: 'text', text: 'Proposed.' },
    ])
    const question = database.messages()[0]?.message_id
    expect(database.proposals()).toEqual([{ content: 'Likes tea.', source_message_id: question }])
    expect(changes).toContainEqual({ kind: 'memories', personaId: null })
    expect(database.calls.map(({ name }) => name)).not.toContain('ai_save_working_memory')
    expect(prompts.length).toBe(2)
  })

  test('are not made twice, nor of nothing, nor without end', async () => {
    const { model } = scriptedModel(
      proposing('likes  TEA'),
      saying('x'),
      proposing('  '),
      saying('x'),
      proposing('y'.repeat(2_001)),
      saying('x'),
    )
    const { ask, database, changes } = startAssistant({ model })
    await database.call('ai_save_working_memory', { content: '- Likes tea.' })
    const outcomes = []
    for (let turn = 0; turn < 3; turn += 1) {
      const [part] = (await ask('hello')).content.parts
      outcomes.push((part as { toolInvocation: { result: { outcome: string } } }).toolInvocation.result.outcome)
    }
    expect(outcomes).toEqual(['known', 'empty', 'too long'])
    expect(database.proposals()).toEqual([])
    expect(changes.some(({ kind }) => kind === 'memories')).toBe(false)
  })

  test('end after some rounds, if a model would go on for ever', async () => {
    const { model, prompts } = scriptedModel(proposing('Likes tea.'))
    const { ask } = startAssistant({ model })
    expect((await ask('hello')).status).toBe('complete')
    expect(prompts.length).toBe(8)
  })
})

test('Mastra writes nothing to the database, and reads no history', async () => {
  const { ask, database } = startAssistant({ model: scriptedModel(saying('x')).model })
  await ask('hello')
  const names = database.calls.map(({ name }) => name)
  names.splice(names.indexOf('ai_finish_answer') + 1)
  const ofKith = ['ai_get_thread', 'ai_start_run', 'ai_open_prompt', 'ai_recall', 'ai_save_answer', 'ai_finish_answer']
  expect(names.filter((name) => !ofKith.includes(name))).toEqual([])
  // Each is waited for before the model is asked.
  expect(names.slice(0, 3)).toEqual(ofKith.slice(0, 3))
})

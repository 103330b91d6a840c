// What a persona remembers when it answers, and the receipt of it. The real Mastra on the real embedded database, so
// that what the model was sent can be compared with what is stored.
import { describe, expect, test } from 'vitest'
import type { Database } from '../database/database.types'
import { createFakeDatabase } from '../store/testing/fake-database'
import { PROPOSE_TOOL } from './notes-in-prompt'
import { RECALL_TOOL } from './recall/tool-name'
import { onRealDatabase } from './testing/on-real-database'
import { startAssistant } from './testing/start-assistant'
import { finish, saying, scriptedModel } from './testing/scripted-model'
import type { CallOptions, Step } from './testing/scripted-model'

const database = onRealDatabase()

type Item = Database['public']['CompositeTypes']['ai_receipt_item']

async function persona(): Promise<string> {
  const id = crypto.randomUUID()
  await database.call('ai_save_persona', { id, name: 'Coach', instructions: 'You are Coach.' })
  return id
}

async function keep(personaId: string, content: string): Promise<string> {
  const id = crypto.randomUUID()
  await database.call('ai_save_memory', { memory_id: id, persona_id: personaId, content, memory_type: 'fact' })
  return id
}

async function receiptOf(messageId: string): Promise<Item[]> {
  const [receipt] = await database.call('ai_receipt_of_message', { message_id: messageId })
  return receipt?.items ?? []
}

/** The last thing the person said, as the model was sent it. */
function questionIn({ prompt }: CallOptions): string {
  const last = prompt.findLast(({ role }) => role === 'user')
  return last?.role === 'user' ? last.content.map((part) => (part.type === 'text' ? part.text : '')).join('|') : ''
}

const looking =
  (query: string): Step =>
  () => [
    { type: 'tool-call', toolCallId: 'look', toolName: RECALL_TOOL, input: JSON.stringify({ query }) },
    finish('tool-calls'),
  ]

describe('what was said and kept before', () => {
  test('stands before the question, and the receipt names exactly that', async () => {
    const personaId = await persona()
    const memoryId = await keep(personaId, 'Penicillin allergy since childhood.')
    await startAssistant({ database, personaId }).ask('The surgery on my left knee was in Heidelberg.')
    const { model, prompts } = scriptedModel(saying('In Heidelberg.'))
    const { ask } = startAssistant({ database, personaId, model })
    const answer = await ask('Where was the knee surgery, and did the penicillin allergy matter?')

    const sent = questionIn(prompts[0] as CallOptions)
    expect(sent).toMatch(/^<recalled>[\s\S]*<\/recalled>\n\nWhere was the knee surgery/)
    const items = await receiptOf(answer.id)
    const used = items.filter(({ kind, used: isUsed }) => isUsed && (kind === 'message' || kind === 'memory'))
    expect(used.map(({ said }) => said)).toContain('The surgery on my left knee was in Heidelberg.')
    expect(used.find(({ item_id }) => item_id === memoryId)).toMatchObject({ item_version: 1, rank: 1, step: 0 })
    // Byte for byte: every line that came from memory is one item of the receipt, and the other way round.
    const lines = sent.slice(0, sent.indexOf('</recalled>')).match(/^(?:Person|You|- \d{4}-\d\d-\d\d): .*$/gms) ?? []
    const quoted = used.map(({ kind, said, role, said_at }) =>
      kind === 'memory' ? `- ${said_at?.slice(0, 10)}: ${said}` : `${role === 'user' ? 'Person' : 'You'}: ${said}`,
    )
    for (const line of quoted) expect(sent).toContain(line)
    const withoutQuotations = quoted.reduce((text, line) => text.replace(line, ''), lines.join('\n'))
    expect(withoutQuotations).not.toMatch(/^(?:Person|You|- \d{4})/m)
    expect(answer.content.parts[0]).toMatchObject({ type: 'data-recall', data: { used: expect.any(Number) } })
  })

  test('is not stored as if it had been said again', async () => {
    const personaId = await persona()
    await keep(personaId, 'Plays the theremin.')
    const { model, prompts } = scriptedModel(saying('Yes.'))
    const { ask, threadId } = startAssistant({ database, personaId, model })
    await ask('Which instrument is the theremin?')
    expect(questionIn(prompts[0] as CallOptions)).toContain('Plays the theremin.')
    const path = await database.call('ai_list_path', { thread_id: threadId })
    expect(path.map(({ content }) => JSON.stringify(content))).not.toContainEqual(expect.stringContaining('Plays the'))
  })

  test('of another persona never appears', async () => {
    const [coach, friend] = [await persona(), await persona()]
    await keep(coach, 'Collects Hungarian stamps.')
    await startAssistant({ database, personaId: coach }).ask('My Hungarian stamps are in the attic.')
    const { model, prompts } = scriptedModel(saying('I do not know.'))
    const own = scriptedModel(saying('In the attic.'))
    await startAssistant({ database, personaId: coach, model: own.model }).ask('Where are my Hungarian stamps?')
    expect(JSON.stringify(own.prompts[0]?.prompt)).toContain('attic')
    const answer = await startAssistant({ database, personaId: friend, model }).ask('Where are my Hungarian stamps?')
    expect(JSON.stringify(prompts[0]?.prompt)).not.toContain('attic')
    const items = await receiptOf(answer.id)
    expect(items.filter(({ kind }) => kind === 'message' || kind === 'memory')).toEqual([])
  })

  test('is before the question in every step, and left out is told with its reason', async () => {
    const personaId = await persona()
    await keep(personaId, 'Grows quinces in the garden.')
    for (let index = 0; index < 7; index += 1) {
      const facts = `quinces number ${index} ${`detail${index} `.repeat(150)}`
      await keep(personaId, facts)
    }
    const { model, prompts } = scriptedModel(looking('garden quinces'), saying('Quinces.'))
    const answer = await startAssistant({ database, personaId, model }).ask('What do I grow, quinces?')
    expect(prompts).toHaveLength(2)
    for (const prompt of prompts) expect(questionIn(prompt)).toContain('Grows quinces in the garden.')
    const items = await receiptOf(answer.id)
    const leftOut = items.filter(({ used }) => !used)
    expect(leftOut.length).toBeGreaterThan(0)
    for (const { reason } of leftOut) expect(['budget', 'duplicate', 'distant']).toContain(reason)
  })
})

describe('the model looks for more', () => {
  test('and what it finds is in the receipt of the step that was given it', async () => {
    const personaId = await persona()
    await keep(personaId, 'The boat is called Albatross.')
    const { model, prompts } = scriptedModel(looking('boat Albatross'), saying('Albatross.'))
    const answer = await startAssistant({ database, personaId, model }).ask('Hm, remind me?')
    expect(questionIn(prompts[0] as CallOptions)).toBe('Hm, remind me?')
    expect(JSON.stringify(prompts[1]?.prompt)).toContain('The boat is called Albatross.')
    const used = (await receiptOf(answer.id)).filter(({ kind }) => kind === 'memory')
    expect(used).toMatchObject([{ used: true, step: 1, said: 'The boat is called Albatross.' }])

    // A later answer is not given it again as part of the conversation.
    const later = scriptedModel(saying('x'))
    await startAssistant({ database, personaId, threadId: answer.threadId, model: later.model }).ask('And the weather?')
    expect(JSON.stringify(later.prompts[0]?.prompt)).not.toContain('The boat is called')
  })

  test('and is told when there is nothing', async () => {
    const { model, prompts } = scriptedModel(looking('zeppelin'), saying('Nothing.'))
    await startAssistant({ database, personaId: await persona(), model }).ask('Hm?')
    expect(JSON.stringify(prompts[1]?.prompt)).toContain('Nothing else was found.')
  })
})

describe('a thread that remembers nothing', () => {
  test('is given no notes, recalls nothing, and can propose nothing', async () => {
    const personaId = await persona()
    await keep(personaId, 'Has a secret zeppelin.')
    await database.call('ai_save_working_memory', { persona_id: personaId, content: '- Likes zeppelins' })
    const threadId = crypto.randomUUID()
    await database.call('ai_save_thread', { thread_id: threadId, persona_id: personaId })
    await database.call('ai_update_thread', { thread_id: threadId, metadata: { 'kith.memory': 'off' } })
    const { model, prompts } = scriptedModel(saying('No.'))
    const answer = await startAssistant({ database, personaId, threadId, model }).ask('Where is my zeppelin?')
    const sent = JSON.stringify(prompts[0]?.prompt)
    expect(sent).not.toMatch(/secret|Likes zeppelins|<recalled>/)
    expect(prompts[0]?.tools ?? []).toEqual([])
    const kinds = new Set((await receiptOf(answer.id)).map(({ kind }) => kind))
    expect(kinds).toEqual(new Set(['history', 'instructions', 'tools']))
    await expect(
      database.call('ai_propose_memory', {
        memory_id: crypto.randomUUID(),
        persona_id: personaId,
        content: 'x',
        source_thread_id: threadId,
      }),
    ).rejects.toMatchObject({ code: 'INVALID', data: { reason: 'This thread remembers nothing.' } })
  })

  test('is recalled nowhere else', async () => {
    const personaId = await persona()
    const first = startAssistant({ database, personaId, model: scriptedModel(saying('Noted.')).model })
    await first.ask('My hidden treehouse is in the oak.')
    const { model, prompts } = scriptedModel(saying('a'), saying('b'))
    await startAssistant({ database, personaId, model }).ask('Where is the treehouse?')
    await database.call('ai_update_thread', { thread_id: first.threadId, metadata: { 'kith.memory': 'off' } })
    await startAssistant({ database, personaId, model }).ask('Where is the treehouse now?')
    expect(questionIn(prompts[0] as CallOptions)).toContain('hidden treehouse')
    expect(questionIn(prompts[1] as CallOptions)).not.toContain('hidden treehouse')
  })
})

describe('the receipt', () => {
  test('counts what else was in the prompt, as the provider counted it', async () => {
    const personaId = await persona()
    await database.call('ai_save_working_memory', { persona_id: personaId, content: '- Likes tea' })
    const answer = await startAssistant({ database, personaId, model: scriptedModel(saying('x')).model }).ask('hello')
    const items = await receiptOf(answer.id)
    const notes = items.find(({ kind }) => kind === 'working_memory')
    expect(notes).toMatchObject({ used: true, item_version: 1 })
    expect(items.find(({ kind }) => kind === 'history')?.parts).toEqual({ messages: 1 })
    expect(items.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['instructions', 'history', 'tools', 'working_memory']),
    )
    // The scripted model counts 12 tokens for everything it is sent.
    const all = items.reduce((sum, { tokens }) => sum + (tokens ?? 0), 0)
    expect(all).toBeGreaterThanOrEqual(10)
    expect(all).toBeLessThanOrEqual(14)
  })

  test('calls used what was sent, and not what says the same or begins the same', async () => {
    const personaId = await persona()
    await startAssistant({ database, personaId }).ask('Gherkins grow well')
    await startAssistant({ database, personaId }).ask('Gherkins grow well')
    const { model, prompts } = scriptedModel(saying('x'))
    const answer = await startAssistant({ database, personaId, model }).ask('How do gherkins grow?')
    const found = (await receiptOf(answer.id)).filter(({ said }) => said === 'Gherkins grow well')
    expect(found.map(({ used }) => used).toSorted((one, other) => Number(other) - Number(one))).toEqual([true, false])
    expect(found.find(({ used }) => !used)?.reason).toBe('duplicate')
    expect(questionIn(prompts[0] as CallOptions).match(/Person: Gherkins grow well/g)).toHaveLength(1)
  })

  test('is written for an answer that was stopped or failed, too', async () => {
    const personaId = await persona()
    const memoryId = await keep(personaId, 'Sails a dinghy.')
    const failing: Step = () => {
      throw new Error('gone')
    }
    const { ask } = startAssistant({ database, personaId, model: scriptedModel(failing).model })
    const answer = await ask('Which dinghy do I sail?')
    expect(answer.status).toBe('failed')
    expect((await receiptOf(answer.id)).find(({ item_id }) => item_id === memoryId)).toMatchObject({ used: true })
  })
})

test('an answer that says nothing has failed, also when something was recalled for it', async () => {
  const personaId = await persona()
  await keep(personaId, 'Keeps a heron.')
  const { ask } = startAssistant({ database, personaId, model: scriptedModel(() => [finish('stop')]).model })
  const answer = await ask('Which heron do I keep?')
  expect(answer).toMatchObject({ status: 'failed' })
  expect(answer.content.parts.map(({ type }) => type)).toEqual(['data-recall', 'error'])
})

test('a search that fails costs no answer, and is told', async () => {
  const fake = createFakeDatabase()
  fake.fail('ai_recall')
  const { model, prompts } = scriptedModel(saying('Still here.'))
  const answer = await startAssistant({ database: fake, model }).ask('Where is it?')
  expect(answer).toMatchObject({ status: 'complete' })
  expect(answer.content.parts).toMatchObject([
    { type: 'data-recall', data: { found: 0, used: 0, failed: true } },
    { type: 'text', text: 'Still here.' },
  ])
  expect(prompts[0]?.tools?.map(({ name }) => name)).toEqual([PROPOSE_TOOL, RECALL_TOOL])
})

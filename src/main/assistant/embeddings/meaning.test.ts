// Recall with vectors: what was said in other words is found, and an answer never waits long for a model that makes none.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { failure, startModelServer } from '../../../../tests/support/model-server'
import type { ModelServer } from '../../../../tests/support/model-server'
import { RECALL_TOOL } from '../recall/tool-name'
import { finish, saying, scriptedModel } from '../testing/scripted-model'
import type { CallOptions } from '../testing/scripted-model'
import { onRealDatabase } from '../testing/on-real-database'
import { startAssistant } from '../testing/start-assistant'
import type { Embeddings } from './create-embeddings'
import { startEmbeddings, textsSent } from './testing/start-embeddings'
import type { Given } from './testing/start-embeddings'

const database = onRealDatabase()
let server: ModelServer
let personaId: string
let running: Embeddings[] = []

beforeEach(async () => {
  await database.erase()
  server = await startModelServer()
  personaId = crypto.randomUUID()
  await database.call('ai_save_persona', { id: personaId, name: 'Coach', instructions: 'You are Coach.' })
  const thread_id = crypto.randomUUID()
  await database.call('ai_save_thread', { thread_id, persona_id: personaId })
  const messages = ['My dog is called Max.', 'The roof was leaking in March.', 'Lentils again for dinner.'].map(
    (content) => ({
      message_id: crypto.randomUUID(),
      thread_id,
      role: 'user',
      content,
    }),
  )
  await database.call('ai_save_messages', { messages })
})
afterEach(async () => {
  const closing = running.map((one) => one.close())
  running = []
  await Promise.all(closing)
  await server.close()
})

async function start(given: Partial<Given> = {}) {
  const started = startEmbeddings({ call: database.call, server, ...given })
  running.push(started.embeddings)
  await started.untilEmbedded(3)
  return started
}

function assistantWith({ embeddings }: Awaited<ReturnType<typeof start>>, model = scriptedModel(saying('I see.'))) {
  const asking = startAssistant({ database, personaId, model: model.model, embedQuestion: embeddings.question })
  return { ...asking, prompts: model.prompts }
}

const sent = (prompt: CallOptions | undefined) => JSON.stringify(prompt?.prompt)

async function foundBy(messageId: string) {
  const [receipt] = await database.call('ai_receipt_of_message', { message_id: messageId })
  const items = (receipt?.items ?? []).filter(({ kind, used }) => kind === 'message' && used)
  return items.map(({ said, parts }) => ({ said, parts: parts as { vector?: number; terms?: string[] } | null }))
}

test('what was said in other words is found by its meaning, and the receipt has that part of its score', async () => {
  const byWords = await database.call('ai_recall', { query: 'And the puppy?', persona_id: personaId })
  expect(byWords).toEqual([])

  const { ask, prompts } = assistantWith(await start())
  const answer = await ask('And the puppy?')
  expect(sent(prompts[0])).toContain('My dog is called Max.')
  const found = await foundBy(answer.id)
  const max = found.find(({ said }) => said === 'My dog is called Max.')
  expect(max?.parts?.vector).toBeGreaterThan(0)
  expect(answer.content.parts[0]).toMatchObject({ type: 'data-recall' })
  expect(answer.content.parts[0]).not.toHaveProperty('data.byWords')
})

test('the model that looks once more finds by meaning, too', async () => {
  const model = scriptedModel(
    () => [
      { type: 'tool-call', toolCallId: 'look', toolName: RECALL_TOOL, input: JSON.stringify({ query: 'hound' }) },
      finish('tool-calls'),
    ],
    saying('Max.'),
  )
  const { ask, prompts } = assistantWith(await start(), model)
  await ask('Xylophone?')
  expect(textsSent(server)).toContain('hound')
  expect(sent(prompts[1])).toContain('My dog is called Max.')
})

describe('a model that does not answer', () => {
  test('in time costs no answer: it is given by words alone, and says so', async () => {
    const started = await start({ pace: { patience: 30 } })
    server.setEmbeddings(() => ({ instead: 'silence' }))
    const { ask, prompts } = assistantWith(started)
    const answer = await ask('What is my dog called?')
    expect(answer).toMatchObject({ status: 'complete' })
    expect(sent(prompts[0])).toContain('My dog is called Max.')
    expect(answer.content.parts[0]).toMatchObject({ type: 'data-recall', data: { byWords: true } })
  })

  test('at all costs none either, and is left alone for a while', async () => {
    const started = await start({ pace: { rest: 60_000 } })
    server.setEmbeddings(() => failure(500))
    const { ask } = assistantWith(started)
    const before = server.requests.length
    expect((await ask('What is my dog called?')).content.parts[0]).toMatchObject({ data: { byWords: true } })
    expect(server.requests).toHaveLength(before + 1)
    expect((await ask('And the roof?')).content.parts[0]).toMatchObject({ data: { byWords: true } })
    expect(server.requests).toHaveLength(before + 1)
  })

  test('is not asked for the vector of what nobody waits for any more', async () => {
    const { embeddings } = await start()
    const before = server.requests.length
    const why = new Error('stopped')
    await expect(embeddings.question('And the puppy?', AbortSignal.abort(why))).rejects.toBe(why)
    expect(server.requests).toHaveLength(before)
  })
})

test('the same question is sent once', async () => {
  const { embeddings } = await start()
  const before = server.requests.length
  const ask = () => embeddings.question('And the puppy?', AbortSignal.timeout(5_000))
  const [first, second] = await Promise.all([ask(), ask()])
  expect(await ask()).toEqual(first)
  expect(second).toEqual(first)
  expect(server.requests).toHaveLength(before + 1)
})

test('of a thread that remembers nothing no question is sent', async () => {
  const started = await start()
  const before = server.requests.length
  const { assistant, threadId, over } = assistantWith(started)
  const ids = { threadId, personaId, messageId: crypto.randomUUID() }
  const { run } = await assistant.send({ ...ids, text: 'And the puppy?', remembers: false })
  await over(run.runId)
  expect(server.requests).toHaveLength(before)
})

test('models that were trained to be told what is a question are told', async () => {
  const { embeddings } = await start({ kind: 'ollama', model: 'nomic-embed-text:latest' })
  await embeddings.question('And the puppy?', AbortSignal.timeout(5_000))
  expect(server.requests.at(-1)).toMatchObject({ path: '/api/embed' })
  expect(textsSent(server)).toContain('search_document: My dog is called Max.')
  expect(textsSent(server).at(-1)).toBe('search_query: And the puppy?')
})

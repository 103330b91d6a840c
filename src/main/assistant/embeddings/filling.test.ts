// Vectors for what is there: of what they are made, of what not, and how it ends and goes on.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createGate, startModelServer } from '../../../../tests/support/model-server'
import type { ModelServer } from '../../../../tests/support/model-server'
import { onRealDatabase } from '../testing/on-real-database'
import { soon } from '../testing/start-assistant'
import type { Embeddings } from './create-embeddings'
import { startEmbeddings, textsSent } from './testing/start-embeddings'
import type { Given } from './testing/start-embeddings'

const database = onRealDatabase()
let server: ModelServer
let threadId: string
let running: Embeddings[] = []

beforeEach(async () => {
  await database.erase()
  server = await startModelServer()
  threadId = crypto.randomUUID()
  await database.call('ai_save_thread', { thread_id: threadId })
})
afterEach(async () => {
  const closing = running.map((one) => one.close())
  running = []
  await Promise.all(closing)
  await server.close()
})

async function say(...texts: string[]): Promise<string[]> {
  return sayIn(threadId, ...texts)
}

async function sayIn(thread: string, ...texts: string[]): Promise<string[]> {
  const messages = texts.map((content) => ({
    message_id: crypto.randomUUID(),
    thread_id: thread,
    role: 'user',
    content,
  }))
  await database.call('ai_save_messages', { messages })
  return messages.map(({ message_id: id }) => id)
}

function start(given: Partial<Given> = {}) {
  const started = startEmbeddings({ call: database.call, server, ...given })
  running.push(started.embeddings)
  return started
}

async function missing(model: string): Promise<number> {
  const rows = await database.call('ai_embedding_coverage', { model })
  return rows.reduce((sum, row) => sum + (row.missing ?? 0), 0)
}

const many = (count: number) => Array.from({ length: count }, (_, n) => `Message number ${n}`)
const nameAt = (model = 'embed-small') => `${new URL(server.url).host}/${model}`

test('without a model nothing is sent, and asking what one would mean sends nothing either', async () => {
  await say(...many(3))
  const { embeddings, until } = start({ model: null })
  await until('off')
  embeddings.nudge()
  const estimate = await embeddings
    .estimate({ kind: 'provider', providerId: crypto.randomUUID(), model: 'm' })
    .catch((error: unknown) => error)
  expect(estimate).toMatchObject({ code: 'NOT_FOUND' })
  expect(await embeddings.question('Where is my dog?', AbortSignal.timeout(5_000))).toBeNull()
  expect(server.requests).toEqual([])
})

test('what is said and kept gets its vector, a page at a time, one request after the other', async () => {
  await say(...many(9))
  await database.call('ai_save_memory', { memory_id: crypto.randomUUID(), content: 'Likes tea.', memory_type: 'fact' })
  let open = 0
  let most = 0
  server.setEmbeddings(async () => {
    most = Math.max(most, (open += 1))
    await new Promise((resolve) => setTimeout(resolve, 5))
    open -= 1
    return null
  })
  const { untilEmbedded, views } = start()
  expect(await untilEmbedded(10)).toMatchObject({ progress: { total: 10, embedded: 10 }, skipped: [] })
  expect(server.requests.map(({ embedded }) => embedded?.texts.length)).toEqual([4, 4, 1, 1])
  expect(most).toBe(1)
  expect(await missing(nameAt())).toBe(0)
  const shown = views.flatMap(({ progress }) => (progress ? [progress.embedded] : []))
  expect(shown).toEqual(shown.toSorted((one, other) => one - other))
})

test('of threads that remember nothing, of what is deleted and of what is being written nothing is sent', async () => {
  await say('The lighthouse is red.')
  const [off, gone] = [crypto.randomUUID(), crypto.randomUUID()]
  await database.call('ai_save_thread', { thread_id: off, metadata: { 'kith.memory': 'off' } })
  await database.call('ai_save_thread', { thread_id: gone })
  await sayIn(off, 'My secret is a blue door.')
  const [deleted] = await sayIn(gone, 'This was a mistake.')
  await database.call('ai_delete_messages', { message_ids: [deleted ?? ''] })
  await database.call('ai_start_run', {
    run_id: crypto.randomUUID(),
    thread_id: threadId,
    message_id: crypto.randomUUID(),
    message_content: { format: 2, parts: [{ type: 'text', text: 'And the harbour?' }] },
    answer_id: crypto.randomUUID(),
    answer_created_at: new Date().toISOString(),
    device: 'here',
    model: {},
  })
  await start().untilEmbedded(2)
  expect(textsSent(server).toSorted()).toEqual(['And the harbour?', 'The lighthouse is red.'])
})

test('while an answer is being written nothing is sent; what is new follows when it is over', async () => {
  await say('First.')
  let answering = Promise.withResolvers<void>()
  let asked = 0
  const untilIdle = () => {
    asked += 1
    return answering.promise
  }
  const { embeddings, untilEmbedded } = start({ untilIdle })
  await soon(() => expect(asked).toBe(1))
  expect(server.requests).toEqual([])
  answering.resolve()
  await untilEmbedded(1)

  answering = Promise.withResolvers()
  await say('Second.')
  const before = asked
  embeddings.nudge()
  await soon(() => expect(asked).toBeGreaterThan(before))
  expect(textsSent(server)).toEqual(['First.'])
  answering.resolve()
  await untilEmbedded(2)
  expect(textsSent(server)).toEqual(['First.', 'Second.'])
})

test('it is paused in mid-request, and goes on by what is missing; so does another Kith after a crash', async () => {
  await say(...many(8))
  const gate = createGate()
  server.setEmbeddings(async () => {
    await gate.pass()
    return null
  })
  const first = start()
  await gate.held()
  gate.open()
  await soon(() => expect(first.now()?.progress?.embedded).toBe(4))
  await gate.held()
  first.change({ isPaused: true })
  expect(await first.until('paused')).toMatchObject({ progress: { total: 8, embedded: 4 } })
  await server.requests.at(-1)?.over
  first.embeddings.nudge()
  expect(await missing(nameAt())).toBe(4)

  gate.openAll()
  first.change({ isPaused: false })
  await first.untilEmbedded(8)
  expect(await missing(nameAt())).toBe(0)
  await say('One more.')
  await start().untilEmbedded(9)
  expect(textsSent(server).at(-1)).toBe('One more.')
})

test('with another model everything is made anew, and the old vectors are compared with nothing', async () => {
  await say('My dog is called Max.', 'The roof is leaking.')
  const { change, untilEmbedded, embeddings } = start()
  await untilEmbedded(2)
  const old = nameAt()
  server.setEmbeddings(() => ({ status: 503 }))
  change({ choice: { kind: 'provider', providerId: '6b1f5a8e-3c5d-4f5e-9f0a-2f3f5b7c9d11', model: 'embed-large' } })
  await soon(() => expect(server.requests.length).toBeGreaterThan(1))
  expect([await missing(old), await missing(nameAt('embed-large'))]).toEqual([0, 2])
  const vector = `[${Array.from({ length: 1_536 }, () => 0.1).join(',')}]`
  const found = await database.call('ai_recall', {
    query: 'puppy',
    embedding: vector,
    embedding_model: nameAt('embed-large'),
  })
  expect(found).toEqual([])
  server.setEmbeddings(null)
  embeddings.resume()
  await untilEmbedded(2)
  expect([await missing(old), await missing(nameAt('embed-large'))]).toEqual([2, 0])

  change({ choice: { kind: 'none' } })
  expect((await soon(() => embeddings.question('puppy', AbortSignal.timeout(5_000)))) ?? null).toBeNull()
})

test('what is forgotten while its words are out has no vector when they come back', async () => {
  const [kept, forgotten] = await say('The harbour is quiet.', 'My secret is a blue door.')
  server.setEmbeddings(async () => {
    const [preview] = await database.call('ai_forget_preview', { message_ids: [forgotten ?? ''] })
    await database.call('ai_forget', { token: preview?.token ?? '' })
    server.setEmbeddings(null)
    return null
  })
  await start().untilEmbedded(1)
  const [coverage] = await database.call('ai_embedding_coverage', { model: nameAt() })
  expect(coverage).toMatchObject({ total: 1, embedded: 1, missing: 0 })
  expect(await database.call('ai_list_path', { thread_id: threadId })).toMatchObject([{ message_id: kept }])
})

test('closing ends the request that is out, and nothing is sent or stored after it', async () => {
  await say(...many(3))
  server.setEmbeddings(() => ({ instead: 'silence' }))
  const { embeddings, watching } = start()
  await soon(() => expect(server.requests).toHaveLength(1))
  await embeddings.close()
  await watching
  expect(await server.requests[0]?.over).toBe('closed')
  embeddings.nudge()
  expect(await missing(nameAt())).toBe(3)
})

test('long texts are sent in pieces, and become one vector', async () => {
  await say('The harbour is quiet. '.repeat(400))
  await start().untilEmbedded(1)
  const sent = textsSent(server)
  expect(sent.length).toBeGreaterThan(3)
  expect(sent.join('').trim()).toBe('The harbour is quiet. '.repeat(400).trim())
})

test('an estimate counts what is missing, and knows a price where there is one', async () => {
  await say('The harbour is quiet.', 'The lighthouse is red.')
  const choice = { kind: 'provider' as const, providerId: '6b1f5a8e-3c5d-4f5e-9f0a-2f3f5b7c9d11' }
  const other = start({ pace: { settle: 60_000 } })
  expect(await other.embeddings.estimate({ ...choice, model: 'text-embedding-3-small' })).toMatchObject({
    messages: 2,
    memories: 0,
    cost: null,
    dimensions: [512, 1_024, 1_536],
  })
  const openai = start({ kind: 'openai', key: 'sk-right', pace: { settle: 60_000 } })
  const estimate = await openai.embeddings.estimate({ ...choice, model: 'text-embedding-3-small' })
  expect(estimate.tokens).toBeGreaterThan(4)
  expect(estimate.cost?.dollars).toBeCloseTo((estimate.tokens / 1_000_000) * 0.02, 8)
  expect(server.requests).toEqual([])
})

// What goes wrong between Kith and a model for meaning: what passes is waited for, what does not is said, and one text that
// is not taken does not keep the others.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { failure, hangUp, redirect, startModelServer } from '../../../../tests/support/model-server'
import type { EmbeddingsScript, ModelServer } from '../../../../tests/support/model-server'
import { embed } from '../../../../tests/support/model-server/embedding'
import type { Call } from '../../database/call'
import { KithError } from '../../../shared/errors'
import { onRealDatabase } from '../testing/on-real-database'
import { soon } from '../testing/start-assistant'
import type { Embeddings } from './create-embeddings'
import { waitAfter } from './failures'
import { providerId, startEmbeddings, textsSent } from './testing/start-embeddings'
import type { Given } from './testing/start-embeddings'

const database = onRealDatabase()
let server: ModelServer
let running: Embeddings[] = []

beforeEach(async () => {
  await database.erase()
  server = await startModelServer()
})
afterEach(async () => {
  const closing = running.map((one) => one.close())
  running = []
  await Promise.all(closing)
  await server.close()
})

async function say(...texts: string[]): Promise<void> {
  const thread_id = crypto.randomUUID()
  await database.call('ai_save_thread', { thread_id })
  const messages = texts.map((content) => ({ message_id: crypto.randomUUID(), thread_id, role: 'user', content }))
  await database.call('ai_save_messages', { messages })
}

function start(given: Partial<Given> = {}) {
  const started = startEmbeddings({ call: database.call, server, ...given })
  running.push(started.embeddings)
  return started
}

const many = (count: number) => Array.from({ length: count }, (_, n) => `Message number ${n}`)
const at = (model = 'embed-small') => `${new URL(server.url).host}/${model}`

describe('what passes', () => {
  test.each([
    ['an overloaded server', () => failure(503)],
    ['a connection that dies', () => hangUp],
    ['too many requests', () => failure(429)],
    ['words that are no vectors', () => ({ status: 200, headers: { 'content-type': 'application/json' }, body: '{}' })],
  ] satisfies [string, EmbeddingsScript][])('%s is waited for, and said', async (_what, script) => {
    await say(...many(6))
    server.setEmbeddings(script)
    const { until, untilEmbedded, now, logged } = start()
    const waiting = await until('waiting')
    expect(waiting.work).toMatchObject({ until: expect.any(String), failure: { data: { provider: 'Scripted' } } })
    await soon(() => expect(server.requests.length).toBeGreaterThan(2))
    server.setEmbeddings(null)
    await untilEmbedded(6)
    expect(now()).toMatchObject({ skipped: [] })
    expect(logged).toEqual([expect.stringMatching(/^vectors could not be made: [A-Z_]+$/)])
  })

  test('as long as the provider asks for', async () => {
    await say(...many(2))
    server.setEmbeddings(() => failure(429, { headers: { 'retry-after': '3600' } }))
    const { until, embeddings, untilEmbedded } = start()
    const { work } = await until('waiting')
    const wait = work.state === 'waiting' ? Date.parse(work.until) - Date.now() : 0
    expect(wait).toBeGreaterThan(3_500_000)
    expect(server.requests).toHaveLength(1)
    // Unless somebody says otherwise.
    server.setEmbeddings(null)
    embeddings.resume()
    await untilEmbedded(2)
  })

  test('and longer each time when it asks for nothing, but never for days', () => {
    const pace = { first: 5_000, most: 300_000 }
    const failed = new KithError('PROVIDER_FAILED', { provider: 'p' })
    expect([1, 2, 3, 7, 500].map((count) => waitAfter(failed, count, pace))).toEqual([
      5_000, 10_000, 20_000, 300_000, 300_000,
    ])
    const limited = new KithError('PROVIDER_RATE_LIMITED', { provider: 'p', retryAfterSeconds: 9e9 })
    expect(waitAfter(limited, 1, pace)).toBe(6 * 3_600_000)
  })

  test('a database that is started again', async () => {
    await say(...many(6))
    let calls = 0
    const call: Call = async (name, args, options) => {
      calls += 1
      if (calls === 4) throw new KithError('DATABASE_FAILED', { reason: 'It is not open.' })
      return database.call(name, args, options)
    }
    const { untilEmbedded, views } = start({ call })
    await untilEmbedded(6)
    expect(views.map(({ work }) => work.state)).toContain('waiting')
  })
})

describe('what does not pass', () => {
  test.each([
    ['a key that is not accepted', () => failure(401), 'PROVIDER_KEY_REJECTED'],
    ['a model nobody knows', () => failure(404), 'PROVIDER_MODEL_UNKNOWN'],
    ['a way that leads elsewhere', () => redirect('https://elsewhere.example/'), 'PROVIDER_REFUSED'],
    ['fewer vectors than texts', ({ texts }) => texts.slice(1).map((text) => embed(text, 64)), 'PROVIDER_REFUSED'],
    ['vectors the database cannot keep', ({ texts }) => texts.map((text) => embed(text, 2_000)), 'PROVIDER_REFUSED'],
    ['a request that is never good', () => failure(400), 'PROVIDER_REFUSED'],
  ] satisfies [string, EmbeddingsScript, string][])(
    '%s is said, and nothing is sent any more',
    async (_what, script, code) => {
      await say(...many(6))
      server.setEmbeddings(script)
      const { until, embeddings, untilEmbedded, logged } = start()
      expect(await until('stopped')).toMatchObject({ work: { failure: { code } } })
      const sent = server.requests.length
      embeddings.nudge()
      const asked = await embeddings.question('Where is my dog?', AbortSignal.timeout(5_000))
      expect(asked).toEqual({ missing: 'failed' })
      expect(server.requests).toHaveLength(sent)
      expect(logged.join()).not.toContain('Message number')

      server.setEmbeddings(null)
      embeddings.resume()
      await untilEmbedded(6)
    },
  )

  test('until the key is another one', async () => {
    await say(...many(2))
    await server.close()
    server = await startModelServer({ expectedKey: 'sk-right' })
    const { until, change, untilEmbedded, logged } = start({ kind: 'openai', key: 'sk-wrong' })
    await until('stopped')
    change({ key: 'sk-right' })
    await untilEmbedded(2)
    expect(server.requests.at(-1)?.headers.authorization).toBe('Bearer sk-right')
    expect(logged.join()).not.toContain('sk-')
  })

  test('vectors of another length than was asked for are refused in words', async () => {
    await say(...many(2))
    server.setEmbeddings(({ texts }) => texts.map((text) => embed(text, 1_536)))
    const { until } = start({ model: 'text-embedding-3-small', dimensions: 512 })
    const reason = 'It was asked for vectors of 512 numbers and gave 1536.'
    expect(await until('stopped')).toMatchObject({ work: { failure: { data: { reason } } } })
    expect(server.requests[0]?.embedded?.dimensions).toBe(512)
  })

  test('nor vectors that change their length', async () => {
    await say(...many(6))
    server.setEmbeddings(({ texts, index }) => texts.map((text) => embed(text, index === 0 ? 64 : 96)))
    const { until } = start()
    const reason = expect.stringContaining('64 numbers before and of 96 now') as string
    expect(await until('stopped')).toMatchObject({
      work: { failure: { data: { reason } } },
      progress: { total: 6, embedded: 4 },
    })
  })
})

describe('one text that is not taken', () => {
  const bad = 'Message number 3'
  const others =
    (vector: (text: string) => number[] | null): EmbeddingsScript =>
    ({ texts }) => {
      const vectors = texts.map((text) => (text === bad ? vector(text) : embed(text, 64)))
      return vectors.every((one) => one !== null) ? vectors : null
    }

  test.each([
    ['is refused', ({ texts }) => (texts.includes(bad) ? failure(400) : texts.map((text) => embed(text, 64)))],
    [
      'is an error of the server',
      ({ texts }) => (texts.includes(bad) ? failure(500) : texts.map((text) => embed(text, 64))),
    ],
    ['has a vector of nothing', others(() => Array.from({ length: 64 }, () => 0))],
    [
      'has a vector that is not of numbers',
      ({ texts }) => texts.map((text) => embed(text, 64).map((value) => (text === bad ? null : value))),
    ],
  ] satisfies [string, EmbeddingsScript][])('%s: the others have theirs, and it is named', async (_what, script) => {
    await say(...many(10))
    server.setEmbeddings(script)
    const { untilEmbedded, embeddings, now } = start()
    await untilEmbedded(9)
    expect(now()).toMatchObject({
      progress: { total: 10, embedded: 9 },
      skipped: [{ kind: 'message', beginning: bad }],
    })
    // Nor is it sent each time something new is said.
    const sent = textsSent(server).length
    await say('Something new.')
    embeddings.nudge()
    await untilEmbedded(10)
    expect(textsSent(server).slice(sent)).toEqual(['Something new.'])
  })

  test('by Ollama, which calls it an error of its own or too long, as well', async () => {
    await say(...many(3), 'x'.repeat(100))
    server.setEmbeddings(({ texts, api }) => {
      expect(api).toBe('ollama')
      if (texts.some((text) => text.includes('xxx'))) {
        return { status: 500, body: '{"error":"the input length exceeds the context length"}' }
      }
      return texts.includes(bad) ? { status: 500, body: '{"error":"unsupported value: NaN"}' } : null
    })
    const { untilEmbedded, now } = start({ kind: 'ollama' })
    await untilEmbedded(3)
    expect(now()?.skipped).toHaveLength(1)
  })
})

describe('a test before it is chosen', () => {
  const choice = { kind: 'provider' as const, providerId, model: 'embed-small' }
  const idle = { model: null }

  test('says how long vectors are and how long it took', async () => {
    server.setEmbeddings(({ texts }) => texts.map((text) => embed(text, 384)))
    const { embeddings } = start(idle)
    expect(await embeddings.test(choice)).toEqual({ dimensions: 384, milliseconds: expect.any(Number) })
    expect(server.requests).toHaveLength(1)
    expect(await database.call('ai_embedding_coverage', { model: at() })).toMatchObject([
      { embedded: 0 },
      { embedded: 0 },
    ])
  })

  test('or why not', async () => {
    const { embeddings } = start(idle)
    server.setEmbeddings(() => failure(401))
    await expect(embeddings.test(choice)).rejects.toMatchObject({ code: 'PROVIDER_KEY_REJECTED' })
    server.setEmbeddings(({ texts }) => texts.map((text) => embed(text, 4_096)))
    await expect(embeddings.test(choice)).rejects.toMatchObject({
      code: 'PROVIDER_REFUSED',
      data: { reason: expect.stringContaining('4096 numbers, the database keeps 1536') },
    })
    server.setEmbeddings(() => ({ instead: 'silence' }))
    const impatient = start({ ...idle, options: { patience: { firstByte: 50 } } })
    await expect(impatient.embeddings.test(choice)).rejects.toMatchObject({ code: 'PROVIDER_TIMEOUT' })
  })
})

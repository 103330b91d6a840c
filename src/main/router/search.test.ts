// The search on the real database, with no window: what the page is given.
import { randomUUID } from 'node:crypto'
import type { InferContractRouterInputs } from '@orpc/contract'
import { call } from '@orpc/server'
import { beforeAll, expect, test } from 'vitest'
import type { EmbedQuestion } from '../assistant/embeddings/question-vectors'
import type { RouterContext } from './context'
import { search } from './search'
import type { contract } from '../../shared/contract'
import { onKith } from './testing/on-kith'

const kith = onKith()
const threadId = randomUUID()
const asked: string[] = []

beforeAll(async () => {
  const { call: sql } = await kith.lifecycle.services()
  await sql('ai_save_thread', { thread_id: threadId, title: 'Knee after the hills' })
  await sql('ai_save_messages', {
    messages: Array.from({ length: 5 }, (_, index) => ({
      message_id: randomUUID(),
      thread_id: threadId,
      role: index % 2 === 0 ? 'user' : 'assistant',
      content: { format: 2, parts: [{ type: 'text', text: `My knee hurts on the downhill, ${index}.` }] },
    })),
  })
  await sql('ai_set_metadata', { thread_id: threadId, key: 'injury', value: 'left knee' })
}, 90_000)

function context(question: EmbedQuestion = async () => null): RouterContext {
  const services = async () => ({ ...(await kith.lifecycle.services()), embeddings: { question } })
  return { lifecycle: { services } } as unknown as RouterContext
}
const find = (input: InferContractRouterInputs<typeof contract>['search']['find'], question?: EmbedQuestion) =>
  call(search.find, input, { context: context(question) })

test('is one list of all kinds, marked and counted, page by page', async () => {
  const page = await find({ query: 'knee', limit: 4 })
  expect(page.counts).toEqual({ message: 5, memory: 0, thread: 1, metadata: 1 })
  expect(page.items).toHaveLength(4)
  expect(page.items[0]?.snippet).toContain('\u0002knee\u0003')
  const rest = await find({ query: 'knee', limit: 4, skip: page.next ?? 0 })
  expect(rest.next).toBeNull()
  const all = [...page.items, ...rest.items]
  expect(new Set(all.map(({ id }) => id)).size).toBe(7)
  expect(all.find(({ kind }) => kind === 'metadata')).toMatchObject({
    key: 'injury',
    title: 'Knee after the hills',
    threadId,
  })
})

test('takes filters, any text, and words that are not whole', async () => {
  expect((await find({ query: '', role: 'assistant', kind: 'message' })).items).toHaveLength(2)
  expect((await find({ query: 'knee', personaId: randomUUID() })).items).toEqual([])
  expect((await find({ query: 'downh' })).counts.message).toBe(5)
  expect((await find({ query: 'downhlil ' })).corrected).toEqual([{ typed: 'downhlil', meant: 'downhill' }])
  for (const query of ['\u0000', '\uD800', '%_\\', '"\'; --', '<script>', '膝', ' '.repeat(2000)])
    expect(await find({ query })).toMatchObject({ meaning: 'off' })
})

test('asks for the meaning only where it is wanted, and goes without when no vector comes', async () => {
  const late: EmbedQuestion = async (text) => {
    asked.push(text)
    return { missing: 'late' }
  }
  expect((await find({ query: 'knee' }, late)).meaning).toBe('off')
  expect(asked).toEqual([])
  const page = await find({ query: ' knee ', byMeaning: true }, late)
  expect(page).toMatchObject({ meaning: 'missing', counts: { message: 5 } })
  expect(asked).toEqual(['knee'])
  const embedding = `[${[1, ...Array.from({ length: 1535 }, () => 0)].join(',')}]`
  const meant = await find({ query: 'knee', byMeaning: true }, async () => ({ embedding, model: 'small' }))
  expect(meant).toMatchObject({ meaning: 'used', counts: { message: 5 } })
})

test('is over as soon as nobody waits for it', async () => {
  const nobody = new AbortController()
  nobody.abort()
  await expect(call(search.find, { query: 'knee' }, { context: context(), signal: nobody.signal })).rejects.toThrow(
    'aborted',
  )
})

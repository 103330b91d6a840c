// What recall finds without any model, on the conversations of `npm run bench -- retrieval`. The figures of 2026-11-23
// were R@5 70, R@10 76, R@20 80 (in percent); below these floors something is broken.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conversationRows, readQuestions } from '../../bench/retrieval/conversations.mjs'
import { figuresOf } from '../../bench/retrieval/figures.mjs'
import type { Json } from '../../src/main/database/database.types'
import { engines, openEngine } from './support/engines'
import type { Engine, Person } from './support/engines'

describe.each(engines)('on %s', (name) => {
  let engine: Engine
  let ana: Person

  beforeAll(async () => {
    engine = await openEngine(name)
    ana = await engine.signIn('Ana')
  })
  afterAll(() => engine.close())

  test('three of four messages that answer a question are among the first ten', async () => {
    const { threads, messages, byLabel } = conversationRows()
    for (const thread of threads) await ana.call('ai_save_thread', thread)
    for (const { thread_id } of threads) {
      const said = messages.filter((message) => message.thread_id === thread_id)
      await ana.call('ai_save_messages', { messages: said as unknown as Json })
    }
    const figures = await figuresOf(readQuestions(), byLabel, async (question) => {
      const hits = await ana.call('ai_recall', { query: question, max_messages: 20, max_memories: 0 })
      return hits.map((hit) => hit.item_id ?? '')
    })
    expect(figures.r5).toBeGreaterThan(65)
    expect(figures.r10).toBeGreaterThan(72)
    expect(figures.r20).toBeGreaterThan(76)
  })
})

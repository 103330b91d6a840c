// The fake is only worth something while it behaves as the database does: both answer the same calls here.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KithError } from '../../../shared/errors'
import type { Call } from '../../database/call'
import { createFakeDatabase } from './fake-database'
import { openRealDatabase } from './real-database'
import type { RealDatabase } from './real-database'

let real: RealDatabase
beforeAll(async () => {
  real = await openRealDatabase()
}, 120_000)
afterAll(() => real.close())

const content = (text: string) => ({ format: 2, parts: [{ type: 'text', text }] })
const ids = Array.from({ length: 26 }, () => crypto.randomUUID())
const id = (index: number) => ids[index] ?? ''
const at = '2026-01-02T03:04:05.678Z'
const start = { device: 'here', model: { model: 'm' }, answer_created_at: at }
const [thread, other] = [id(0), id(1)]

const scripts: Record<string, (call: Call) => Promise<unknown>[]> = {
  'threads and metadata': (call) => [
    call('ai_get_thread', { thread_id: thread }),
    call('ai_save_thread', { thread_id: thread, created_at: at, metadata: { a: 1 } }),
    call('ai_save_thread', { thread_id: thread, title: 'Knee', metadata: { b: 2 } }),
    call('ai_update_thread', { thread_id: thread, metadata: { a: 3 } }),
    call('ai_update_thread', { thread_id: thread, title: '' }),
    call('ai_update_thread', { thread_id: other, title: 'x' }),
  ],
  messages: (call) => [
    call('ai_save_messages', {
      messages: [{ message_id: id(2), thread_id: thread, role: 'user', content: content('a'), created_at: at }],
    }),
    call('ai_save_messages', {
      messages: [
        { message_id: id(3), thread_id: thread, role: 'assistant', content: content('old'), created_at: at },
        { message_id: id(3), thread_id: thread, role: 'assistant', content: content('new'), created_at: at },
        { message_id: id(2), thread_id: thread, role: 'user', content: content('b') },
      ],
    }),
    call('ai_save_messages', {
      messages: [{ message_id: id(4), thread_id: other, role: 'user', content: content('x') }],
    }),
    call('ai_save_messages', {
      messages: [{ message_id: id(4), thread_id: thread, role: 'user', content: content('x\u0000') }],
    }),
    call('ai_messages_by_id', { message_ids: [id(3), id(2), id(9)] }),
    call('ai_list_path', { thread_id: thread, max_rows: 1 }),
    call('ai_list_path', { thread_id: thread }),
  ],
  runs: (call) => [
    call('ai_start_run', {
      ...start,
      run_id: id(5),
      thread_id: other,
      message_id: id(6),
      message_content: content('q'),
      message_created_at: at,
      answer_id: id(7),
    }),
    call('ai_start_run', {
      ...start,
      run_id: id(5),
      thread_id: other,
      message_id: id(6),
      message_content: content('q'),
      answer_id: id(7),
    }),
    call('ai_start_run', {
      ...start,
      run_id: id(8),
      thread_id: other,
      message_id: id(9),
      message_content: content('r'),
      answer_id: id(10),
    }),
    call('ai_save_answer', { message_id: id(7), content: content('half') }),
    call('ai_finish_answer', {
      run_id: id(5),
      message_id: id(7),
      content: content('whole'),
      status: 'complete',
      usage: { inputTokens: 1 },
    }),
    call('ai_save_answer', { message_id: id(7), content: content('late') }),
    call('ai_finish_answer', { run_id: id(5), message_id: id(7), content: content('again'), status: 'failed' }),
    call('ai_finish_answer', { run_id: id(11), message_id: id(7), content: content('x'), status: 'complete' }),
    call('ai_start_run', { ...start, run_id: id(8), thread_id: other, parent_message_id: id(6), answer_id: id(10) }),
    call('ai_list_path', { thread_id: other }),
    call('ai_interrupt_runs', { device: 'elsewhere' }),
    call('ai_interrupt_runs', { device: 'here' }),
    call('ai_interrupt_runs', { device: 'here' }),
    call('ai_list_path', { thread_id: other }),
    call('ai_start_run', { ...start, run_id: id(11), thread_id: other, parent_message_id: id(7), answer_id: id(4) }),
    call('ai_start_run', {
      ...start,
      run_id: id(20),
      thread_id: other,
      message_id: id(21),
      message_content: content('more'),
      answer_id: id(22),
    }),
    call('ai_interrupt_runs', { device: 'here' }),
    call('ai_start_run', { ...start, run_id: id(23), thread_id: other, parent_message_id: id(6), answer_id: id(24) }),
    call('ai_list_path', { thread_id: other }),
    call('ai_delete_thread', { thread_id: other }),
    call('ai_get_thread', { thread_id: other }),
    call('ai_start_run', { ...start, run_id: id(11), thread_id: other, parent_message_id: id(6), answer_id: id(4) }),
  ],
  'notes and proposals': (call) => [
    call('ai_get_working_memory', {}),
    call('ai_save_working_memory', { content: '- Likes tea.', metadata: { a: 1 } }),
    call('ai_save_working_memory', { metadata: { b: 2 } }),
    call('ai_propose_memory', { memory_id: id(0), content: 'likes  TEA' }),
    call('ai_propose_memory', {
      memory_id: id(1),
      content: 'Lives in Lyon.',
      source_thread_id: thread,
      source_message_id: id(2),
    }),
    call('ai_propose_memory', { memory_id: id(2), content: 'lives in lyon' }),
    call('ai_propose_memory', { memory_id: id(1), content: 'Lives in Lyon.' }),
  ],
}

test.each(Object.keys(scripts))('answers as the database does: %s', async (name) => {
  const script = scripts[name] ?? (() => [])
  const fake = createFakeDatabase(real.userId)
  if (name !== 'threads and metadata') {
    for (const call of [fake.call, real.call]) {
      await call('ai_save_thread', { thread_id: thread, created_at: at })
      await call('ai_save_messages', {
        messages: [{ message_id: id(2), thread_id: thread, role: 'user', content: content('a'), created_at: at }],
      })
    }
  }
  const [ofFake, ofReal] = [await outcomes(script, fake.call), await outcomes(script, real.call)]
  expect(ofFake.length).toBeGreaterThan(5)
  expect(ofFake).toEqual(ofReal)
})

/** What each call of a script gives or fails with, one after the other, without what no two databases share. */
async function outcomes(script: (call: Call) => Promise<unknown>[], call: Call): Promise<unknown[]> {
  let before: Promise<unknown> = Promise.resolve()
  const inOrder = ((...args: Parameters<Call>) => {
    const next = before.then(() => call(...args))
    before = next.catch(() => {})
    return next
  }) as Call
  const settled = await Promise.allSettled(script(inOrder))
  return settled.map((one) => {
    if (one.status === 'fulfilled') return comparable(one.value)
    if (!(one.reason instanceof KithError)) throw one.reason
    const { code, data } = one.reason
    return code === 'INVALID' ? { code } : { code, data }
  })
}

function comparable(value: unknown): unknown {
  const unshared = new Set(['seq', 'updated_at', 'last_message_at', 'opening', 'memory_id', 'resource_key'])
  return JSON.parse(
    JSON.stringify(value ?? null, (key, held: unknown) => {
      if (unshared.has(key)) return undefined
      if (key !== 'created_at' || typeof held !== 'string') return held
      return new Date(held).toISOString() === at ? at : 'now'
    }),
  )
}

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
const ids = Array.from({ length: 40 }, () => crypto.randomUUID())
const id = (index: number) => ids[index] ?? ''
const at = '2026-01-02T03:04:05.678Z'
const start = { device: 'here', model: { model: 'm' }, answer_created_at: at }
const [thread, other] = [id(0), id(1)]

const scripts: Record<string, (call: Call, callOfRun: Call) => Promise<unknown>[]> = {
  'threads and metadata': (call) => [
    call('ai_get_thread', { thread_id: thread }),
    call('ai_save_thread', { thread_id: thread, created_at: at, metadata: { a: 1 } }),
    call('ai_save_thread', { thread_id: thread, title: 'Knee', metadata: { b: 2 } }),
    call('ai_update_thread', { thread_id: thread, metadata: { a: 3 } }),
    call('ai_update_thread', { thread_id: thread, title: '' }),
    call('ai_update_thread', { thread_id: other, title: 'x' }),
    call('ai_save_thread', { thread_id: other, persona_id: id(1) }),
    call('ai_save_persona', { id: id(2) }),
    call('ai_save_persona', { id: id(2), name: 'Coach' }),
    call('ai_save_persona', { id: id(2), instructions: 'Ask first.' }),
    call('ai_save_thread', { thread_id: thread, persona_id: id(2) }),
    call('ai_archive_persona', { id: id(2) }),
    call('ai_archive_persona', { id: id(3) }),
    call('ai_list_personas', {}),
    call('ai_list_personas', { include_archived: true }),
    call('ai_open_prompt', { thread_id: thread }),
    call('ai_delete_thread', { thread_id: thread }),
    call('ai_open_prompt', { thread_id: thread }),
    call('ai_save_thread', { thread_id: thread, title: 'Gone' }),
    call('ai_save_messages', {
      messages: [{ message_id: id(2), thread_id: thread, role: 'user', content: content('a') }],
    }),
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
    call('ai_save_thread', { thread_id: other, created_at: at }),
    call('ai_save_messages', {
      messages: [
        { message_id: id(5), thread_id: other, role: 'assistant', content: content('half'), status: 'streaming' },
        { message_id: id(6), thread_id: thread, role: 'assistant', content: content('moves') },
      ],
    }),
    call('ai_save_messages', {
      messages: [
        { message_id: id(5), thread_id: other, role: 'assistant', content: content('whole') },
        { message_id: id(6), thread_id: other, role: 'assistant', content: content('moved') },
      ],
    }),
    call('ai_save_messages', {
      messages: [
        { message_id: id(5), thread_id: other, role: 'assistant', content: content('no'), status: 'streaming' },
      ],
    }),
    call('ai_list_path', { thread_id: other }),
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
  'a message written anew': (call) => [
    call('ai_start_run', { ...run(8), message_id: id(9), message_content: content('one') }),
    call('ai_finish_answer', { ...end(8), status: 'complete' }),
    call('ai_start_run', { ...run(11), message_id: id(12), message_content: content('two') }),
    call('ai_start_run', { ...run(14), message_id: id(15), message_content: content('three'), replaces: id(12) }),
    call('ai_finish_answer', { ...end(11), status: 'stopped' }),
    call('ai_start_run', { ...run(14), message_id: id(15), message_content: content('three'), replaces: id(12) }),
    call('ai_list_path', { thread_id: other }),
    call('ai_messages_by_id', { message_ids: [id(12), id(15)] }),
    call('ai_finish_answer', { ...end(14), status: 'complete' }),
    call('ai_start_run', { ...run(17), message_id: id(18), message_content: content('no'), replaces: id(10) }),
    call('ai_start_run', { ...run(17), message_id: id(18), message_content: content('no'), replaces: id(30) }),
    call('ai_start_run', { ...run(17), parent_message_id: id(15), replaces: id(15) }),
    call('ai_start_run', { ...run(17), message_id: id(18), message_content: content('four'), replaces: id(9) }),
    call('ai_finish_answer', { ...end(17), status: 'complete' }),
    call('ai_start_run', { ...run(20), message_id: id(21), message_content: content('no'), replaces: id(15) }),
    call('ai_start_run', { ...run(20), parent_message_id: id(18), answer_id: id(10) }),
    call('ai_list_path', { thread_id: other }),
  ],
  'a run and its bounds': (call, callOfRun) => [
    call('ai_start_run', { ...run(8), message_id: id(9), message_content: content('one') }),
    call('ai_save_persona', { id: id(0), name: 'Coach', instructions: '', accent: 'pine' }),
    call('ai_save_thread', { thread_id: id(31), persona_id: id(0), created_at: at }),
    call('ai_start_run', { ...run(32), thread_id: id(31), message_id: id(33), message_content: content('x') }),
    call('ai_save_working_memory', { persona_id: id(0), content: 'Hidden.' }),
    callOfRun('ai_list_path', { thread_id: other }),
    callOfRun('ai_list_path', { thread_id: id(31) }),
    callOfRun('ai_get_thread', { thread_id: other }),
    callOfRun('ai_get_thread', { thread_id: id(31) }),
    callOfRun('ai_messages_by_id', { message_ids: [id(9), id(33)] }),
    callOfRun('ai_list_personas', {}),
    callOfRun('ai_get_working_memory', { persona_id: id(0) }),
    callOfRun('ai_open_prompt', { thread_id: other }),
    callOfRun('ai_open_prompt', { thread_id: id(31) }),
    call('ai_open_prompt', { thread_id: id(31), before_seq: 1 }),
    callOfRun('ai_save_answer', { message_id: id(10), content: content('half') }),
    callOfRun('ai_save_answer', { message_id: id(34), content: content('half') }),
    callOfRun('ai_finish_answer', { ...end(32), status: 'complete' }),
    callOfRun('ai_finish_answer', { ...end(8), status: 'complete' }),
    callOfRun('ai_save_answer', { message_id: id(10), content: content('late') }),
    callOfRun('ai_start_run', { ...run(11), message_id: id(12), message_content: content('mine') }),
    callOfRun('ai_interrupt_runs', { device: 'here' }),
    callOfRun('ai_save_thread', { thread_id: id(13) }),
    callOfRun('ai_propose_memory', { memory_id: id(14), content: 'Has a dog.', source_message_id: id(9) }),
    callOfRun('ai_save_working_memory', { content: 'Has a dog.' }),
    call('ai_list_path', { thread_id: other }),
  ],
  'notes and proposals': (call) => [
    call('ai_get_working_memory', {}),
    call('ai_save_working_memory', { content: '- Likes tea.', metadata: { a: 1 } }),
    call('ai_save_working_memory', { metadata: { b: 2 } }),
    call('ai_save_working_memory', { content: '- Likes tea.' }),
    call('ai_save_working_memory', { persona_id: id(3), content: 'x' }),
    call('ai_propose_memory', { memory_id: id(4), persona_id: id(3), content: 'x' }),
    call('ai_propose_memory', { memory_id: id(4), content: 'x', source_thread_id: id(5) }),
    call('ai_propose_memory', { memory_id: id(4), content: 'x', source_message_id: id(5) }),
    call('ai_propose_memory', { memory_id: id(4), content: '  ' }),
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

/** What a run with its answer (the next but one id) has of its own. */
function run(n: number) {
  return { ...start, run_id: id(n), thread_id: other, answer_id: id(n + 2) }
}
function end(n: number) {
  return { run_id: id(n), message_id: id(n + 2), content: content(`answer ${n}`) }
}

test.each(Object.keys(scripts))('answers as the database does: %s', async (name) => {
  const script = scripts[name] ?? (() => [])
  const fake = createFakeDatabase(real.userId)
  // Whatever an earlier script left behind.
  await real.erase()
  if (name !== 'threads and metadata') {
    for (const call of [fake.call, real.call]) {
      await call('ai_save_thread', { thread_id: thread, created_at: at })
      await call('ai_save_messages', {
        messages: [{ message_id: id(2), thread_id: thread, role: 'user', content: content('a'), created_at: at }],
      })
    }
  }
  const [ofFake, ofReal] = [await outcomes(script, fake), await outcomes(script, real)]
  expect(ofFake.length).toBeGreaterThan(5)
  expect(ofFake).toEqual(ofReal)
})

/** What each call of a script gives or fails with, one after the other, without what no two databases share. */
async function outcomes(
  script: (call: Call, callOfRun: Call) => Promise<unknown>[],
  database: Pick<RealDatabase, 'call' | 'forRun'>,
): Promise<unknown[]> {
  let before: Promise<unknown> = Promise.resolve()
  const inOrder = (call: Call) =>
    ((...args: Parameters<Call>) => {
      const next = before.then(() => call(...args))
      before = next.catch(() => {})
      return next
    }) as Call
  const callOfRun = await database.forRun({ personaId: null })
  const settled = await Promise.allSettled(script(inOrder(database.call), inOrder(callOfRun)))
  return settled.map((one) => {
    if (one.status === 'fulfilled') return comparable(one.value)
    if (!(one.reason instanceof KithError)) throw one.reason
    const { code, data } = one.reason
    return code === 'INVALID' || code === 'NOT_ALLOWED' ? { code } : { code, data }
  })
}

/** Nobody who is tested with the fake looks at a list. */
const ofLists = ['preview', 'unread', 'message_count', 'last_message_seq']

function comparable(value: unknown): unknown {
  const unshared = new Set(['seq', 'updated_at', 'last_message_at', 'opening', 'memory_id', 'resource_key', ...ofLists])
  return JSON.parse(
    JSON.stringify(value ?? null, (key, held: unknown) => {
      if (unshared.has(key)) return undefined
      if (!/^(created|archived|deleted)_at$/.test(key) || typeof held !== 'string') return held
      return new Date(held).toISOString() === at ? at : 'now'
    }),
  )
}

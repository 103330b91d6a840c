// Runs when several devices, windows and repeated requests meet.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { engines, openEngine } from './support/engines'
import type { Engine, Person } from './support/engines'

describe.each(engines)('on %s', (name) => {
  let engine: Engine
  let ana: Person
  let threadId: string
  beforeAll(async () => {
    engine = await openEngine(name)
    ana = await engine.signIn('Ana')
    await ana.call('ai_whoami', {})
  })
  afterAll(() => engine.close())
  beforeEach(() => {
    threadId = randomUUID()
  })

  test('of several messages sent at once to a new thread one is answered, and the others leave nothing behind', async () => {
    const runs = Array.from({ length: 5 }, () => newRun())
    const outcomes = await Promise.allSettled(runs.map((run) => ana.call('ai_start_run', run)))
    const [begun] = await ana.call('ai_list_runs', { thread_id: threadId })
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(failuresOf(outcomes)).toEqual(times(4, { code: 'RUN_IN_PROGRESS', data: { runId: begun?.run_id } }))
    expect(await ana.call('ai_list_path', { thread_id: threadId })).toHaveLength(2)
  })

  test('the same message sent several times at once is stored and answered once', async () => {
    const run = newRun()
    const [first, ...others] = await Promise.all(Array.from({ length: 5 }, () => ana.call('ai_start_run', run)))
    expect(first).toHaveLength(2)
    expect(others).toEqual(times(4, first))
    expect(await ana.call('ai_list_path', { thread_id: threadId })).toEqual(first)
  })

  test('two versions of a message written at once leave one path', async () => {
    const first = await finished(newRun())
    const outcomes = await Promise.allSettled(
      Array.from({ length: 4 }, () => ana.call('ai_start_run', { ...newRun(), replaces: first.message_id })),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const path = await ana.call('ai_list_path', { thread_id: threadId })
    expect(path.map(({ depth, sibling_ids }) => [depth, sibling_ids?.length])).toEqual([
      [0, 2],
      [1, 1],
    ])
  })

  test('of several devices that go on with one run after the owner has decided, one does', async () => {
    const run = newRun()
    await ana.call('ai_start_run', run)
    await ana.call('ai_suspend_run', { run_id: run.run_id, content: said('May I?') })
    const outcomes = await Promise.allSettled(
      ['desk', 'laptop', 'phone'].map((device) => ana.call('ai_resume_run', { run_id: run.run_id, device })),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(failuresOf(outcomes)).toEqual(times(2, { code: 'RUN_IN_PROGRESS', data: { runId: run.run_id } }))
  })

  test('of several who claim one snapshot, one gets it', async () => {
    const snapshot = { workflow_name: 'agentic-loop', run_key: randomUUID() }
    await ana.call('ai_save_run_snapshot', { ...snapshot, snapshot: { status: 'suspended' } })
    const claims = await Promise.all(
      Array.from({ length: 4 }, (_, n) =>
        ana.call('ai_save_run_snapshot', {
          ...snapshot,
          snapshot: { status: 'running', by: n },
          expected_status: 'suspended',
        }),
      ),
    )
    const [kept] = await ana.call('ai_get_run_snapshot', { run_key: snapshot.run_key })
    expect(claims.flat()).toEqual([kept])
  })

  test('an answer that is finished several times at once has one end and one receipt', async () => {
    const run = newRun()
    await ana.call('ai_start_run', run)
    const ends = await Promise.all(
      Array.from({ length: 4 }, (_, n) => ana.call('ai_finish_answer', { ...endOf(run, `end ${n}`), receipt })),
    )
    const stored = (await ana.call('ai_messages_by_id', { message_ids: [run.answer_id] }))[0]
    expect(ends).toEqual(times(4, [stored]))
    expect(await ana.sql('select from public.ai_receipts where run_id = $1', [run.run_id])).toHaveLength(receipt.length)
  })

  test('a run stores its answer with as long a receipt as there may be', async () => {
    const run = newRun()
    await ana.call('ai_start_run', run)
    const asRun = ana.withHeaders({ 'x-kith-actor': 'assistant', 'x-kith-persona': NO_PERSONA })
    const items = Array.from({ length: 2_000 }, (_, n) => ({
      kind: 'message',
      item_id: n % 2 ? run.message_id : randomUUID(),
      used: n < 20,
      rank: n + 1,
      score: 1 / (n + 1),
      parts: { words: 0.5, time: 0.1 },
      tokens: 40,
    }))
    const [answer] = await asRun.call('ai_finish_answer', { ...endOf(run, 'Max.'), receipt: items })
    expect(answer).toMatchObject({ status: 'complete', content: said('Max.') })
    const kept = await ana.sql<{ reason: string | null; n: number }>(
      'select reason, count(*)::int as n from public.ai_receipts where run_id = $1 group by 1 order by 1',
      [run.run_id],
    )
    expect(kept).toEqual([
      { reason: 'forgotten', n: 1_000 },
      { reason: null, n: 1_000 },
    ])
  })

  test('an answer that several go on with at once goes on once, and each who asked with one id is told the same', async () => {
    const run = newRun()
    await ana.call('ai_start_run', run)
    await ana.call('ai_finish_answer', { ...endOf(run, 'Half'), status: 'stopped' })
    const { thread_id, answer_id, model, device } = run
    const goOn = (run_id: string) => ana.call('ai_continue_answer', { run_id, thread_id, answer_id, model, device })
    const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => goOn(randomUUID())))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const [begun] = await ana.call('ai_list_runs', { thread_id: threadId, status: 'running' })
    expect(failuresOf(outcomes)).toEqual(times(3, { code: 'RUN_IN_PROGRESS', data: { runId: begun?.run_id } }))
    const [first, ...others] = await Promise.all(times(4, begun?.run_id ?? '').map(goOn))
    expect(first).toMatchObject([{ status: 'streaming', content: said('Half') }])
    expect(others).toEqual(times(3, first))
  })

  test('of several devices that say one waiting message at once one does, and the others are told', async () => {
    const run = newRun()
    const { thread_id, message_id, message_content: content, ...common } = run
    await ana.call('ai_save_thread', { thread_id })
    await ana.call('ai_wait_with_message', { message_id, thread_id, content })
    const say = (device: string) => ana.call('ai_say_waiting', { ...common, thread_id, message_id, device })
    const devices = ['desk', 'laptop', 'phone']
    const outcomes = await Promise.allSettled(devices.map(say))
    const said = outcomes.findIndex(({ status }) => status === 'fulfilled')
    expect(failuresOf(outcomes)).toEqual(times(2, { code: 'RUN_IN_PROGRESS', data: { runId: run.run_id } }))
    const [begun] = await ana.call('ai_list_runs', { thread_id })
    expect(begun).toMatchObject({ run_id: run.run_id, device: devices[said] })
    // Whoever has it may ask again; nobody else, be it answered.
    const path = await ana.call('ai_list_path', { thread_id })
    expect(await say(devices[said] ?? '')).toEqual(path)
    await ana.call('ai_finish_answer', endOf(run, 'Yes.'))
    await expect(say('another')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('those behind a waiting message wait for its answer when it is said, if they are to follow', async () => {
    const first = await finished(newRun())
    const waits = [randomUUID(), randomUUID(), randomUUID()]
    for (const message_id of waits) {
      await ana.call('ai_wait_with_message', { message_id, thread_id: threadId, content: said('And then?') })
    }
    const waitsFor = async () =>
      (await ana.call('ai_list_waiting', { thread_id: threadId })).map((row) => row.waits_for)
    expect(await waitsFor()).toEqual(times(3, first.message_id))
    for (const [place, message_id] of waits.entries()) {
      const { message_content: _, ...run } = { ...newRun(), message_id: message_id }
      await ana.call('ai_say_waiting', { ...run, others_follow: true })
      await ana.call('ai_finish_answer', endOf({ ...run, message_content: said('') }, 'Then.'))
      expect(await waitsFor()).toEqual(times(2 - place, message_id))
    }
    expect(await ana.call('ai_list_path', { thread_id: threadId })).toHaveLength(8)
  })

  test('a waiting message is said or taken back, never both and never neither', async () => {
    for (let turn = 0; turn < 8; turn += 1) {
      threadId = randomUUID()
      const { thread_id, message_id, message_content: content, ...run } = newRun()
      await ana.call('ai_save_thread', { thread_id })
      await ana.call('ai_wait_with_message', { message_id, thread_id, content })
      const calls = [
        () => ana.call('ai_say_waiting', { ...run, thread_id, message_id }),
        () => ana.call('ai_take_back_message', { message_id }),
      ]
      const [one, other] = await Promise.allSettled((turn % 2 ? calls : calls.toReversed()).map((call) => call()))
      const [said, taken] = turn % 2 ? [one, other] : [other, one]
      const isSaid = said?.status === 'fulfilled'
      expect(taken).toMatchObject({ status: 'fulfilled', value: { length: isSaid ? 0 : 1 } })
      if (!isSaid)
        expect(failuresOf([said as PromiseSettledResult<unknown>])).toEqual([
          { code: 'NOT_FOUND', data: { kind: 'message' } },
        ])
      expect(await ana.call('ai_list_path', { thread_id })).toHaveLength(isSaid ? 2 : 0)
      expect(await ana.call('ai_list_waiting', { thread_id })).toEqual([])
    }
  })

  test('a message that is said while it is put among those that wait is said, and waits no more', async () => {
    for (const waitsFirst of [true, false]) {
      const run = newRun()
      await ana.call('ai_save_thread', { thread_id: threadId })
      const { message_id, thread_id, message_content: content } = run
      const calls = [
        () => ana.call('ai_wait_with_message', { message_id, thread_id, content }),
        () => ana.call('ai_start_run', run),
      ]
      await Promise.all((waitsFirst ? calls : calls.toReversed()).map((call) => call()))
      expect(await ana.call('ai_list_waiting', { thread_id })).toEqual([])
      expect(await ana.call('ai_list_path', { thread_id })).toHaveLength(2)
      threadId = randomUUID()
    }
  })

  test('a title that is made up gives way to the one a person writes in the same moment', async () => {
    for (let turn = 0; turn < 6; turn += 1) {
      await finished(newRun())
      const calls = [
        () => ana.call('ai_title_thread', { thread_id: threadId, title: 'Made up' }),
        () => ana.call('ai_update_thread', { thread_id: threadId, title: 'Mine' }),
      ]
      await Promise.all((turn % 2 ? calls : calls.toReversed()).map((call) => call()))
      expect(await ana.call('ai_get_thread', { thread_id: threadId })).toMatchObject([{ title: 'Mine' }])
      threadId = randomUUID()
    }
  })

  const NO_PERSONA = '00000000-0000-0000-0000-000000000000'
  const receipt = [
    { kind: 'instructions', used: true, tokens: 10 },
    { kind: 'history', used: true, tokens: 20 },
  ]
  const said = (text: string) => ({ format: 2, parts: [{ type: 'text', text }] })

  function newRun() {
    return {
      run_id: randomUUID(),
      thread_id: threadId,
      answer_id: randomUUID(),
      answer_created_at: new Date().toISOString(),
      model: {},
      device: 'desk',
      message_id: randomUUID(),
      message_content: said('My dog is called Max.'),
    }
  }

  function endOf(run: ReturnType<typeof newRun>, text: string) {
    return { run_id: run.run_id, message_id: run.answer_id, content: said(text), status: 'complete' }
  }

  async function finished(run: ReturnType<typeof newRun>) {
    await ana.call('ai_start_run', run)
    await ana.call('ai_finish_answer', endOf(run, 'Noted.'))
    return run
  }
})

function times<T>(n: number, value: T): T[] {
  return Array.from({ length: n }, () => value)
}

/** What went wrong, as the application sees it. */
function failuresOf(outcomes: PromiseSettledResult<unknown>[]) {
  return outcomes.flatMap((outcome) => {
    if (outcome.status === 'fulfilled') return []
    const { code, data } = outcome.reason as { code: string; data: unknown }
    return [{ code, data }]
  })
}

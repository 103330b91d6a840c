// The API over the wire: what a client of either engine gets for good calls and for bad ones.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, openEngine } from './support/engines'
import type { Engine, Person } from './support/engines'

describe.each(engines)('%s', (name) => {
  let engine: Engine
  let ana: Person
  let ben: Person
  beforeAll(async () => {
    engine = await openEngine(name)
    ana = await engine.signIn('Ana')
    ben = await engine.signIn('Ben')
  })
  afterAll(() => engine.close())

  test('tells everybody who they are', async () => {
    expect(await ana.call('ai_whoami', {})).toMatchObject([{ user_id: ana.userId, role: 'authenticated' }])
    expect((await ben.client.rpc('ai_whoami')).data).toMatchObject([{ user_id: ben.userId }])
    expect(await ben.sql('select auth.uid() as id, current_user::text as role')).toEqual([
      { id: ben.userId, role: 'authenticated' },
    ])
  })

  test('keeps what one person writes, and shows it to nobody else', async () => {
    const { threadId, messageId, answerId } = await startRun(ana)
    const path = await ana.call('ai_list_path', { thread_id: threadId })
    expect(path.map((message) => message.message_id)).toEqual([messageId, answerId])

    expect(await ben.call('ai_list_path', { thread_id: threadId })).toEqual([])
    expect(await ben.sql('select from public.ai_messages')).toEqual([])
    expect(await engine.sql('select from public.ai_messages where thread_id = $1', [threadId])).toHaveLength(2)
    await expect(ben.call('ai_update_thread', { thread_id: threadId, title: 'mine' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      data: { kind: 'thread' },
    })
  })

  test('of several changes of what was read once, one is stored, and the others are refused', async () => {
    const id = randomUUID()
    const [persona] = await ana.call('ai_save_persona', { id, name: 'Coach' })
    const change = (settings: object) =>
      ana.call('ai_save_persona', { id, settings: settings as never, expected_updated_at: persona?.updated_at })
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map((a) => change({ a })))
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected'])
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'CONFLICT' } })
  })

  test('undoes a call that fails halfway', async () => {
    const threadId = randomUUID()
    const { error, status } = await ana.client.rpc('ai_start_run', {
      ...newRun({ threadId }),
      answer_created_at: 'infinity',
    })
    expect([status, error?.code]).toEqual([400, '23514'])
    expect(await engine.sql('select from public.ai_threads where thread_id = $1', [threadId])).toEqual([])
  })

  test('refuses whoever has no account', async () => {
    const { error, status } = await engine.nobody.client.rpc('ai_whoami')
    expect([status, error?.code]).toEqual([401, '42501'])
    await expect(engine.nobody.call('ai_whoami', {})).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
    await expect(engine.nobody.sql('select from public.ai_threads')).rejects.toMatchObject({ code: '42501' })
  })

  test('refuses a token that has expired, or that somebody else has signed', async () => {
    const claims = { sub: ana.userId, role: 'authenticated' }
    const expired = await engine.token(claims, -60)
    const [header, payload] = (await engine.token(claims)).split('.')
    const forged = `${header}.${payload}.${'A'.repeat(86)}`
    for (const token of [expired, forged]) {
      const answer = await ana.post('ai_whoami', '{}', { authorization: `Bearer ${token}` })
      expect(answer.status).toBe(401)
      expect(await answer.json()).toMatchObject({ code: 'PGRST301' })
    }
  })

  test('gives nobody a role that is not of the API', async () => {
    const answer = await ana.post('ai_whoami', '{}', {
      authorization: `Bearer ${await engine.token({ sub: ana.userId, role: 'postgres' })}`,
    })
    expect(answer.ok).toBe(false)
  })

  test.each([
    ['no JSON', '{"thread_id":', 'PGRST102'],
    ['an argument nobody knows', '{"thread": 1}', 'PGRST202'],
    ['a value that is no id', '{"thread_id": "1"}', '22P02'],
  ])('answers %s with an error, not with rows', async (_what, body, code) => {
    const answer = await ana.post('ai_list_path', body)
    expect(answer.ok).toBe(false)
    expect(await answer.json()).toMatchObject({ code })
  })

  test('does not know a function that is none of the API', async () => {
    const answer = await ana.post('touch_updated_at', '{}')
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ code: 'PGRST202' })
  })

  test('brings the headers of a call to the database', async () => {
    const [row] = await ana
      .withHeaders({ 'X-Seen-By': 'desk' })
      .sql<{ seen: string }>(`select current_setting('request.headers')::json ->> 'x-seen-by' as seen`)
    expect(row).toEqual({ seen: 'desk' })
  })
})

describe.each(engines)('%s, with what a test adds', (name) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await openEngine(name, {
      sql: `create function public.seen_headers() returns json language sql as $$
        select current_setting('request.headers')::json $$`,
    })
  })
  afterAll(() => engine.close())

  test('a function sees the headers of its call', async () => {
    const ana = await engine.signIn('Ana')
    const answer = await ana.withHeaders({ 'X-Kith-Test': 'one' }).post('seen_headers', '{}')
    expect(await answer.json()).toMatchObject({ 'x-kith-test': 'one' })
  })
})

function newRun({ threadId = randomUUID() } = {}) {
  return {
    run_id: randomUUID(),
    thread_id: threadId,
    answer_id: randomUUID(),
    answer_created_at: new Date().toISOString(),
    model: {},
    device: 'desk',
    message_id: randomUUID(),
    message_content: { format: 2, parts: [{ type: 'text', text: 'My dog is called Max.' }] },
  }
}

async function startRun(person: Person) {
  const run = newRun()
  await person.call('ai_start_run', run)
  return { threadId: run.thread_id, messageId: run.message_id, answerId: run.answer_id }
}

// Headers and tokens as they come over the wire, through PostgREST and through the embedded gateway.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readFunctions } from './support/attack/functions'
import type { ApiFunction } from './support/attack/functions'
import { readTables } from './support/attack/tables'
import { everything, inVain } from './support/attack/watch'
import { buildWorld, watching } from './support/attack/world'
import type { World } from './support/attack/world'
import { engines, openEngine } from './support/engines'
import type { Person } from './support/engines'

describe.each(engines)('%s', (name) => {
  let world: World
  let ana: Person
  let functions: ApiFunction[]
  beforeAll(async () => {
    world = await buildWorld(await openEngine(name, { sql: watching }))
    ana = world.ana
    functions = await readFunctions(world.engine)
  })
  afterAll(() => world.engine.close())

  const titlesOf = async (person: Person, personaId: string) =>
    (await person.call('ai_list_threads', { persona_id: personaId })).map(({ title }) => title)

  test('every function answers 401 to a token that has expired, and to none', async () => {
    const expired = await world.engine.token({ sub: ana.userId, role: 'authenticated' }, -60)
    const before = await inVain(ana, everything)
    for (const api of functions) {
      const body = withNulls(api)
      const late = await ana.post(api.name, body, { authorization: `Bearer ${expired}` })
      expect([api.name, late.status]).toEqual([api.name, 401])
      const nameless = await world.engine.nobody.post(api.name, body)
      expect([api.name, nameless.status]).toEqual([api.name, 401])
    }
    expect(await inVain(ana, everything)).toEqual(before)
  })

  test('a token that says nobody is nobody', async () => {
    const token = await world.engine.token({ role: 'authenticated' })
    const answer = await ana.post('ai_list_personas', '{}', { authorization: `Bearer ${token}` })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ code: 'PT401' })
  })

  test.each([
    ['an empty persona', { 'x-kith-persona': '' }],
    ['a persona that is no id', { 'x-kith-persona': 'coach' }],
    ['everything as a persona', { 'x-kith-persona': '*' }],
    ['two personas', { 'x-kith-persona': `${randomUUID()}, ${randomUUID()}` }],
    ['an actor twice', { 'x-kith-persona': randomUUID(), 'x-kith-actor': 'assistant, assistant' }],
    ['an unknown actor', { 'x-kith-persona': randomUUID(), 'x-kith-actor': 'owner' }],
    ['an actor without a persona', { 'x-kith-actor': 'assistant' }],
    ['an unknown scope', { 'x-kith-scope': 'write' }],
    ['a header nobody knows', { 'X-Kith-Admin': 'true' }],
  ])('every function answers 400 to %s', async (_what, headers) => {
    const asked = ana.withHeaders(headers)
    for (const api of functions) {
      const answer = await asked.post(api.name, withNulls(api))
      expect([api.name, answer.status]).toEqual([api.name, 400])
      expect(await answer.json()).toMatchObject({ code: 'PT400' })
    }
  })

  test('headers are read whatever their case', async () => {
    const coach = ana.withHeaders({ 'X-KITH-Persona': world.home.persona_id.toUpperCase() })
    expect(await titlesOf(coach, world.work.persona_id)).toEqual([])
    expect(await titlesOf(coach, world.home.persona_id)).not.toEqual([])
    expect(await titlesOf(ana, world.work.persona_id)).not.toEqual([])
  })

  test('a narrowed request leaves nothing behind for the next', async () => {
    await titlesOf(
      ana.withHeaders({ 'x-kith-persona': world.home.persona_id, 'x-kith-scope': 'read' }),
      world.home.persona_id,
    )
    const threadId = randomUUID()
    await ana.call('ai_save_thread', { thread_id: threadId, title: 'Written after' })
    expect(await ana.call('ai_get_thread', { thread_id: threadId })).toHaveLength(1)
  })

  test('a key that may only read reads, and writes nothing', async () => {
    const reader = ana.withHeaders({ 'x-kith-scope': 'read' })
    expect(await titlesOf(reader, world.work.persona_id)).not.toEqual([])
    const answer = await reader.post('ai_save_thread', JSON.stringify({ thread_id: randomUUID(), title: 'x' }))
    expect([403, 405]).toContain(answer.status)
    expect(await answer.json()).toMatchObject({ code: expect.stringMatching(/^(25006|42501|PT403)$/) })
  })

  test('what a run may not do is refused, and stays undone', async () => {
    const run = ana.withHeaders({ 'x-kith-persona': world.work.persona_id, 'x-kith-actor': 'assistant' })
    const before = await inVain(ana, everything)
    for (const [api, args] of [
      ['ai_delete_thread', { thread_id: world.work.thread_id }],
      ['ai_accept_proposal', { memory_id: world.work.proposal_id }],
      ['ai_save_persona', { id: world.work.persona_id, name: 'x', instructions: 'x', accent: 'moss' }],
      ['ai_save_working_memory', { persona_id: world.work.persona_id, content: 'x' }],
      ['ai_update_thread', { thread_id: world.work.thread_id, title: 'x' }],
    ] as const) {
      const answer = await run.post(api, JSON.stringify(args))
      expect([api, answer.status >= 500]).toEqual([api, false])
    }
    expect(await inVain(ana, everything)).toEqual(before)
  })
})

/** All arguments: with fewer, a function would not be found. */
function withNulls(api: ApiFunction): string {
  return JSON.stringify(Object.fromEntries(api.arguments.map(({ name }) => [name, null])))
}

// The embedded gateway has functions only.
describe.runIf(engines.includes('postgres'))('tables over the wire', () => {
  let world: World
  beforeAll(async () => {
    world = await buildWorld(await openEngine('postgres', { sql: watching }))
  })
  afterAll(() => world.engine.close())

  test('a persona sees its own rows, and takes over none', async () => {
    const { ana, home } = world
    const coach = ana.withHeaders({ 'x-kith-persona': home.persona_id }).client
    const threads = await coach.from('ai_threads').select('persona_id')
    expect(new Set(threads.data?.map(({ persona_id }) => persona_id))).toEqual(new Set([home.persona_id]))

    const before = await world.engine.sql('select count(*)::int as count from public.ai_metadata')
    await coach
      .from('ai_metadata')
      .update({ thread_id: home.thread_id, message_id: null, memory_id: null, persona_ref: null })
    await coach.from('ai_metadata').delete()
    const seen = await coach.from('ai_metadata').select('value')
    expect(JSON.stringify(seen.data)).not.toContain(world.work.word)
    const [{ count }] = before as [{ count: number }]
    const [left] = await world.engine.sql<{ count: number }>('select count(*)::int as count from public.ai_metadata')
    expect(left?.count).toBeGreaterThanOrEqual(count - 4)
    const hers = await ana.client.from('ai_metadata').select('value').eq('thread_id', world.work.thread_id)
    expect(hers.data).toHaveLength(1)
  })

  test('headers nobody understands show nothing', async () => {
    for (const [header, value] of [
      ['x-kith-persona', ''],
      ['x-kith-scope', 'all'],
      ['x-kith-actor', 'assistant'],
    ] as const) {
      const { client } = world.ana.withHeaders({ [header]: value })
      for (const table of [
        'ai_threads',
        'ai_messages',
        'ai_memory',
        'ai_metadata',
        'ai_personas',
        'ai_runs',
      ] as const) {
        expect((await client.from(table).select('*')).data).toEqual([])
      }
      const written = await client.from('ai_threads').insert({ title: 'x' })
      expect(written.status).toBe(403)
    }
  })

  test('a token that has expired, or none, gets at no table', async () => {
    const { ana, engine } = world
    const expired = await engine.token({ sub: ana.userId, role: 'authenticated' }, -60)
    const late = ana.withHeaders({ authorization: `Bearer ${expired}` })
    const before = await inVain(ana, everything)
    for (const { name } of await readTables(engine)) {
      for (const { client } of [late, engine.nobody]) {
        const table = client.from(name as 'ai_threads')
        const answers = await Promise.all([
          table.select('*'),
          table.insert({}),
          table.update({ user_id: ana.userId }).not('user_id', 'is', null),
          table.delete().not('user_id', 'is', null),
        ])
        expect([name, ...answers.map(({ status }) => status)]).toEqual([name, 401, 401, 401, 401])
        expect(JSON.stringify(answers)).not.toContain(world.work.word)
      }
    }
    expect(await inVain(ana, everything)).toEqual(before)
  })

  test('a key that may only read writes no row', async () => {
    const { client } = world.ana.withHeaders({ 'x-kith-scope': 'read' })
    expect((await client.from('ai_threads').select('*')).data).not.toEqual([])
    expect((await client.from('ai_threads').insert({ title: 'x' })).status).toBe(403)
    expect((await client.from('ai_threads').update({ title: 'x' }).not('thread_id', 'is', null).select()).data).toEqual(
      [],
    )
    expect((await client.from('ai_threads').delete().not('thread_id', 'is', null).select()).data).toEqual([])
  })
})

// Any sequence of what one can do to conversations leaves the database as it leaves a small model of the same rules:
// order, versions, counts, neighbours, pages, what is unread, and when a thread last changed.
import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beginPlay, deeds } from './support/conversation-play'
import type { Step } from './support/conversation-play'
import { engines, openEngine } from './support/engines'
import type { Engine, Person, Sql } from './support/engines'

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.oneof(
    ...Object.entries(deeds).map(([what, weight]) => ({ arbitrary: fc.constant(what as Step['what']), weight })),
  ),
  which: fc.nat(1_000),
  other: fc.nat(1_000),
  some: fc.integer({ min: 1, max: 3 }),
  flag: fc.boolean(),
})

describe.each(engines)('%s', (name) => {
  let engine: Engine
  let ana: Person
  beforeAll(async () => {
    engine = await openEngine(name)
    ana = await engine.signIn('Ana')
  })
  afterAll(() => engine.close())

  test('does with conversations what the model does', async () => {
    const enough = Date.now() + 15_000
    let played = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        if (played >= 10 && Date.now() > enough) return
        played += 1
        const play = await beginPlay(ana)
        for (const one of steps) await play.take(one)
        await play.readEverything()
      }),
      { numRuns: 100 },
    )
    expect(await ana.sql(brokenRules)).toEqual([])
  })

  test('a long thread changes its persona and its path without its words being written anew', async () => {
    const threadId = randomUUID()
    const personaId = randomUUID()
    const ids = Array.from({ length: 300 }, () => randomUUID())
    const message = (id: string) => ({
      message_id: id,
      thread_id: threadId,
      role: 'user',
      content: { format: 2, parts: [{ type: 'text', text: `This is ${id}.` }] },
    })
    await ana.call('ai_save_persona', { id: personaId, name: 'Coach' })
    await ana.call('ai_save_thread', { thread_id: threadId })
    await ana.call('ai_save_messages', { messages: ids.map(message) })
    const other = randomUUID()
    const steps: [string, unknown[], number][] = [
      ['select public.ai_move_thread($1, $2)', [threadId, personaId], 300],
      ['select public.ai_start_sibling($1, $2)', [JSON.stringify(message(other)), ids[1]], 299],
      ['select public.ai_select_sibling($1)', [ids[1]], 300],
      ['select public.ai_select_sibling($1)', [other], 300],
      ['select public.ai_move_thread($1)', [threadId], 301],
    ]
    for (const [text, params, changed] of steps) {
      await ana.transaction(async (sql) => {
        const before = await searchRowsWritten(sql)
        await sql(text, params)
        const after = await searchRowsWritten(sql)
        expect(after.changed - before.changed).toBe(changed)
        expect(after.indexed - before.indexed).toBeLessThan(changed / 2)
      })
    }
    expect(await ana.sql(brokenRules)).toEqual([])
  })

  test('what several devices do at once has an order', async () => {
    const threadId = randomUUID()
    const message = (text: string) => ({
      message_id: randomUUID(),
      thread_id: threadId,
      role: 'user',
      content: { format: 2, parts: [{ type: 'text', text }] },
    })
    const atOnce = <T>(work: (() => PromiseLike<T>)[]) => Promise.all(work.map((one) => one()))
    await ana.call('ai_save_thread', { thread_id: threadId })

    const first = message('first')
    await atOnce([first, first, message('a'), first, message('b')].map((one) => () => save([one])))
    const versions = [message('A'), message('B'), message('C')]
    await atOnce(versions.map((one) => () => start(one)))
    await atOnce(versions.map((one) => () => start(one)))
    await atOnce(versions.flatMap(({ message_id }) => [() => choose(message_id), () => save([message('end')])]))

    const [thread] = await ana.call('ai_get_thread', { thread_id: threadId })
    expect(thread?.message_count).toBe(9)
    const path = await ana.call('ai_list_path', { thread_id: threadId })
    expect(path.map(({ depth }) => depth)).toEqual(path.map((_, index) => index))
    const [one] = await ana.call('ai_messages_by_id', { message_ids: [first.message_id] })
    expect(one?.sibling_ids?.toSorted()).toEqual([first, ...versions].map(({ message_id }) => message_id).toSorted())
    expect(await ana.sql(brokenRules)).toEqual([])

    function save(messages: ReturnType<typeof message>[]) {
      return ana.call('ai_save_messages', { messages })
    }
    function start(one: ReturnType<typeof message>) {
      return ana.call('ai_start_sibling', { message: one, sibling_of: first.message_id })
    }
    function choose(id: string) {
      return ana.call('ai_select_sibling', { message_id: id })
    }
  })
})

/** How often search rows were changed so far, and how often in a way that an index had to learn of it. */
async function searchRowsWritten(sql: Sql) {
  const [written] = await sql<{ changed: number; indexed: number }>(
    `select n_tup_upd::integer as changed, (n_tup_upd - n_tup_hot_upd)::integer as indexed
     from pg_stat_xact_user_tables where relname = 'ai_message_search'`,
  )
  return written ?? { changed: 0, indexed: 0 }
}

/** Messages that stand elsewhere than right below what they follow, or that search sees otherwise than they are. */
const brokenRules = `
  select message.message_id, message.depth, parent.depth as parent_depth, search.depth as search_depth
  from public.ai_messages as message
  left join public.ai_messages as parent on parent.message_id = message.parent_message_id
  left join public.ai_message_search as search on search.message_id = message.message_id
  where message.depth <> coalesce(parent.depth + 1, 0) or message.seq <= parent.seq
    or message.thread_id <> parent.thread_id or message.selected and not parent.selected
    or (search.message_id is null) <> (message.deleted_at is not null or message.status = 'streaming')
    or (search.thread_id, search.seq, search.depth, search.selected)
      <> (message.thread_id, message.seq, message.depth, message.selected)`

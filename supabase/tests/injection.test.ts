// Values nobody should send: every one is refused in words, or does what it says, and nothing else is touched.
import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callOf, readFunctions } from './support/attack/functions'
import type { Row } from './support/attack/callers'
import type { ApiFunction, CallOf } from './support/attack/functions'
import { allHostile, allWords, badVectors, hostile, hostileWithin, isCleanRefusal } from './support/attack/hostile'
import { isChosen } from './support/attack/makers'
import { attempt, everything, inVain, undo } from './support/attack/watch'
import type { Outcome } from './support/attack/watch'
import { buildWorld, nothingLike, watching } from './support/attack/world'
import type { Vault, World } from './support/attack/world'
import { engines, openEngine } from './support/engines'
import type { Sql } from './support/engines'

describe.each(engines)('%s', (name) => {
  let world: World
  let functions: ApiFunction[]
  let nothing: Vault
  beforeAll(async () => {
    world = await buildWorld(await openEngine(name, { sql: watching }))
    functions = await readFunctions(world.engine)
    nothing = nothingLike(world.work)
  })
  afterAll(() => world.engine.close())

  /** A call of hers that would be fine. */
  const fineCall = (api: ApiFunction): CallOf =>
    callOf(api, (pointer) => (isChosen(api, pointer) ? nothing : world.work)[pointer.field] as string)

  /** What nobody but Ben has: looked at while a call that went well has still done what it did. */
  const othersOf = async (sql: Sql) =>
    (await everything(sql)).filter(({ content }) => content.includes(world.ben.userId))
  const attemptAmongOthers = async (
    sql: Sql,
    api: Pick<ApiFunction, 'isVolatile'>,
    text: string,
    params: (string | null)[],
    before: Row[],
  ) => {
    const outcome = await attempt(sql, text, params)
    const after = outcome.rows && api.isVolatile ? await othersOf(sql) : before
    await undo(sql)
    return { outcome, after }
  }

  const problemOf = (api: ApiFunction, { error }: Outcome): string | undefined => {
    if (!error || (isCleanRefusal.test(error.code ?? '') && error.message)) return undefined
    return `${api.name}: ${error.code} ${error.message}`
  }

  test('each of them, in each argument', { timeout: 600_000 }, async () => {
    const problems = new Set<string>()
    for (const api of functions) {
      const fine = fineCall(api)
      for (const [index, { name: argument, type }] of api.arguments.entries()) {
        for (const value of allHostile(type)) {
          const params = fine.params.map((usual, place) => (place === index ? value : usual))
          const outcome = await inVain(world.ana, (sql) => attempt(sql, fine.text, params))
          const problem = problemOf(api, outcome)
          if (problem) problems.add(`${argument} = ${value?.slice(0, 40)} in ${problem}`)
        }
      }
    }
    expect([...problems]).toEqual([])
  })

  // What the type refuses is refused before the function begins: here each argument may be one for the function.
  test('any of them together', { timeout: 600_000 }, async () => {
    const types = new Set(functions.flatMap((api) => api.arguments.map(({ type }) => type)))
    const hostileOf = new Map<string, fc.Arbitrary<string | null>>()
    await inVain(world.ana, async (sql) => {
      for (const type of types) hostileOf.set(type, await hostile(type, sql))
    })
    const before = await inVain(world.ana, othersOf)
    expect(before.length).toBeGreaterThan(20)
    for (const api of functions) {
      if (api.arguments.length < 2) continue
      const fine = fineCall(api)
      const values = api.arguments.map(({ type }, index) =>
        fc.oneof(fc.constant(fine.params[index] ?? null), hostileOf.get(type) ?? fc.constant(null)),
      )
      await inVain(world.ana, (sql) =>
        fc.assert(
          fc.asyncProperty(fc.tuple(...values), async (params) => {
            const { outcome, after } = await attemptAmongOthers(sql, api, fine.text, params, before)
            expect(problemOf(api, outcome)).toBeUndefined()
            expect(after).toEqual(before)
          }),
          { numRuns: 10 },
        ),
      )
    }
  })

  test('a function that let a value reach the rows of others would be found out', async () => {
    const { thread_id } = world.work
    await world.engine.sql(`create function attack.careless(thread_id uuid, title text) returns setof uuid
      language plpgsql security definer set search_path = '' as $$
      begin
        return query execute 'update public.ai_threads set title = ' || quote_literal($2)
          || ' where thread_id = ''' || $1 || ''' or title = ''' || $2 || ''' returning thread_id';
      end $$`)
    await world.engine.sql('grant execute on function attack.careless(uuid, text) to authenticated')
    try {
      const careless = 'select * from attack.careless($1::uuid, $2)'
      await inVain(world.ana, async (sql) => {
        const before = await othersOf(sql)
        const looked = (title: string) =>
          attemptAmongOthers(sql, { isVolatile: true }, careless, [thread_id, title], before)
        expect((await looked('Fine')).after).toEqual(before)
        expect((await looked("' or 'a' = 'a")).after).not.toEqual(before)
        const { outcome } = await looked("'")
        expect(problemOf({ name: 'careless' } as ApiFunction, outcome)).toMatch(/careless: 42601/)
        // And what it has done was taken back.
        expect(await othersOf(sql)).toEqual(before)
      })
    } finally {
      await world.engine.sql('drop function attack.careless(uuid, text)')
    }
  })

  test('what is hostile within a document is refused, or comes back as it was', async () => {
    const { thread_id, message_id, persona_id, memory_id } = world.work
    const refused = new Set<string>()
    await inVain(world.ana, async (sql) => {
      const others = await othersOf(sql)
      /** @param back what the value became, as text; asked after the call */
      const tried = async (value: string, call: string, params: string[], back: string) => {
        const { rows, error } = await attempt(sql, call, params)
        if (error) {
          expect([value.slice(0, 40), error.code, error.message]).toEqual([
            value.slice(0, 40),
            expect.stringMatching(isCleanRefusal),
            expect.stringMatching(/./),
          ])
          refused.add(value)
          return
        }
        expect(rows).not.toBeUndefined()
        const [stored] = await sql<{ same: boolean }>(`select (${back}) = $1::jsonb as same`, [value])
        expect([value.slice(0, 40), stored]).toEqual([value.slice(0, 40), { same: true }])
        expect(await othersOf(sql)).toEqual(others)
        await undo(sql)
      }
      for (const value of hostileWithin) {
        const object = `{"deep": [{"it": ${value}}]}`
        const content = `{"format": 2, "parts": [], "metadata": ${object}}`
        const message = `[{"message_id": "${message_id}", "thread_id": "${thread_id}", "role": "user", "content": ${content},
          "metadata": {"it": ${value}}}]`
        await tried(
          value,
          'select * from public.ai_save_messages($1::jsonb)',
          [message],
          `select value from public.ai_metadata where message_id = '${message_id}' and key = 'it'`,
        )
        await tried(
          value,
          'select * from public.ai_save_messages($1::jsonb)',
          [message],
          `select content #> '{metadata,deep,0,it}' from public.ai_messages where message_id = '${message_id}'`,
        )
        await tried(
          value,
          'select * from public.ai_save_persona($1::uuid, settings => $2::jsonb)',
          [persona_id, object],
          `select settings #> '{deep,0,it}' from public.ai_personas where id = '${persona_id}'`,
        )
        await tried(
          value,
          'select * from public.ai_update_memory($1::uuid, content_json => $2::jsonb)',
          [memory_id, object],
          `select content_json #> '{deep,0,it}' from public.ai_memory where memory_id = '${memory_id}'`,
        )
        await tried(
          value,
          'select * from public.ai_update_thread($1::uuid, metadata => $2::jsonb)',
          [thread_id, object],
          `select value #> '{deep,0,it}' from public.ai_metadata where thread_id = '${thread_id}' and key = 'mastra.thread'`,
        )
      }
    })
    expect(refused.size).toBeLessThan(hostileWithin.length / 2)
  })

  test('a vector that is none is refused within a document, too', async () => {
    const { thread_id, message_id, memory_id } = world.work
    await inVain(world.ana, async (sql) => {
      for (const vector of badVectors) {
        const embedding = JSON.stringify(vector)
        const row = `[{"message_id": "${message_id}", "thread_id": "${thread_id}", "role": "user", "content": {}, "embedding": ${embedding}}]`
        const one = (id: string) => `[{"id": "${id}", "embedding": ${embedding}, "model": "m"}]`
        for (const [text, params] of [
          ['select * from public.ai_save_messages($1::jsonb)', [row]],
          ['select * from public.ai_save_embeddings($1, $2::jsonb)', ['message', one(message_id)]],
          ['select * from public.ai_save_embeddings($1, $2::jsonb)', ['memory', one(memory_id)]],
        ] as const) {
          const before = await vectorsOf(sql)
          const { error } = await attempt(sql, text, [...params])
          if (error)
            expect([embedding.slice(0, 40), error.code]).toEqual([
              embedding.slice(0, 40),
              expect.stringMatching(/^(22|23)/),
            ])
          // What points nowhere is stored as none; nothing else is stored.
          const stored = (await vectorsOf(sql)).filter((one) => !before.includes(one))
          expect([embedding.slice(0, 40), stored]).toEqual([embedding.slice(0, 40), []])
          if (!error) await undo(sql)
        }
      }
    })
  })

  const vectorsOf = async (sql: Sql) =>
    (
      await sql<{ vector: string }>(
        `select md5(message_embedding::text) as vector from public.ai_messages where message_embedding is not null
         union all select md5(content_embedding::text) from public.ai_memory where content_embedding is not null`,
      )
    ).map(({ vector }) => vector)

  test('what is taken comes back as it was', async () => {
    const { thread_id, persona_id } = world.work
    const json = (text: string) => JSON.stringify(text)
    const refused = new Set<string>()
    await inVain(world.ana, async (sql) => {
      // What is no text becomes text on the way, before the database sees it. Answered as JSON, as over the wire: PGlite
      // takes the mark off a text that begins with one.
      for (const word of allWords.map((one) => one.toWellFormed())) {
        const tried = async (text: string, params: unknown[]) => {
          const { rows, error } = await attempt(sql, text, params)
          if (error) {
            expect([word.slice(0, 40), error.code]).toEqual([word.slice(0, 40), expect.stringMatching(/^(22|23|54)/)])
            refused.add(word)
          }
          return rows
        }
        const named = await tried('select to_json(title) as title from public.ai_save_thread($1, title => $2)', [
          randomUUID(),
          word,
        ])
        // A title nobody sees is none.
        if (named) expect(named).toEqual([{ title: /[^\s\p{C}]/u.test(word) ? word : null }])
        const noted = await tried(
          'select to_json(key) as key, value from public.ai_set_metadata($1, $2, thread_id => $3)',
          [word, json(word), thread_id],
        )
        if (noted) expect(noted).toEqual([{ key: word, value: word }])
        const kept = await tried('select to_json(content) as content from public.ai_save_working_memory($1, $2)', [
          persona_id,
          word,
        ])
        if (kept) expect(kept).toEqual([{ content: word }])
      }
    })
    expect(refused.size).toBeLessThan(allWords.length / 2)
  })

  test.each([
    ['a NUL', String.raw`{"thread_id": "$thread", "title": "a\u0000b"}`],
    ['half a surrogate pair', String.raw`{"thread_id": "$thread", "title": "\ud800"}`],
    ['a megabyte of title', `{"thread_id": "$thread", "title": "${'x'.repeat(1_000_000)}"}`],
    ['depth', `{"thread_id": "$thread", "metadata": {"a": ${'['.repeat(100_000)}${']'.repeat(100_000)}}}`],
    ['a number no number is', '{"thread_id": "$thread", "metadata": {"a": NaN}}'],
    ['bytes that are no text', '{"thread_id": "$thread", "title": "\u0080\u00ff"}'],
    ['the same argument twice', '{"thread_id": "$thread", "title": "a", "title": "b"}'],
    ['a list', '[{"thread_id": "$thread", "title": "a"}]'],
  ])('over the wire, %s is refused or taken as it is', async (_what, body) => {
    const answer = await world.ana.post('ai_update_thread', body.replace('$thread', world.work.thread_id))
    const said = (await answer.json()) as { message?: string }
    expect([answer.status < 500, said.message]).toEqual([true, answer.ok ? undefined : expect.stringMatching(/./)])
    expect(await world.ana.call('ai_get_thread', { thread_id: world.work.thread_id })).toHaveLength(1)
  })
})

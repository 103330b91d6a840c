// Values nobody should send: every one is refused in words, or does what it says, and nothing else is touched.
import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callOf, readFunctions } from './support/attack/functions'
import type { ApiFunction, CallOf } from './support/attack/functions'
import { allHostile, allWords, hostile, isCleanRefusal } from './support/attack/hostile'
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
    const others = async (sql: Sql) =>
      (await everything(sql)).filter(({ content }) => content.includes(world.ben.userId))
    const before = await inVain(world.ana, others)
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
            const outcome = await attempt(sql, fine.text, params)
            const after = outcome.rows && api.isVolatile ? await others(sql) : before
            await undo(sql)
            expect(problemOf(api, outcome)).toBeUndefined()
            expect(after).toEqual(before)
          }),
          { numRuns: 10 },
        ),
      )
    }
  })

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
        if (named) expect(named).toEqual([{ title: word || null }])
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

// Everybody who should not, at everything there is: every table and every function, with the ids in hand.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attackersOf, insidersOf } from './support/attack/callers'
import type { Attacker } from './support/attack/callers'
import { callsOf, pairsOf, shapeOf } from './support/attack/existence'
import { callOf, pointersOf, readFunctions, unknownArguments, withoutEach } from './support/attack/functions'
import type { ApiFunction, CallOf } from './support/attack/functions'
import { isChosen, makingFunctions, oversteps } from './support/attack/makers'
import { attemptsOn, pointersIn, pointingRows, readPlaces, readTables, rowsOf } from './support/attack/tables'
import type { Table } from './support/attack/tables'
import { attempt, compare, damage, everything, inVain, undo } from './support/attack/watch'
import { buildWorld, nothingLike, watching } from './support/attack/world'
import type { Vault, World } from './support/attack/world'
import { engines, openEngine } from './support/engines'

/** What is no id: whoever says the same says it for themselves. */
const saysOnly = ['word', 'run_key', 'device', 'sha256']

describe.each(engines)('%s', (name) => {
  let world: World
  let tables: Table[]
  let functions: ApiFunction[]
  /** Ids behind which there is nothing. */
  let nothing: Vault
  beforeAll(async () => {
    world = await buildWorld(await openEngine(name, { sql: watching }))
    tables = await readTables(world.engine)
    functions = await readFunctions(world.engine)
    nothing = nothingLike(world.work)
  })
  afterAll(() => world.engine.close())

  test('there is something of hers in every table', async () => {
    const found = await Promise.all(tables.map((table) => rowsOf(world.engine, table, world.work)))
    const missing = tables.flatMap((table, index) => {
      const rows = found[index] ?? []
      const empty = pointersIn(table).filter((column) => !rows.some((row) => row[column]))
      return rows.length === 0 ? [table.name] : empty.map((column) => `${table.name}.${column}`)
    })
    expect(missing).toEqual([])
    const rows = await inVain(world.ana, everything)
    expect(rows.filter(({ content }) => content.includes(world.work.word)).length).toBeGreaterThan(15)
  })

  test('there is something to say for every argument of every function', () => {
    expect([...new Set(functions.flatMap(unknownArguments))]).toEqual([])
    const names = new Set(functions.map((api) => api.name))
    expect(makingFunctions.filter((made) => !names.has(made))).toEqual([])
  })

  test('nobody reads a row that is not theirs, through a view neither', async () => {
    const places = await readPlaces(world.engine)
    expect(places.length).toBeGreaterThan(tables.length)
    for (const { who, caller, secrets } of [...attackersOf(world), ...insidersOf(world)]) {
      await inVain(caller, async (sql) => {
        for (const place of places) {
          const outcome = await attempt(sql, `select row::text as content from ${place} as row`, [])
          const text = JSON.stringify(outcome)
          expect(
            secrets.filter((secret) => text.includes(secret)),
            `${who} reads ${place}`,
          ).toEqual([])
        }
      })
    }
  })

  test('nobody writes, deletes or takes over a row that is not theirs', { timeout: 300_000 }, async () => {
    const harm: string[] = []
    for (const attacker of [...attackersOf(world), ...insidersOf(world)]) {
      const aims = await Promise.all(tables.map((table) => aimOf(table, attacker)))
      await inVain(attacker.caller, async (sql) => {
        const before = await everything(sql)
        for (const { what, text, params } of aims.flat()) {
          const outcome = await attempt(sql, text, params)
          if (!outcome.rows?.length) continue
          const done = damage(attacker, compare(before, await everything(sql)))
          if (done.length > 0) harm.push(`${attacker.who} ${what}: ${done[0]?.slice(0, 300)}`)
          await undo(sql)
        }
      })
    }
    expect(harm).toEqual([])
  })

  async function aimOf(table: Table, attacker: Attacker) {
    const hers = JSON.stringify(await rowsOf(world.engine, table, world.work)).replaceAll(world.work.word, 'something')
    const own = await rowsOf(world.engine, table, attacker.own)
    return attemptsOn(table, JSON.parse(hers) as Record<string, unknown>[], own, attacker.isThorough)
  }

  test('no table says that something of hers is there', async () => {
    const leaks: string[] = []
    for (const attacker of attackersOf(world)) {
      if (attacker.isMarked || attacker.own === world.work) continue
      const rows = await Promise.all(
        tables.map(async (table) => ({
          table,
          hers: await rowsOf(world.engine, table, world.work),
          own: await rowsOf(world.engine, table, attacker.own),
        })),
      )
      await inVain(attacker.caller, async (sql) => {
        for (const { table, hers, own } of rows) {
          for (const { column, real, random } of pointingRows(table, hers, own)) {
            const withHers = shapeOf(await attempt(sql, real.text, real.params))
            await undo(sql)
            const withNothing = shapeOf(await attempt(sql, random.text, random.params))
            await undo(sql)
            if (withHers !== withNothing) leaks.push(`${attacker.who} by ${column}: ${withHers} or ${withNothing}`)
          }
        }
      })
    }
    expect(leaks).toEqual([])
  })

  test('every function says no to whoever has no account, no name, or headers nobody understands', async () => {
    const surprises: string[] = []
    for (const attacker of attackersOf(world)) {
      if (!attacker.refusal) continue
      await inVain(attacker.caller, async (sql) => {
        for (const api of functions) {
          const { text, params } = callOf(api, ({ field }) => world.work[field] as string)
          const { error } = await attempt(sql, text, params)
          await undo(sql)
          if (error?.code !== attacker.refusal) surprises.push(`${attacker.who}: ${api.name} ${error?.code}`)
        }
      })
    }
    expect(surprises).toEqual([])
  })

  test('no function changes what its caller may not change', { timeout: 300_000 }, async () => {
    const harm: string[] = []
    for (const attacker of [...attackersOf(world), ...insidersOf(world)]) {
      if (attacker.refusal) continue
      const before = await inVain(attacker.caller, everything)
      for (const api of functions) {
        for (const vault of new Set([world.work, attacker.own])) {
          for (const onlyRequired of [false, true]) {
            // A transaction each: a request that may only read turns the whole of it.
            const change = await inVain(attacker.caller, async (sql) => {
              const { text, params } = callOf(
                api,
                ({ field }) => (field === 'word' ? nothing : vault)[field] as string,
                onlyRequired,
              )
              const { rows } = await attempt(sql, text, params)
              return rows && compare(before, await everything(sql))
            })
            const done = change ? damage(attacker, change) : []
            if (done.length > 0) harm.push(`${attacker.who}: ${api.name}: ${done[0]?.slice(0, 300)}`)
          }
        }
      }
    }
    expect(harm).toEqual([])
  })

  test('no function reads what its caller may not see, or says that it is there', { timeout: 300_000 }, async () => {
    const leaks: string[] = []
    for (const attacker of attackersOf(world)) {
      if (attacker.refusal || attacker.isMarked) continue
      for (const api of functions) {
        for (const pair of pairsOf(api, world.work, attacker.own, nothing)) {
          const { real, random } = callsOf(api, pair)
          const [withHers, withNothing] = [
            await inVain(attacker.caller, (sql) => attempt(sql, real.text, real.params)),
            await inVain(attacker.caller, (sql) => attempt(sql, random.text, random.params)),
          ]
          const answer = pair.named.reduce(
            (text, { field }) => text.replaceAll(world.work[field] as string, 'what was asked'),
            JSON.stringify(withHers),
          )
          const read = attacker.secrets.filter((secret) => answer.includes(secret))
          if (read.length > 0) leaks.push(`${attacker.who} reads by ${pair.what}: ${answer.slice(0, 300)}`)
          if (shapeOf(withHers) === shapeOf(withNothing)) continue
          const isMade = pair.named.some((pointer) => isChosen(api, pointer))
          const isRefused =
            withHers.rows?.length === 0 || ['PT404', 'PT409', '22023'].includes(withHers.error?.code ?? '')
          if (isMade && isRefused) continue
          leaks.push(
            `${attacker.who} learns by ${pair.what}: ${shapeOf(withHers).slice(0, 200)} or ${shapeOf(withNothing).slice(0, 200)}`,
          )
        }
      }
    }
    expect(leaks).toEqual([])
  })

  test('no function lets anything of its caller’s point at something of hers', { timeout: 300_000 }, async () => {
    const harm: string[] = []
    for (const attacker of attackersOf(world)) {
      if (attacker.refusal || attacker.isMarked) continue
      const before = await inVain(attacker.caller, everything)
      for (const api of functions.filter(({ isVolatile }) => isVolatile)) {
        for (const { what, named, real, onlyRequired } of pairsOf(api, world.work, attacker.own, nothing)) {
          if (named.some(({ field }) => saysOnly.includes(field))) continue
          const { text, params } = callOf(api, real, onlyRequired)
          const change = await inVain(attacker.caller, async (sql) => {
            const { rows } = await attempt(sql, text, params)
            return rows && compare(before, await everything(sql))
          })
          const done = change ? damage(attacker, change).filter((line) => !line.includes('ai_forget_previews')) : []
          if (done.length > 0) harm.push(`${attacker.who} by ${what}: ${done[0]?.slice(0, 300)}`)
        }
      }
    }
    expect(harm).toEqual([])
  })

  test('nobody forgets what is not theirs, whatever they had a look at', async () => {
    const harm: string[] = []
    for (const attacker of [...attackersOf(world), ...insidersOf(world)]) {
      if (attacker.refusal) continue
      for (const api of functions.filter((one) => one.name === 'ai_forget_preview')) {
        const change = await inVain(attacker.caller, async (sql) => {
          const before = await everything(sql)
          const { text, params } = callOf(api, ({ field }) => world.work[field] as string)
          const { rows } = await attempt(sql, text, params)
          const [preview] = (rows ?? []) as { token: string }[]
          if (preview) await attempt(sql, 'select * from public.ai_forget($1)', [preview.token])
          return compare(before, await everything(sql))
        })
        const lost = damage(attacker, { ...change, come: [] })
        if (lost.length > 0) harm.push(`${attacker.who}: ${lost[0]?.slice(0, 300)}`)
      }
    }
    expect(harm).toEqual([])
  })

  test('every refusal is in words for a person', { timeout: 300_000 }, async () => {
    const raw = new Set<string>()
    for (const attacker of [...attackersOf(world), ...insidersOf(world)]) {
      if (attacker.refusal) continue
      for (const api of functions.filter(({ isVolatile }) => isVolatile)) {
        const ways = (oversteps[api.name] ?? []).map((way) => ({ ...api, way }))
        const calls = [...withoutEach(api), ...ways].flatMap((one) =>
          [world.work, attacker.own].flatMap((vault) => [
            callOf(one, ({ field }) => vault[field] as string),
            callOf(one, (pointer) => (isChosen(api, pointer) ? nothing : vault)[pointer.field] as string),
          ]),
        )
        for (const call of new Set(calls.map((one) => JSON.stringify(one)))) {
          const { text, params } = JSON.parse(call) as CallOf
          const { error } = await inVain(attacker.caller, (sql) => attempt(sql, text, params))
          if (/row-level security|permission denied for/.test(error?.message ?? '')) {
            raw.add(`${attacker.who}: ${api.name}: ${error?.code} ${error?.message}`)
          }
        }
      }
    }
    expect([...raw]).toEqual([])
  })

  test('she herself may do all of this', async () => {
    const failures: string[] = []
    for (const api of functions) {
      const { text, params } = callOf(
        api,
        (pointer) => (isChosen(api, pointer) ? nothing : world.work)[pointer.field] as string,
      )
      const { error } = await inVain(world.ana, (sql) => attempt(sql, text, params))
      if (error) failures.push(`${api.name}: ${error.code} ${error.message}`)
    }
    expect(failures).toEqual([])
    expect(functions.some((api) => pointersOf(api).length > 0)).toBe(true)
  })
})

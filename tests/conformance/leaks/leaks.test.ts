// Nothing of anybody else: no method returns or changes anything of another person or another persona, whatever ids it is
// given. InMemoryStore knows no owners, so that this is asked of ours only.
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeResourceKey, NO_PERSONA } from '../../../src/shared/domain/resource-key'
import { engines, openEngine } from '../../../supabase/tests/support/engines'
import type { Engine, Person } from '../../../supabase/tests/support/engines'
import { domainsOf, newResourceOf, storeOf } from '../world'
import type { Domains } from '../world'
import { anyAttempt, outcomeOf, reads, scopedReads, writes } from './attempts'
import type { Pick } from './attempts'
import { buildEstate, everythingIn } from './estate'
import type { Estate, Ids } from './estate'

interface Attacker {
  who: string
  store: Domains
  own: Ids
  /** What is none of the attacker's. */
  others: Estate[]
}

describe.each(engines)('on %s', (name) => {
  let engine: Engine
  let attackers: Attacker[]
  /** Ana's without a persona, with one and with another; Ben's likewise. */
  let anas: Estate[]
  let bens: Estate[]
  let ana: Person
  beforeAll(async () => {
    engine = await openEngine(name)
    ana = await engine.signIn('Ana')
    const ben = await engine.signIn('Ben')
    anas = await estatesOf(ana)
    bens = await estatesOf(ben)
    const atWork = ana.withHeaders({ 'x-kith-persona': anas[1]!.resource[0]!.split(':')[1]! })
    const withoutPersona = ana.withHeaders({ 'x-kith-persona': NO_PERSONA })
    attackers = [
      { who: 'another person', store: await domainsOf(storeOf(ben)), own: together(bens), others: anas },
      {
        who: 'another persona',
        store: await domainsOf(storeOf({ ...atWork, userId: ana.userId })),
        own: anas[1]!,
        others: [anas[0]!, anas[2]!, ...bens],
      },
      {
        who: 'no persona',
        store: await domainsOf(storeOf({ ...withoutPersona, userId: ana.userId })),
        own: anas[0]!,
        others: [...anas.slice(1), ...bens],
      },
    ]
  }, 120_000)
  afterAll(() => engine.close())

  async function estatesOf(person: Person): Promise<Estate[]> {
    const store = await domainsOf(storeOf(person))
    const resourceIds = [
      makeResourceKey(person.userId, null),
      await newResourceOf(person, 'Work'),
      await newResourceOf(person, 'Home'),
    ]
    const estates = []
    for (const resourceId of resourceIds) estates.push(await buildEstate(store, resourceId))
    return estates
  }

  /** Rows that are somebody's, by a word or a resource of theirs. */
  async function rowsOf(estates: Estate[]): Promise<string[]> {
    const marks = estates.flatMap(({ word, resource }) => [word, ...resource.map((key) => `"resource_key": "${key}"`)])
    return (await everythingIn(engine)).filter((row) => marks.some((mark) => row.includes(mark)))
  }

  /** Ids of both, and resources put together from both. */
  function reachFor({ own, others }: Attacker): Ids {
    const ids = [...others, own, own]
    const halves = ids.flatMap(({ resource }) => resource.map((key) => key.split(':') as [string, string]))
    const mixed = halves.flatMap(([userId]) => halves.map(([, personaId]) => `${userId}:${personaId}`))
    return { ...together(ids), resource: [...together(ids).resource, ...mixed] }
  }

  const whatOthersHave = ({ others }: Attacker) =>
    others.flatMap(({ word, thread, message }) => ({ word, ids: [...thread, ...message] }))

  test('there is something to be found', async () => {
    const rows = await everythingIn(engine)
    for (const { word } of [...anas, ...bens]) {
      const tables = new Set(rows.filter((row) => row.includes(word)).map((row) => row.split(' ')[0]))
      const expected = ['public.ai_threads', 'public.ai_messages', 'public.ai_memory', 'public.ai_run_snapshots']
      expect([...tables]).toEqual(expect.arrayContaining(expected))
    }
    // Whoever may, finds it with the same calls.
    const store = await domainsOf(storeOf(ana))
    for (const [method, read] of Object.entries(reads)) {
      expect(await outcomeOf(read(store, pickOf(anas[1]!))), `by ${method}`).toContain(anas[1]!.word)
    }
  })

  test.each([0, 1, 2])(
    'attacker %i reads nothing of others, and cannot tell it from what is not there',
    async (index) => {
      const attacker = attackers[index]!
      const nowhere = nothingLike(attacker.others[0]!)
      for (const [method, read] of Object.entries(reads)) {
        for (const isNarrow of [true, false]) {
          const ofOthers = pickOf(attacker.others[0]!, isNarrow)
          const ofNobody = pickOf(nowhere, isNarrow)
          const found = await outcomeOf(read(attacker.store, ofOthers))
          const none = await outcomeOf(read(attacker.store, ofNobody))
          expect(withoutIds(found, ofOthers), `${attacker.who} by ${method}`).toBe(withoutIds(none, ofNobody))
          for (const { word } of attacker.others) expect(found).not.toContain(word)
        }
      }
    },
  )

  test.each([0, 1, 2])('attacker %i changes nothing of others with any method', async (index) => {
    const attacker = attackers[index]!
    const before = await rowsOf(attacker.others)
    for (const [method, write] of Object.entries(writes)) {
      for (const other of attacker.others) {
        // All of it somebody else's, or brought home.
        for (const resource of [other.resource[0]!, attacker.own.resource[0]!]) {
          for (const isNarrow of [true, false]) {
            const outcome = await outcomeOf(write(attacker.store, { ...pickOf(other, isNarrow), resource }))
            for (const { word } of attacker.others) expect(outcome, `by ${method}`).not.toContain(word)
          }
        }
      }
    }
    expect(await rowsOf(attacker.others)).toEqual(before)
  })

  test.each([0, 1, 2])('attacker %i gets and changes nothing of others with any ids in any order', async (index) => {
    const attacker = attackers[index]!
    const others = whatOthersHave(attacker)
    const before = await rowsOf(attacker.others)
    const calls = { ...reads, ...writes }
    const attempts = fc.array(anyAttempt(calls, reachFor(attacker)), { minLength: 10, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(attempts, async (sequence) => {
        for (const { method, pick } of sequence) {
          const outcome = await outcomeOf(calls[method]!(attacker.store, pick))
          const given = new Set(Object.values(pick))
          const told = others.flatMap(({ word, ids }) => [
            ...(outcome.includes(word) ? [word] : []),
            // Ids that were not even asked for. In runs they may stand because the attacker put them there before.
            ...ids.filter((id) => !/Workflow/.test(method) && outcome.includes(id) && !given.has(id)),
          ])
          expect(told, `${attacker.who} by ${method}`).toEqual([])
        }
      }),
      { numRuns: 12, endOnFailure: true },
    )
    expect(await rowsOf(attacker.others)).toEqual(before)
  })

  test('with a resource every method reads that resource only, of one’s own as well', async () => {
    const store = await domainsOf(storeOf(ana))
    const asked = anas[1]!
    const others = [anas[0]!, anas[2]!]
    const ids = { ...together(anas), resource: asked.resource }
    await fc.assert(
      fc.asyncProperty(fc.array(anyAttempt(scopedReads, ids), { maxLength: 10 }), async (sequence) => {
        for (const { method, pick } of sequence) {
          const outcome = await outcomeOf(scopedReads[method]!(store, { ...pick, resource: asked.resource[0]! }))
          for (const { word } of others) expect(outcome, `by ${method}`).not.toContain(word)
        }
      }),
      { numRuns: 12, endOnFailure: true },
    )
  })

  test('clearing everything is refused, or clears what is one’s own only', async () => {
    const eve = await engine.signIn('Eve')
    const { memory, workflows } = await domainsOf(storeOf(eve))
    const estate = await buildEstate({ memory, workflows }, await newResourceOf(eve))
    const before = await rowsOf([...anas, ...bens])
    const outcome = await outcomeOf(memory.dangerouslyClearAll().then(() => workflows.dangerouslyClearAll()))
    const left = await memory.getThreadById({ threadId: estate.thread[0]! })
    expect(left === null || outcome.startsWith('refused')).toBe(true)
    expect(await rowsOf([...anas, ...bens])).toEqual(before)
  })

  test('what one store keeps in memory is not another’s', async () => {
    const [mine, hers] = [storeOf(await engine.signIn('Cleo')), storeOf(await engine.signIn('Dora'))]
    const [a, b] = [await domainsOf(mine), await domainsOf(hers)]
    const resourceId = await newResourceOf(await engine.signIn('Cleo'))
    const estate = await buildEstate(a, resourceId)
    for (const [method, read] of Object.entries(reads)) {
      await outcomeOf(read(a, pickOf(estate)))
      expect(await outcomeOf(read(b, pickOf(estate))), `by ${method}`).not.toContain(estate.word)
    }
  })
})

function together(estates: Ids[]): Ids {
  const all = (key: keyof Ids) => estates.flatMap((estate) => estate[key])
  return { resource: all('resource'), thread: all('thread'), message: all('message'), run: all('run') }
}

function pickOf(ids: Ids, isNarrow = true): Pick {
  const [resource, thread, message, run] = [ids.resource[0]!, ids.thread[0]!, ids.message[0]!, ids.run[0]!]
  return { resource, thread, otherThread: ids.thread[1]!, message, otherMessage: ids.message[1]!, run, isNarrow }
}

/** Ids of the same shape behind which there is nothing. */
function nothingLike(ids: Ids): Ids {
  const none = () => crypto.randomUUID()
  return {
    resource: ids.resource.map((key) => `${key.split(':')[0]}:${none()}`),
    thread: ids.thread.map(none),
    message: ids.message.map(none),
    run: ids.run.map(none),
  }
}

function withoutIds(outcome: string, pick: Pick): string {
  return Object.entries(pick).reduce(
    (text, [key, id]) => (typeof id === 'string' ? text.replaceAll(id, `<${key}>`) : text),
    outcome,
  )
}

// What two windows save in one moment under one id is saved once, and nobody is refused.
import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, openEngine } from './support/engines'
import type { Engine, Person } from './support/engines'

/** What goes wrong does so once in many times, and never where one thing is done after the other. */
const roundsOn = { postgres: 30, pglite: 2 }
const AT_ONCE = 6

describe.each(engines)('on %s', (name) => {
  const rounds = roundsOn[name]
  let engine: Engine
  let ana: Person
  beforeAll(async () => {
    engine = await openEngine(name)
    ana = await engine.signIn('Ana')
  })
  afterAll(() => engine.close())

  /** Whatever is asked for, by several in one moment, and that again and again. What they were refused with. */
  async function refusals(prepare: () => () => Promise<unknown>): Promise<string[]> {
    const refused: string[] = []
    for (let round = 0; round < rounds; round += 1) {
      const save = prepare()
      const outcomes = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => save()))
      for (const outcome of outcomes) if (outcome.status === 'rejected') refused.push(String(outcome.reason))
    }
    return refused
  }

  test('a persona', async () => {
    const save = () => {
      const persona = { id: randomUUID(), name: 'Coach', instructions: 'Be brief.' }
      return () => ana.call('ai_save_persona', persona)
    }
    expect(await refusals(save)).toEqual([])
    expect(await ana.call('ai_list_personas', {})).toHaveLength(rounds)
  })

  test('a memory', async () => {
    const save = () => {
      const memory = { memory_id: randomUUID(), content: `Bea plays the cello ${randomUUID()}` }
      return () => ana.call('ai_save_memory', memory)
    }
    expect(await refusals(save)).toEqual([])
  })

  test('a proposal', async () => {
    const save = () => {
      const proposal = { memory_id: randomUUID(), content: `Bea plays the flute ${randomUUID()}` }
      return () => ana.call('ai_propose_memory', proposal)
    }
    expect(await refusals(save)).toEqual([])
  })

  test('a file, which several begin under ids of their own', async () => {
    const save = () => {
      const sha256 = createHash('sha256').update(randomUUID()).digest('hex')
      return () =>
        ana.call('ai_start_file', { file_id: randomUUID(), sha256, media_type: 'text/plain', size: 3, name: 'a.txt' })
    }
    expect(await refusals(save)).toEqual([])
  })
})

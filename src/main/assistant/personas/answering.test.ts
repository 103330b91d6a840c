// Who answers for a persona, from what is set to the request that reaches a provider.
import { beforeAll, describe, expect, it } from 'vitest'
import { loadMastra, soon, textIn } from '../testing/start-assistant'
import { coach, first, second, startAnswering } from './testing/start-answering'

beforeAll(loadMastra)

describe('a persona answers with its own model and settings', () => {
  it('which are told to the provider, and kept with the run', async () => {
    await using kith = await startAnswering()
    await kith.setPersona({ model: second, temperature: 0.3, maxOutputTokens: 321, reasoningEffort: 'high' })
    expect(textIn((await kith.ask('Who are you?')).content)).toBe('From the second.')
    expect(kith.servers.first.requests).toEqual([])
    expect(kith.servers.second.requests[0]?.asked?.body).toMatchObject({
      model: 'second',
      temperature: 0.3,
      max_tokens: 321,
      reasoning_effort: 'high',
    })
    expect(kith.database.runs()[0]).toMatchObject({
      model: { provider: 'Second', model: 'second' },
      settings: { temperature: 0.3, maxOutputTokens: 321, reasoningEffort: 'high' },
    })
  })

  it('and a change counts for the next answer', async () => {
    await using kith = await startAnswering()
    expect(textIn((await kith.ask('Who are you?')).content)).toBe('From the first.')
    await kith.setPersona({ model: second })
    expect(textIn((await kith.ask('And now?')).content)).toBe('From the second.')
    await kith.setPersona({})
    expect(textIn((await kith.ask('And again?')).content)).toBe('From the first.')
  })

  it('in what it does not say, as everybody', async () => {
    await using kith = await startAnswering()
    Object.assign(kith.answering, { temperature: 0.9, maxOutputTokens: 50 })
    await kith.setPersona({ temperature: 0.1 })
    await kith.ask('Who are you?')
    expect(kith.servers.first.requests[0]?.asked?.body).toMatchObject({ temperature: 0.1, max_tokens: 50 })
  })

  it('without a persona as it is set there', async () => {
    await using kith = await startAnswering({ personaId: null })
    Object.assign(kith.answering, { temperature: 0.9, notesTemplate: '- where they live' })
    await kith.ask('Who are you?')
    expect(kith.servers.first.requests[0]?.asked?.body).toMatchObject({ temperature: 0.9 })
    expect(JSON.stringify(kith.servers.first.requests[0]?.asked?.prompt)).toContain('- where they live')
  })

  it.each([
    [{ model: 'gpt', temperature: 'hot', maxOutputTokens: -5, reasoningEffort: 7, notesTemplate: {}, fallback: [] }],
    [[]],
    [{ model: { kind: 'provider', providerId: 'x', model: '' } }],
  ])('and answers as everybody where nonsense is stored: %j', async (stored) => {
    await using kith = await startAnswering()
    await kith.setPersona(stored)
    expect(textIn((await kith.ask('Who are you?')).content)).toBe('From the first.')
    expect(kith.servers.first.requests[0]?.asked?.body).not.toHaveProperty('temperature')
  })

  it('and is told what its notes are to be about, while there are none', async () => {
    await using kith = await startAnswering()
    await kith.setPersona({ notesTemplate: '# Goals\n# What got in the way' })
    await kith.ask('Hello')
    const system = () =>
      kith.servers.first.requests
        .at(-1)
        ?.asked?.prompt.filter(({ role }) => role === 'system')
        .map(({ text }) => text)
        .join('\n')
    expect(system()).toContain('# What got in the way')
    await kith.database.call('ai_save_working_memory', { persona_id: coach, content: '- runs on Sundays' })
    await kith.ask('Hello again')
    expect(system()).toContain('- runs on Sundays')
    expect(system()).not.toContain('# What got in the way')
  })
})

describe('what an answer costs', () => {
  const price = { input: 2, cachedInput: 1, output: 10, asOf: '2026-06-21', source: 'kith' as const }

  it('is stored with its run, by what the provider counted', async () => {
    const usage = { input: 1_000, output: 100, reasoning: 40 }
    await using kith = await startAnswering({
      first: { text: 'Costly.', usage },
      known: () => ({ context: 10_000, price }),
    })
    await kith.ask('How much?')
    await soon(() => expect(kith.database.runs()[0]?.cost).not.toBeNull())
    expect(kith.database.runs()[0]?.cost).toEqual({
      amount: (1_000 * 2 + 100 * 10) / 1_000_000,
      currency: 'USD',
      asOf: '2026-06-21',
      source: 'kith',
    })
    expect(kith.database.runs()[0]?.usage).toMatchObject({ inputTokens: 1_000, outputTokens: 100, reasoningTokens: 40 })
  })

  it('is nothing on this computer', async () => {
    await using kith = await startAnswering()
    await kith.ask('How much?')
    expect(kith.database.runs()[0]?.cost).toMatchObject({ amount: 0, source: 'local' })
  })

  it('is that of the model that answered', async () => {
    await using kith = await startAnswering({
      first: { status: 401, body: '{}' },
      second: { text: 'Cheap.', usage: { input: 100, output: 10 } },
      known: (model) => ({ context: null, price: model === 'first' ? { ...price, input: 1_000 } : price }),
    })
    await kith.setPersona({ fallback: second })
    await kith.ask('How much?')
    expect(kith.database.runs()[0]?.cost).toMatchObject({ amount: (100 * 2 + 10 * 10) / 1_000_000 })
    expect(first.model).toBe('first')
  })
})

import { beforeAll, describe, expect, it } from 'vitest'
import { startAnswering } from '../personas/testing/start-answering'
import { loadMastra, textIn } from '../testing/start-assistant'

beforeAll(loadMastra)

const usage = { input: 20, output: 9, reasoning: 5 }
const partsOf = (content: { parts: readonly { type: string }[] }) =>
  content.parts.filter(({ type }) => type === 'text' || type === 'reasoning')

describe.each(['compatible', 'openai'] as const)('what a model thinks (%s)', (kind) => {
  it('is a part of the answer, before what it says, and counted', async () => {
    await using kith = await startAnswering({ kind, first: { reasoning: 'Let me see.', text: 'Seven.', usage } })
    const answer = await kith.ask('How many?')
    expect(partsOf(answer.content)).toMatchObject([
      { type: 'reasoning', reasoning: 'Let me see.' },
      { type: 'text', text: 'Seven.' },
    ])
    expect(kith.database.runs()[0]?.usage).toMatchObject({ inputTokens: 20, outputTokens: 9, reasoningTokens: 5 })
  })

  it('is not told again to the next', async () => {
    await using kith = await startAnswering({ kind, first: { reasoning: 'Secret thoughts.', text: 'Seven.' } })
    await kith.ask('How many?')
    await kith.ask('Sure?')
    expect(JSON.stringify(kith.servers.first.requests.at(-1)?.body)).not.toContain('Secret thoughts.')
  })

  it('and nothing is made of it where there is none', async () => {
    await using kith = await startAnswering({ kind, first: { text: 'Seven.' } })
    const answer = await kith.ask('How many?')
    expect(partsOf(answer.content)).toHaveLength(1)
    expect(textIn(answer.content)).toBe('Seven.')
  })
})

describe('thoughts with tools', () => {
  it('end before the call, and begin anew after its result', async () => {
    await using kith = await startAnswering({
      first: [
        { reasoning: 'I look.', toolCalls: [{ name: 'recall', arguments: { query: 'boat' } }] },
        { reasoning: 'I found nothing.', text: 'I do not know.' },
      ],
    })
    const answer = await kith.ask('What is my boat called?')
    expect(answer.status).toBe('complete')
    expect(answer.content.parts.map(({ type }) => type).filter((type) => type !== 'step-start')).toEqual([
      'reasoning',
      'tool-invocation',
      'reasoning',
      'text',
    ])
  })
})

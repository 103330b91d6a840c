// How full a window is: told when a prompt leaves, right when the provider has counted, and part of the answer from then on.
import { beforeAll, describe, expect, it } from 'vitest'
import type { WindowUse } from '../../../shared/contract/chat'
import { second, startAnswering } from '../personas/testing/start-answering'
import { loadMastra, textIn } from '../testing/start-assistant'

beforeAll(loadMastra)

const windowIn = (content: object) => (content as { metadata: { window: WindowUse } }).metadata.window
const categories = ['instructions', 'notes', 'recalled', 'history', 'attachments', 'tools', 'question'] as const
const sum = (use: WindowUse) => categories.reduce((all, name) => all + use[name], 0)
const known = () => ({ context: 10_000, price: null })

describe('the gauge', () => {
  it('is estimated while the answer is written, and counted when it is there', async () => {
    await using kith = await startAnswering({ first: { text: 'Yes.', usage: { input: 777, output: 3 } }, known })
    const answer = await kith.ask('Is this about right?')
    const told = kith.view.events.flatMap((event) => (event.type === 'progress' ? [event.progress.window] : []))
    expect(told.at(-1)).toMatchObject({ isEstimate: true, size: 10_000, limit: 10_000, model: 'first', dropped: null })
    const use = windowIn(answer.content)
    expect(use).toMatchObject({ isEstimate: false, size: 10_000, reserve: 2_500 })
    expect(Math.abs(sum(use) - 777)).toBeLessThanOrEqual(categories.length)
    expect(use.question).toBeGreaterThan(0)
    expect(use.tools).toBeGreaterThan(0)
  })

  it('says that nobody knows how much a model takes', async () => {
    await using kith = await startAnswering({ first: { text: 'Yes.' } })
    expect(windowIn((await kith.ask('Do you know?')).content)).toMatchObject({ size: null, limit: 8_000 })
  })

  it('grows with the conversation, and the oldest of it goes when there is no room', async () => {
    await using kith = await startAnswering({
      first: (request) => ({
        text: `${request.lastUserText.slice(0, 5)} ${'long answer '.repeat(150)}`,
        usage: { input: 0, output: 1 },
      }),
      known: () => ({ context: 2_400, price: null }),
    })
    const seen: (number | null)[] = []
    for (let turn = 0; turn < 6; turn += 1) {
      const use = windowIn((await kith.ask(`turn ${String(turn)}: ${'word '.repeat(20)}`)).content)
      expect(sum(use) + use.reserve).toBeLessThanOrEqual(use.limit)
      seen.push(use.dropped?.messages ?? null)
    }
    expect(seen[0]).toBeNull()
    expect(seen.at(-1)).toBeGreaterThan(0)
    const last = kith.servers.first.requests.at(-1)?.asked
    expect(last?.lastUserText).toContain('turn 5')
    expect(last?.prompt.map(({ text }) => text).join('\n')).not.toContain('turn 0')
  })

  it('is smaller when a smaller model answers instead, which is given less', async () => {
    const long = { text: 'long answer '.repeat(250), usage: { input: 0, output: 1 } }
    await using kith = await startAnswering({
      first: [long, long, long, { status: 500 }],
      second: { text: 'Small.' },
      known: (model) => ({ context: model === 'first' ? 20_000 : 2_000, price: null }),
    })
    await kith.setPersona({ fallback: second })
    for (const turn of ['zero', 'one', 'two']) await kith.ask(`This is turn ${turn}.`)
    const answer = await kith.ask('And now?')
    expect(textIn(answer.content)).toBe('Small.')
    expect(windowIn(answer.content)).toMatchObject({ model: 'second', size: 2_000, dropped: { isMore: false } })
    const said = (asked: { prompt: readonly { text: string }[] } | undefined) =>
      asked?.prompt.map(({ text }) => text).join('\n')
    expect(said(kith.servers.first.requests.at(-1)?.asked)).toContain('This is turn zero.')
    expect(said(kith.servers.second.requests.at(-1)?.asked)).not.toContain('This is turn zero.')
  })

  it('a message for which there is no room is kept, and the model is not asked', async () => {
    await using kith = await startAnswering({ known: () => ({ context: 2_000, price: null }) })
    const answer = await kith.ask('word '.repeat(3_000))
    expect(answer.status).toBe('failed')
    expect(JSON.stringify(answer.content)).toContain('QUESTION_TOO_LARGE')
    expect(kith.servers.first.requests).toEqual([])
    expect(textIn(kith.database.messages()[0]?.content)).toContain('word word')
  })
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitHistory } from './fit-history'

interface Said {
  id: number
  role: 'user' | 'assistant'
  tokens: number
}

const tokensOf = ({ tokens }: Said) => tokens
const sum = (messages: readonly Said[]) => messages.reduce((all, { tokens }) => all + tokens, 0)
const said = (...tokens: number[]): Said[] =>
  tokens.map((count, id) => ({ id, tokens: count, role: (tokens.length - 1 - id) % 2 === 0 ? 'user' : 'assistant' }))
const idsOf = (messages: readonly Said[]) => messages.map(({ id }) => id)

test('everything goes along while there is room', () => {
  const all = said(5, 5, 5)
  expect(fitHistory(all, tokensOf, 15)).toEqual({ kept: all, dropped: [] })
})

test('the oldest go first, and an answer does not stay without what it answers', () => {
  const all = said(5, 5, 5, 5, 5)
  expect(idsOf(fitHistory(all, tokensOf, 24).kept)).toEqual([2, 3, 4])
  expect(idsOf(fitHistory(all, tokensOf, 14).kept)).toEqual([4])
})

test('a large message takes what is before it along: there are no holes', () => {
  const all = said(1, 1, 1, 90, 1)
  expect(idsOf(fitHistory(all, tokensOf, 50).kept)).toEqual([4])
})

test('nothing said is nothing kept', () => {
  expect(fitHistory([], tokensOf, 10)).toEqual({ kept: [], dropped: [] })
})

test('whatever was said: the question stays, the order too, and nothing is over the room but the question alone', () => {
  const message = fc.record({ role: fc.constantFrom('user' as const, 'assistant' as const), tokens: fc.nat(500) })
  fc.assert(
    fc.property(fc.array(message, { minLength: 1, maxLength: 60 }), fc.nat(4_000), (messages, room) => {
      const all = messages.map((one, id) => ({ ...one, id }))
      const { kept, dropped } = fitHistory(all, tokensOf, room)
      expect([...dropped, ...kept]).toEqual(all)
      expect(kept.at(-1)).toEqual(all.at(-1))
      if (kept.length > 1) {
        expect(sum(kept)).toBeLessThanOrEqual(room)
        expect(kept[0]?.role).toBe('user')
      }
      // Nothing was left out that had room and could have begun it.
      const more = dropped.findLastIndex(({ role }) => role === 'user')
      if (more !== -1) expect(sum(all.slice(more))).toBeGreaterThan(room)
    }),
    { numRuns: 500 },
  )
})

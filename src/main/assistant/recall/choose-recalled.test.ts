import * as fc from 'fast-check'
import { estimateTokenCount } from 'tokenx'
import { describe, expect, test } from 'vitest'
import { chooseRecalled } from './choose-recalled'
import type { Recalled } from './recalled'
import { renderItem } from './render-recalled'
import { memory, said } from './testing/recalled'

const textsOf = (items: readonly Recalled[]) => items.map(({ text }) => text)
const reasonsOf = (chosen: ReturnType<typeof chooseRecalled>) =>
  chosen.leftOut.map(({ item, reason }) => [item.text, reason])

describe('what is chosen', () => {
  test('memories first, then messages by rank, then what stands beside them', () => {
    const found = [
      said('best', { rank: 1, seq: 5 }),
      said('before it', { seq: 4 }),
      said('after it', { seq: 6 }),
      said('second', { rank: 2, seq: 1, threadId: 'other' }),
      memory('a memory'),
    ]
    expect(textsOf(chooseRecalled(found).used)).toEqual(['a memory', 'best', 'second', 'before it', 'after it'])
  })

  test('nothing that only happens to share a word', () => {
    const found = [said('close', { rank: 1, score: 9 }), said('distant', { rank: 2, seq: 9, score: 1 })]
    const chosen = chooseRecalled(found)
    expect(textsOf(chosen.used)).toEqual(['close'])
    expect(reasonsOf(chosen)).toEqual([['distant', 'distant']])
  })

  test('no neighbour of what was left out', () => {
    const found = [
      said('elsewhere', { rank: 1, seq: 5, threadId: 'other', score: 9 }),
      said('distant', { rank: 2, seq: 5, score: 1 }),
      said('beside it', { seq: 6 }),
    ]
    expect(textsOf(chooseRecalled(found).used)).toEqual(['elsewhere'])
  })

  test('the same words once, and not what the prompt has already', () => {
    const found = [memory('Likes tea.'), memory('likes tea. '), said('I like coffee', { rank: 1 })]
    const chosen = chooseRecalled(found, { isPresent: (text) => text === 'I like coffee' })
    expect(textsOf(chosen.used)).toEqual(['Likes tea.'])
    expect(reasonsOf(chosen)).toEqual([
      ['likes tea. ', 'duplicate'],
      ['I like coffee', 'duplicate'],
    ])
  })

  test('nothing its owner does not want, be it found or beside what was, and that is no measure for the rest', () => {
    const found = [
      said('unwanted', { rank: 1, seq: 5, score: 9 }),
      said('beside it', { seq: 4 }),
      said('unwanted, too', { seq: 9 }),
      said('wanted', { rank: 2, seq: 8, score: 1 }),
    ]
    const isUnwanted = ({ text }: Recalled) => (text.startsWith('unwanted') ? ('not relevant' as const) : null)
    const chosen = chooseRecalled(found, { isUnwanted })
    expect(textsOf(chosen.used)).toEqual(['wanted', 'beside it'])
    expect(reasonsOf(chosen)).toEqual([
      ['unwanted', 'not relevant'],
      ['unwanted, too', 'not relevant'],
    ])
  })

  test('a short one still fits where a long one does not', () => {
    const found = [said('word '.repeat(400), { rank: 1 }), said('short', { rank: 2, threadId: 'other' })]
    const chosen = chooseRecalled(found, { budget: 60 })
    expect(textsOf(chosen.used)).toEqual(['short'])
    expect(chosen.leftOut.map(({ reason }) => reason)).toEqual(['budget'])
  })

  test('memories leave space for what was said', () => {
    const memories = Array.from({ length: 30 }, (_, index) => memory(`${index} ${'fact '.repeat(40)}`))
    const chosen = chooseRecalled([...memories, said('what was said', { rank: 1 })])
    expect(textsOf(chosen.used)).toContain('what was said')
    expect(chosen.leftOut.some(({ reason }) => reason === 'budget')).toBe(true)
  })
})

test('whatever is found: never more than the budget, and everything that was found is used or has a reason', () => {
  const item = fc.record({
    kind: fc.constantFrom('message' as const, 'memory' as const),
    text: fc.string({ minLength: 1, maxLength: 300 }).filter((text) => text.trim() !== ''),
    rank: fc.option(fc.nat(20)),
    seq: fc.nat(50),
    threadId: fc.constantFrom('a', 'b'),
    score: fc.double({ min: 0, max: 9, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(item, { maxLength: 40 }), fc.nat(500), (items, budget) => {
      const found = items.map(({ kind, text, ...rest }) =>
        kind === 'memory'
          ? memory(text, { score: rest.score })
          : said(text, { ...rest, score: rest.rank === null ? null : rest.score }),
      )
      const { used, leftOut } = chooseRecalled(found, { budget })
      const tokens = used.reduce((sum, one) => sum + estimateTokenCount(renderItem(one)), 0)
      expect(tokens).toBeLessThanOrEqual(budget)
      const accounted = new Set([...used, ...leftOut.map(({ item: one }) => one)])
      expect(found.filter((one) => one.rank !== null && !accounted.has(one))).toEqual([])
      expect(accounted.size).toBe(used.length + leftOut.length)
    }),
  )
})

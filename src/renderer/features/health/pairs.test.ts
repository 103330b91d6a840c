import { expect, test } from 'vitest'
import type { MemoryPair, PairRelation } from '../../../shared/contract/health'
import type { Memory } from '../../../shared/contract/memories'
import { keyOf, nothingDecided, openPairs, stayingFirst } from './pairs'

const memory = (id: string, content = id) => ({ id, content }) as Memory
const pair = (older: string, relation: PairRelation, newer: string): MemoryPair => ({
  older: memory(older),
  newer: memory(newer),
  relation,
})
const pairs = [pair('a', 'same', 'b'), pair('b', 'near', 'c'), pair('d', 'contradicts', 'e'), pair('e', 'updates', 'f')]
const keys = (decided: Partial<typeof nothingDecided>) => {
  const { contradictions, duplicates } = openPairs(pairs, { ...nothingDecided, ...decided })
  return [contradictions.map(keyOf), duplicates.map(keyOf)]
}

test('what speaks against each other is apart from what says the same', () => {
  expect(keys({})).toEqual([
    ['d e', 'e f'],
    ['a b', 'b c'],
  ])
})

test('what is in use no more is in no pair', () => {
  expect(keys({ goneIds: new Set(['b', 'f']) })).toEqual([['d e'], []])
})

test('what was told apart is named no more, and nothing else', () => {
  expect(keys({ apart: new Set(['a b']) })).toEqual([['d e', 'e f'], ['b c']])
})

test('of duplicates the longer one is offered to stay, of contradictions the newer one', () => {
  expect(stayingFirst({ older: memory('a', 'Long and whole.'), newer: memory('b', 'Short.'), relation: 'near' })).toBe(
    'older',
  )
  expect(stayingFirst({ older: memory('a', 'Same.'), newer: memory('b', 'Same.'), relation: 'same' })).toBe('newer')
  expect(stayingFirst({ older: memory('a', 'Lives in Bonn.'), newer: memory('b', 'Left.'), relation: 'updates' })).toBe(
    'newer',
  )
})

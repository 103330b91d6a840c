import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { costOf, freeOfCharge } from './cost'
import type { Price } from './cost'

const price: Price = { input: 2, cachedInput: 0.5, output: 8, asOf: '2026-06-21', source: 'kith' }

test('input, what was known already and output have prices of their own; thinking is output', () => {
  const usage = { inputTokens: 1_000_000, cachedInputTokens: 400_000, outputTokens: 100_000, reasoningTokens: 90_000 }
  expect(costOf(usage, price)).toEqual({ amount: 1.2 + 0.2 + 0.8, currency: 'USD', asOf: '2026-06-21', source: 'kith' })
})

test('a small answer does not cost nothing', () => {
  expect(costOf({ inputTokens: 10, outputTokens: 5 }, price)?.amount).toBe(0.00006)
})

test('without a price of its own, known input costs what input costs', () => {
  const usage = { inputTokens: 1_000_000, cachedInputTokens: 1_000_000, outputTokens: 0 }
  expect(costOf(usage, { ...price, cachedInput: undefined })?.amount).toBe(2)
})

test('nothing is guessed: no price, nothing counted, or more than the price holds for', () => {
  expect(costOf({ inputTokens: 10, outputTokens: 5 }, null)).toBeNull()
  expect(costOf(undefined, price)).toBeNull()
  expect(costOf({ inputTokens: 10 }, price)).toBeNull()
  expect(costOf({ inputTokens: 300_000, outputTokens: 5 }, { ...price, upTo: 272_000 })).toBeNull()
})

test('what runs here costs nothing, and says so', () => {
  expect(costOf({ inputTokens: 10, outputTokens: 5 }, freeOfCharge)).toMatchObject({ amount: 0, source: 'local' })
})

test('whatever is counted, a cost is a number that is not below zero, or none', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), fc.anything(), (inputTokens, outputTokens, cachedInputTokens) => {
      const cost = costOf({ inputTokens, outputTokens, cachedInputTokens }, price)
      expect(cost === null || cost.amount >= 0).toBe(true)
    }),
  )
})

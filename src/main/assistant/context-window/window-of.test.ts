import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { roomForRecall, roomIn, windowOf } from './window-of'

test('a model nobody knows is treated carefully, one in the house more so', () => {
  expect(windowOf(null, {})).toMatchObject({ size: null, limit: 32_000 })
  expect(windowOf(null, { isNear: true })).toMatchObject({ size: null, limit: 8_000 })
})

test('an answer that may be long keeps its room, and never more than half', () => {
  expect(windowOf(128_000, { maxOutputTokens: 30_000 }).reserve).toBe(30_000)
  expect(windowOf(8_000, { maxOutputTokens: 100_000 }).reserve).toBe(4_000)
  expect(windowOf(1_000_000, {}).reserve).toBe(16_000)
})

test('whatever a model takes, there is room for a question and for an answer', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 512, max: 2_000_000 }),
      fc.option(fc.integer({ min: 1, max: 1_000_000 })),
      (size, most) => {
        const window = windowOf(size, { maxOutputTokens: most ?? undefined })
        expect(window.reserve).toBeGreaterThan(0)
        expect(roomIn(window) + window.reserve).toBeLessThanOrEqual(size)
        expect(roomIn(window)).toBeGreaterThan(size / 3)
        expect(roomForRecall(window)).toBeLessThanOrEqual(roomIn(window) / 5)
      },
    ),
  )
})

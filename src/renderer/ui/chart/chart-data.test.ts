import { expect, test } from 'vitest'
import { axisEnd, namedEvery } from './chart-data'

test('an axis ends at a round number that has room for everything', () => {
  expect([[], [0], [1], [3], [51], [100], [1_000_001], [0.0034]].map(axisEnd)).toEqual([
    1, 1, 1, 5, 100, 100, 2_000_000, 0.005,
  ])
})

test('no more columns are named than there is room for', () => {
  expect([1, 6, 7, 12, 52].map((columns) => namedEvery(columns, 6))).toEqual([1, 1, 2, 2, 9])
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { pooled, toVectorText } from './pooled-vector'

const lengthOf = (vector: readonly number[]) => Math.hypot(...vector)
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, n) => sum + value * (b[n] ?? 0), 0)
/** From the smallest to the largest numbers there are. */
const wild = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 6, maxLength: 6 })

test('gives a vector of length 1 whatever comes, or none when nothing points anywhere', () => {
  fc.assert(
    fc.property(fc.array(wild, { maxLength: 5 }), (vectors) => {
      const vector = pooled(vectors)
      if (vectors.every((numbers) => numbers.every((value) => value === 0))) expect(vector).toBeNull()
      else expect(lengthOf(vector ?? [])).toBeCloseTo(1, 9)
    }),
  )
})

test('asks only for directions: lengths change nothing, nor does the order', () => {
  const direction = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 })
  const apart = (a: number[], b: number[]) =>
    lengthOf(a) > 0.01 && lengthOf(b) > 0.01 && dot(a, b) > -0.9 * lengthOf(a) * lengthOf(b)
  fc.assert(
    fc.property(direction, direction, fc.double({ min: 0.001, max: 1_000, noNaN: true }), (a, b, factor) => {
      fc.pre(apart(a, b))
      const mean = pooled([a, b]) ?? []
      const longer = pooled([b.map((value) => value * factor), a]) ?? []
      expect(dot(mean, longer)).toBeCloseTo(1, 6)
      // Of two it lies in the middle.
      expect(dot(mean, a) / lengthOf(a)).toBeCloseTo(dot(mean, b) / lengthOf(b), 6)
    }),
  )
})

test('lets the longer piece weigh more', () => {
  const [x = 0, y = 0] =
    pooled(
      [
        [1, 0],
        [0, 1],
      ],
      [3, 1],
    ) ?? []
  expect(x / y).toBeCloseTo(3, 9)
})

test('lets the heaviest speak where vectors cancel each other out', () => {
  expect(
    pooled([
      [1, 0],
      [-1, 0],
    ]),
  ).toEqual([1, 0])
  expect(
    pooled(
      [
        [0, -0.2, 0],
        [0, 0.2, 0],
        [0, 0, 0],
      ],
      [1, 1, 5],
    ),
  ).toEqual([0, -1, 0])
})

test('takes no number that is none', () => {
  expect(
    pooled([
      [Number.NaN, 1],
      [0, 1],
    ]),
  ).toEqual([0, 1])
  expect(pooled([[Number.POSITIVE_INFINITY, 1]])).toBeNull()
  expect(pooled([])).toBeNull()
})

test('is written with all the digits that single precision has', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }), (vector) => {
      const read = JSON.parse(toVectorText(vector)) as number[]
      expect(read.map(Math.fround)).toEqual(vector.map((value) => (value === 0 ? 0 : value)))
    }),
  )
})

import { assert, jsonValue, property } from 'fast-check'
import { expect, test } from 'vitest'
import { nestingOf } from './nesting'

test('brackets in strings do not count', () => {
  expect(nestingOf('{"a": "[[[\\"{", "b": [1]}')).toBe(2)
})

test('whatever the JSON, the depth is that of the value', () => {
  assert(
    property(jsonValue(), (value) => {
      expect(nestingOf(JSON.stringify(value))).toBe(depthOf(value))
    }),
  )
})

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(depthOf))
}

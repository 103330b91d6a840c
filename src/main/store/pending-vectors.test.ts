import { expect, test } from 'vitest'
import { PendingVectors } from './pending-vectors'

test('gives what waits once, and nothing of others', () => {
  const pending = new PendingVectors()
  pending.put('a', [1], 'model')
  pending.put('b', [2], 'model')
  pending.put('a', [3], 'newer')
  expect(pending.take(['a', 'unknown'])).toEqual(new Map([['a', { vector: [3], model: 'newer' }]]))
  expect(pending.take(['a'])).toEqual(new Map())
  expect(pending.size).toBe(1)
})

test('keeps nothing longer than a minute', () => {
  let now = 0
  const pending = new PendingVectors({ now: () => now })
  pending.put('a', [1], 'model')
  now = 59_999
  pending.put('b', [2], 'model')
  expect(pending.size).toBe(2)
  now = 60_000
  expect(pending.size).toBe(1)
  expect([...pending.take(['a', 'b']).keys()]).toEqual(['b'])
})

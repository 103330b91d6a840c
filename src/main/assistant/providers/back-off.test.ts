import { expect, test } from 'vitest'
import { KithError } from '../../../shared/errors'
import { backOff } from './back-off'

const limited = (retryAfterSeconds: number | null, more = {}) =>
  new KithError('PROVIDER_RATE_LIMITED', { provider: 'P', status: 429, retryAfterSeconds, ...more })
const failed = (status: number, more = {}) => new KithError('PROVIDER_FAILED', { provider: 'P', status, ...more })

test('a provider is waited for as long as it says, and else twice as long each time', () => {
  expect(backOff(limited(7), 0)).toBe(7)
  expect([0, 1, 2, 3].map((waits) => backOff(limited(null), waits))).toEqual([2, 4, 8, 16])
  expect(backOff(failed(503), 1)).toBe(4)
  expect(backOff(failed(529, { retryAfterSeconds: 3 }), 1)).toBe(3)
})

test('not for ever, not for long, and not where waiting does not help', () => {
  expect(backOff(limited(null), 4)).toBeNull()
  expect(backOff(limited(31), 0)).toBeNull()
  expect(backOff(limited(1, { noCredit: true }), 0)).toBeNull()
  expect(backOff(failed(500), 0)).toBeNull()
  expect(backOff(new KithError('PROVIDER_KEY_REJECTED', { provider: 'P' }), 0)).toBeNull()
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CLAIM_LASTS, RunClaims } from './run-claims'
import type { StoredRun } from './run-snapshots'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function runOf(storedStatus: string, age = 0): StoredRun {
  const [status] = storedStatus.split(' ')
  const updatedAt = new Date(Date.now() - age)
  return { snapshot: { status }, storedStatus, updatedAt } as StoredRun
}

test('what waits can be taken, and what was claimed here; what somebody else has claimed, when it was not renewed', () => {
  const claims = new RunClaims()
  expect(claims.canTake(runOf('suspended'))).toBe(true)
  expect(claims.canTake(runOf(claims.own))).toBe(true)
  const others = new RunClaims().own
  expect(others).not.toBe(claims.own)
  expect(claims.canTake(runOf(others, CLAIM_LASTS))).toBe(false)
  expect(claims.canTake(runOf(others, CLAIM_LASTS + 1))).toBe(true)
  expect(claims.canTake(runOf('success', CLAIM_LASTS + 1))).toBe(false)
})

test('a claim is renewed until it is dropped, also after a renewal that failed', async () => {
  const claims = new RunClaims()
  const renew = vi.fn<() => Promise<boolean>>().mockRejectedValueOnce(new Error('offline')).mockResolvedValue(true)
  claims.hold('run', renew)
  await vi.advanceTimersByTimeAsync(CLAIM_LASTS)
  expect(renew).toHaveBeenCalledTimes(10)
  claims.drop('run')
  await vi.advanceTimersByTimeAsync(CLAIM_LASTS)
  expect(renew).toHaveBeenCalledTimes(10)
})

test('a claim that is somebody else’s by now is renewed no more', async () => {
  const claims = new RunClaims()
  const renew = vi.fn(async () => false)
  claims.hold('run', renew)
  await vi.advanceTimersByTimeAsync(CLAIM_LASTS)
  expect(renew).toHaveBeenCalledTimes(1)
})

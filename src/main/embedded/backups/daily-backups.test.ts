import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isDue, startDailyBackups } from './daily-backups'
import type { Backup, Backups } from '.'

const HOUR = 3_600_000
const now = Date.parse('2026-11-26T12:00:00Z')

beforeEach(() => {
  vi.useFakeTimers({ now })
})
afterEach(() => {
  vi.useRealTimers()
})

const made = (hoursAgo: number, reason: Backup['reason'] = 'daily') =>
  ({ madeAt: new Date(now - hoursAgo * HOUR).toISOString(), reason }) as Backup

test.each([
  ['there is none', [], true],
  ['the newest is of yesterday', [made(25), made(49)], true],
  ['there is one of today', [made(23), made(49)], false],
  ['one of today was made for another reason', [made(1, 'asked'), made(1, 'before-migration')], true],
  ['one says it is of tomorrow', [made(-24), made(25)], true],
  ['one says it is of tomorrow, and there is one of today', [made(-24), made(2)], false],
])('when %s', (_what, backups, expected) => {
  expect(isDue(backups, now)).toBe(expected)
})

test('waits until nobody has asked for anything for a minute, and a while after one that failed', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  let idle = 0
  const backups: Pick<Backups, 'list' | 'isHeld'> = { list: async () => [], isHeld: async () => false }
  const take = vi.fn(() => Promise.reject(new Error('the disk is full')))
  const tell = vi.fn()
  const stop = startDailyBackups(backups, () => idle, take, tell)
  await vi.advanceTimersByTimeAsync(5 * 60_000)
  expect(take).not.toHaveBeenCalled()
  idle = 61_000
  await vi.advanceTimersByTimeAsync(30 * 60_000)
  expect(take).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(60 * 60_000)
  expect(take).toHaveBeenCalledTimes(2)
  expect(tell.mock.calls).toEqual([['the disk is full'], ['the disk is full']])
  stop()
  await vi.advanceTimersByTimeAsync(24 * 60 * 60_000)
  expect(take).toHaveBeenCalledTimes(2)
})

test('makes none while nothing was written since a good one, and one within the hour after something was', async () => {
  let isHeld = true
  const take = vi.fn(() => Promise.resolve())
  const backups = { list: async () => [made(40)], isHeld: async () => isHeld }
  const stop = startDailyBackups(backups, () => 61_000, take)
  await vi.advanceTimersByTimeAsync(3 * 24 * HOUR)
  expect(take).not.toHaveBeenCalled()
  isHeld = false
  await vi.advanceTimersByTimeAsync(HOUR)
  expect(take).toHaveBeenCalled()
  stop()
})

// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import { pageFailure } from '../../shared/contract/diagnostics'
import type { PageFailure } from '../../shared/contract/diagnostics'
import { followFailures, tellFailure } from './page-failures'

const told = vi.hoisted(() => vi.fn<(failure: PageFailure) => Promise<void>>(async () => {}))
vi.mock('../wire/rpc', () => ({ rpc: { diagnostics: { pageFailed: told } } }))

beforeEach(() => {
  told.mockClear()
  // A minute after the last test.
  const now = performance.now()
  vi.spyOn(performance, 'now').mockReturnValue(now + 61_000)
})

test('the same error is told once, and of many only some in a minute', () => {
  const error = new Error('x')
  tellFailure('window', error)
  tellFailure('all', error)
  expect(told).toHaveBeenCalledOnce()
  for (let time = 0; time < 50; time++) tellFailure('window', new Error('x'))
  expect(told).toHaveBeenCalledTimes(10)
})

test('whatever is thrown is something main takes', () => {
  const deep = new Error('a', { cause: new Error('b', { cause: new Error('c', { cause: new Error('d') }) }) })
  const large = Object.assign(new Error('x'.repeat(9_000)), { stack: 'at x\n'.repeat(9_000), code: 'y'.repeat(900) })
  const several = new AggregateError([deep, large, 'text', 5], 'many')
  for (const thrown of [deep, large, several, 'text', null, 5, { name: 5 }]) tellFailure('other', thrown)
  expect(told).toHaveBeenCalledTimes(7)
  for (const [failure] of told.mock.calls) expect(pageFailure.safeParse(failure)).toMatchObject({ success: true })
})

test('errors of the window and promises nobody holds are heard, notices of the browser are not', () => {
  followFailures()
  window.dispatchEvent(new ErrorEvent('error', { error: new TypeError('x') }))
  window.dispatchEvent(
    new ErrorEvent('error', { message: 'ResizeObserver loop completed with undelivered notifications.' }),
  )
  window.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason: new RangeError('y') }))
  expect(told.mock.calls.map(([{ where, error }]) => [where, error.name])).toEqual([
    ['window', 'TypeError'],
    ['promise', 'RangeError'],
  ])
})

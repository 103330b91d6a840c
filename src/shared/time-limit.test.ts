import { expect, test } from 'vitest'
import { timeLimit } from './time-limit'

test('a time limit ends with the reason a timeout has', async () => {
  const signal = timeLimit(5)
  expect(signal.aborted).toBe(false)
  await new Promise((resolve) => signal.addEventListener('abort', resolve))
  expect((signal.reason as DOMException).name).toBe('TimeoutError')
})

test('what is made of a time limit ends with it, and so does what is made of that', async () => {
  const inner = AbortSignal.any([timeLimit(5), new AbortController().signal])
  const outer = AbortSignal.any([inner, new AbortController().signal])
  await new Promise((resolve) => outer.addEventListener('abort', resolve))
  expect(inner.aborted).toBe(true)
})

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import type { Call } from '../database/call'
import { callsInTime } from './calls-in-time'

test('nothing is kept of calls that were answered in time, under a signal that lives on', async () => {
  const closing = new AbortController()
  const made: WeakRef<AbortSignal>[] = []
  const call = (async (_name: string, _args: object, { signal }: { signal: AbortSignal }) => {
    made.push(new WeakRef(signal))
    // As on the way to a project: main/profiles/circuit.ts.
    AbortSignal.any([signal, closing.signal])
    return []
  }) as unknown as Call
  const inTime = callsInTime(call)
  for (let index = 0; index < 200; index += 1) {
    await inTime('ai_whoami', {}, { signal: AbortSignal.any([closing.signal, new AbortController().signal]) })
  }
  await new Promise((resolve) => setTimeout(resolve, 10))
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  await new Promise((resolve) => setTimeout(resolve, 10))
  // The engine may still hold the last ones.
  expect(made.filter((one) => one.deref() !== undefined).length).toBeLessThan(10)
})

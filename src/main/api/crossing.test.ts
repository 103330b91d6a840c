// Two accounts and two keys at once, at random: nobody ever sees a row of somebody else's. `npm run bench -- api` makes ten
// times as many calls.
import { expect, it } from 'vitest'
import { onApi } from './testing/api-under-test'
import { callers, callAtRandom } from './testing/crossing'

const kith = onApi()

it('crosses nobody’s rows over in 1,000 calls at random', async () => {
  const all = await callers(kith)
  const { calls, seen, crossed } = await callAtRandom(kith, all, { calls: 1_000, atOnce: 16, seed: 42 })
  expect(calls).toBe(1_000)
  expect(crossed).toEqual([])
  // Each of them did see its own.
  for (const { name } of all) expect(seen.get(name)).toBeGreaterThan(10)
}, 240_000)

import { expect, it } from 'vitest'
import { few } from './few'

it('lets so many pass in a minute, so many in all, and says how many were kept back', () => {
  let time = 0
  const next = few({ aMinute: 2, inAll: 4, now: () => time })
  expect([next(), next(), next(), next()]).toEqual([{ keptBack: 0 }, { keptBack: 0 }, null, null])
  time = 61_000
  expect([next(), next(), next()]).toEqual([{ keptBack: 2 }, { keptBack: 0 }, null])
  time = 200_000
  expect(next()).toBeNull()
})

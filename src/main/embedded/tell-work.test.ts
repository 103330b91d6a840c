import { expect, test } from 'vitest'
import type { Work } from './protocol'
import { tellWork } from './tell-work'

test('what still goes on is told when something else has ended, so that its time is not taken for silence', async () => {
  const told: (Work | null)[] = []
  const during = tellWork((work) => told.push(work))
  const tables = Promise.withResolvers<void>()
  const tidying = during('tidying', () => tables.promise)
  await expect(during('backing-up', () => Promise.reject(new Error('no room')))).rejects.toThrow('no room')
  expect(told).toEqual(['tidying', 'backing-up', 'tidying'])
  tables.resolve()
  await tidying
  expect(told.at(-1)).toBeNull()
})

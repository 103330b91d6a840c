import type { PGlite } from '@electric-sql/pglite'
import { expect, test } from 'vitest'
import { canMount, mountSmallDisk } from './testing/small-disk'
import { whyBroken } from './engine-health'

const engine = (query: () => Promise<unknown>) => ({ query }) as unknown as PGlite
const answering = engine(async () => ({ rows: [{ one: 1 }] }))
const answer = (code: string) => Response.json({ code, message: '' }, { status: 500 })

test('an engine that still counts to one can be relied on', async () => {
  expect(await whyBroken(answering, '/data', answer('XX000'))).toBeNull()
  expect(await whyBroken(answering, '/data', new Response('no JSON', { status: 500 }))).toBeNull()
})

test.each([
  ['throws', engine(() => Promise.reject(new Error('memory access out of bounds')))],
  ['answers nothing', engine(async () => ({ rows: [] }))],
])('one that %s cannot', async (_what, db) => {
  expect(await whyBroken(db, '/data', answer('XX000'))).toMatchObject({ code: 'DATABASE_FAILED' })
})

test('one that has met the end of the disk cannot either', async () => {
  expect(await whyBroken(answering, '/data', answer('53100'))).toMatchObject({
    code: 'DISK_FULL',
    data: { folder: '/data' },
  })
})

test.skipIf(!canMount)('one that stopped where there is no room left was stopped by that', async () => {
  const disk = mountSmallDisk(1)
  if (!disk) return
  const stopped = engine(() => Promise.reject(new Error('memory access out of bounds')))
  expect(await whyBroken(stopped, disk.folder, answer('XX000'))).toMatchObject({ code: 'DISK_FULL' })
  disk.remove()
})

import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sharedBuffersFor } from './shared-buffers'
import { startPglite } from './start-pglite'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-buffers-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a database that is new, in memory or small gets little', async () => {
  expect(await sharedBuffersFor(join(folder, 'not there yet'))).toBe('16MB')
  expect(await sharedBuffersFor('memory://')).toBe('16MB')
  table('1', '16384', 100)
  expect(await sharedBuffersFor(folder)).toBe('16MB')
})

test('one that has grown gets more, however it is spread over files', async () => {
  for (const part of ['16384', '16384.1', '16400']) table('5', part, 90)
  expect(await sharedBuffersFor(folder)).toBe('64MB')
})

test('the server runs with it', async () => {
  const db = await startPglite('memory://')
  expect((await db.query<{ shared_buffers: string }>('show shared_buffers')).rows[0]?.shared_buffers).toBe('16MB')
  await db.close()
}, 60_000)

function table(database: string, name: string, megabytes: number) {
  const path = join(folder, 'base', database, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, '')
  // Takes no room on the disk.
  truncateSync(path, megabytes * 1024 ** 2)
}

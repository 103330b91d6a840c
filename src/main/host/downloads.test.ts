import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDownloads } from './downloads'
import type { Downloads } from './downloads'

let parent: string
let folder: string
let downloads: Downloads
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'kith-downloads-'))
  folder = join(parent, 'downloads')
  downloads = createDownloads(folder)
})
afterEach(() => rmSync(parent, { recursive: true }))

const fileOf = (name: string, ...words: string[]) => ({
  name,
  async *pieces() {
    yield* words
  },
})
const broken = {
  name: 'Long.kith',
  async *pieces() {
    yield 'half'
    throw new Error('It is too long.')
  },
}
const asking = (site?: string, method = 'GET') => ({ method, headers: { ...(site && { 'sec-fetch-site': site }) } })

async function offered(...files: Parameters<Downloads['offer']>[0]): Promise<string[]> {
  const saved = await downloads.offer(files)
  return saved.how === 'download' ? saved.files.map(({ address }) => address) : []
}

test('a file is there for the page it was saved from, once', async () => {
  const addresses = await offered(fileOf('Tide.md', 'high'), fileOf('Ebb.md', 'low'))
  expect(new Set(addresses).size).toBe(2)
  const [address = ''] = addresses
  // Led there by another page, or only asked whether it is there.
  expect(downloads.take(asking('cross-site'), address)).toBeNull()
  expect(downloads.take(asking('same-site'), address)).toBeNull()
  expect(downloads.take(asking('same-origin', 'HEAD'), address)).toBeNull()
  expect(downloads.take(asking('same-origin'), `${address}x`)).toBeNull()
  expect(downloads.take(asking('same-origin'), address)).not.toBeNull()
  expect(downloads.take(asking('same-origin'), address)).toBeNull()
})

test('what breaks off while it is written is told, and nothing is offered or left of it or of those before it', async () => {
  await expect(offered(fileOf('Tide.md', 'high'), broken)).rejects.toThrow('It is too long.')
  expect(readdirSync(folder)).toEqual([])
})

test('where nothing can be written, that is why it was not saved', async () => {
  await offered(fileOf('Tide.md', 'high'))
  rmSync(folder, { recursive: true })
  writeFileSync(folder, 'no folder any more')
  await expect(offered(fileOf('Tide.md', 'high'))).rejects.toMatchObject({ code: 'THREAD_NOT_SAVED' })
})

test('nothing stays: what an earlier Kith left goes with the first file, and what nobody fetched with this one', async () => {
  await offered(fileOf('Tide.md', 'high'))
  const next = createDownloads(folder)
  await next.offer([fileOf('Ebb.md', 'low')])
  expect(readdirSync(folder)).toHaveLength(1)
  await next.close()
  expect(existsSync(folder)).toBe(false)
})

// Files that are open, each read in a thread of its own.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildEntry } from '../../embedded/testing/build-entry'
import { createOpenedFiles } from './opened-files'
import type { OpenedFiles } from './opened-files'
import type { FileToBringIn } from './bring-in'

let entry: string
let folder: string
let files: OpenedFiles

beforeAll(async () => {
  entry = await buildEntry(join(import.meta.dirname, 'reading-thread.ts'))
  folder = mkdtempSync(join(tmpdir(), 'kith-opened-'))
  files = createOpenedFiles(entry)
}, 60_000)
afterAll(() => {
  rmSync(dirname(entry), { recursive: true })
  rmSync(folder, { recursive: true })
})

const createdAt = '2026-01-01T00:00:00.000Z'

function textOf(count: number, words: string, more: object = {}): string {
  const messages = Array.from({ length: count }, (_, at) => ({
    id: `m${at}`,
    follows: at === 0 ? null : `m${at - 1}`,
    shown: true,
    role: 'user',
    status: 'complete',
    createdAt,
    content: { format: 2, parts: [{ type: 'text', text: words }] },
  }))
  const thread = { title: 'Tide', persona: null, createdAt }
  return JSON.stringify({
    format: 'kith.thread',
    version: 1,
    savedAt: createdAt,
    kith: '0.1.0',
    thread,
    messages,
    ...more,
  })
}

/** As a page sends it. */
function sent(text: string): string {
  const fileId = crypto.randomUUID()
  const bytes = new TextEncoder().encode(text)
  files.begin({ fileId, name: 'Tide.kith', size: bytes.length })
  for (let offset = 0; offset < bytes.length; offset += 200_000) {
    files.part({ fileId, offset, bytes: bytes.slice(offset, offset + 200_000) })
  }
  return fileId
}

async function all({ thread, messages, files: attachments }: FileToBringIn) {
  const found = { thread, messages: [] as string[], files: [] as (string | null)[] }
  for await (const { id } of messages) found.messages.push(id)
  for await (const { bytes } of attachments) found.files.push(bytes)
  return found
}

test('all of a file comes out of its thread, in order, however often and by how many at once', async () => {
  const one = { name: 'a.png', mediaType: 'image/png', size: 3 }
  const attachments = [
    { ...one, id: '00000000-0000-4000-8000-000000000001', bytes: 'YWJj' },
    { ...one, id: '00000000-0000-4000-8000-000000000002', bytes: null },
  ]
  const fileId = sent(textOf(5_000, 'Tide '.repeat(300), { files: attachments }))
  const { looked, bringIn } = await files.read(fileId)
  expect(looked).toMatchObject({ title: 'Tide', messages: 5_000, attachments: 2, missingAttachments: 1 })
  for (const found of await Promise.all([bringIn(all), bringIn(all)])) {
    expect(found.thread.title).toBe('Tide')
    expect(found.messages).toEqual(Array.from({ length: 5_000 }, (_, at) => `m${at}`))
    expect(found.files).toEqual(['YWJj', null])
  }
  files.drop(fileId)
})

test('what is being brought in is brought in to its end, and from then on there is nothing', async () => {
  const fileId = sent(textOf(3_000, 'Tide '.repeat(300)))
  const { bringIn } = await files.read(fileId)
  const brought = bringIn(async (file) => {
    files.drop(fileId)
    return all(file)
  })
  expect((await brought).messages).toHaveLength(3_000)
  await expect(bringIn(all)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(files.read(fileId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('one that is dropped while it is read is not read to its end', async () => {
  const fileId = sent(textOf(1, 'Tide'))
  const reading = files.read(fileId)
  files.drop(fileId)
  await expect(reading).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('main goes on while a large one is read', async () => {
  let turns = 0
  const turning = setInterval(() => turns++, 1)
  const numbers = Array.from({ length: 4_000_000 }, () => 1)
  const fileId = sent(textOf(1, 'Tide', { files: [], more: numbers }))
  turns = 0
  await files.read(fileId)
  clearInterval(turning)
  expect(turns).toBeGreaterThan(20)
  files.drop(fileId)
})

test('one that is refused stays so; one of this computer is read again, as it may be another by now', async () => {
  const refused = { code: 'THREAD_FILE_REFUSED', data: { name: 'Tide.kith', why: 'not-kith' } }
  const fileId = sent('Dear Kith')
  await expect(files.read(fileId)).rejects.toMatchObject(refused)
  await expect(files.read(fileId)).rejects.toMatchObject(refused)

  const path = join(folder, 'Tide.kith')
  const handed = files.ofPath(path)
  await expect(files.read(handed.fileId)).rejects.toMatchObject({ data: { why: 'unreadable' } })
  writeFileSync(path, 'Dear Kith')
  await expect(files.read(handed.fileId)).rejects.toMatchObject(refused)
  writeFileSync(path, textOf(2, 'Tide'))
  expect((await files.read(handed.fileId)).looked.messages).toBe(2)
})

test('a part that did not arrive may still do so', async () => {
  const bytes = new TextEncoder().encode(textOf(1, 'Tide'))
  const fileId = crypto.randomUUID()
  files.begin({ fileId, name: 'Tide.kith', size: bytes.length })
  files.part({ fileId, offset: 0, bytes: bytes.slice(0, 10) })
  await expect(files.read(fileId)).rejects.toMatchObject({ code: 'INVALID' })
  files.part({ fileId, offset: 10, bytes: bytes.slice(10) })
  expect((await files.read(fileId)).looked.messages).toBe(1)
})

// What has no room in a file is said by name, in the file and to whoever saves it.
import { describe, expect, test } from 'vitest'
import { partOfAttachment } from '../../../shared/domain/attachment'
import { THREAD_FILE_LIMIT } from '../../../shared/domain/limits'
import { threadFile } from '../../../shared/domain/thread-file'
import type { Call } from '../../database/call'
import { htmlOf } from './html'
import { kithOf } from './kith'
import type { SavedThread } from './saved-thread'
import { writeHere } from './testing/write-here'
import { english, wordsFor } from './words'

const large = new Uint8Array(9_500_000)
const small = new Uint8Array(1_000)
const idOf = (at: number) => `10000000-0000-4000-8000-${String(at).padStart(12, '0')}`

/** A thread of one message that shows these files; null: Kith does not have them any more. */
function threadWith(files: (Uint8Array | null)[], language: 'en' | 'de' = 'en') {
  const parts = files.map((bytes, at) =>
    partOfAttachment({ fileId: idOf(at), name: `${at + 1} ü.png`, mediaType: 'image/png', size: bytes?.length ?? 9 }),
  )
  const content = { format: 2, parts }
  const createdAt = '2026-01-01T00:00:00.000Z'
  const saved = {
    thread: { id: 't', title: 'Sea', personaName: null, createdAt, lastMessageAt: createdAt, remembers: true },
    savedAt: createdAt,
    language,
    words: wordsFor(language),
    time: (moment: string) => moment,
    messages: async function* () {
      yield { id: 'a', role: 'user', status: 'complete', createdAt, content }
    },
    usedIn: async () => [],
    file: async (fileId: string) => {
      const bytes = files[Number(fileId.slice(-12))]
      return bytes ? { mediaType: 'image/png', bytes } : null
    },
    leftOut: { noRoom: [], gone: [] },
  }
  Object.assign(saved.thread, { metadata: {}, models: [] })
  const row = {
    message_id: 'a',
    seq: 1,
    role: 'user',
    status: 'complete',
    selected: true,
    created_at: createdAt,
    content,
  }
  const call = (async () => [row]) as unknown as Call
  return { saved: saved as unknown as SavedThread, call }
}

async function whole(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

test('a Kith file takes what 96 MB hold, names the rest, and says what is missing and why', async () => {
  const { saved, call } = threadWith([...Array.from({ length: 8 }, () => large), null, small])
  const text = await whole(kithOf(call, saved, '0.1.0'))
  expect(saved.leftOut).toEqual({ noRoom: ['8 ü.png'], gone: ['9 ü.png'] })
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(THREAD_FILE_LIMIT)
  const { files } = threadFile.parse(JSON.parse(text))
  expect(files.map(({ name, bytes }) => [name, bytes === null])).toEqual(
    Array.from({ length: 10 }, (_, at) => [`${at + 1} ü.png`, at === 7 || at === 8]),
  )
})

test('names alone do not make a file larger than one that can be opened', async () => {
  const almost = new Uint8Array(((96 * 1024 * 1024 - 9_000) / 4) * 3 - 7 * large.length)
  const { saved, call } = threadWith([
    ...Array.from({ length: 7 }, () => large),
    almost,
    ...Array.from({ length: 200 }, () => large),
  ])
  const text = await whole(kithOf(call, saved, '0.1.0'))
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(THREAD_FILE_LIMIT)
  expect(threadFile.parse(JSON.parse(text)).files).toHaveLength(208)
})

describe('a page, on a screen or on paper', () => {
  test.each(['en', 'de'] as const)('says of each picture that is not in it that it is not (%s)', async (language) => {
    const { saved } = threadWith([...Array.from({ length: 6 }, () => large), null, small], language)
    const text = await whole(htmlOf(saved, writeHere))
    expect(saved.leftOut).toEqual({ noRoom: ['6 ü.png'], gone: ['7 ü.png'] })
    expect(text.match(/<img /g)).toHaveLength(6)
    const { leftOut } = wordsFor(language)
    expect(text).toContain(`<bdi>6 ü.png</bdi> (${leftOut.noRoom})`)
    expect(text).toContain(`<bdi>7 ü.png</bdi> (${leftOut.gone})`)
    expect(language === 'en' || leftOut.noRoom !== english.leftOut.noRoom).toBe(true)
  })
})

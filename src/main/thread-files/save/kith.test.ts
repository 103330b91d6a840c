// What is larger than a `.kith` file may be is said, whatever was written of it by then.
import { expect, test } from 'vitest'
import type { Call } from '../../database/call'
import { kithOf } from './kith'
import type { SavedThread } from './saved-thread'

const saved = {
  thread: {
    id: 't',
    title: 'Sea',
    personaName: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    remembers: true,
    metadata: {},
  },
  savedAt: '2026-01-01T00:00:00.000Z',
} as unknown as SavedThread

/** A database with a thread of so many messages. */
function threadOf(count: number, text: string): Call {
  const row = (seq: number) => ({
    message_id: String(seq),
    parent_message_id: seq === 1 ? null : String(seq - 1),
    seq,
    role: 'user',
    status: 'complete',
    selected: true,
    created_at: '2026-01-01T00:00:00.000Z',
    content: { format: 2, parts: [{ type: 'text', text }] },
    metadata: {},
  })
  const list = async (_: string, { after_seq: after, max_rows: most }: { after_seq: number; max_rows: number }) =>
    Array.from({ length: Math.min(most, count - after) }, (_, at) => row(after + at + 1))
  return list as unknown as Call
}

async function lengthOf(call: Call): Promise<number> {
  let length = 0
  for await (const piece of kithOf(call, saved, '0.1.0')) length += piece.length
  return length
}

test('a thread of more than 20,000 messages', async () => {
  expect(await lengthOf(threadOf(20_000, 'Wave'))).toBeGreaterThan(20_000 * 100)
  await expect(lengthOf(threadOf(20_001, 'Wave'))).rejects.toMatchObject({
    code: 'THREAD_NOT_SAVED',
    data: { reason: 'It has more than 20,000 messages.' },
  })
})

test('a thread of more than 96 MB', async () => {
  const megabyte = 'Wave'.repeat(250_000)
  expect(await lengthOf(threadOf(100, megabyte))).toBeGreaterThan(100_000_000)
  await expect(lengthOf(threadOf(101, megabyte))).rejects.toMatchObject({
    code: 'THREAD_NOT_SAVED',
    data: { reason: 'A Kith file can have 96 MB.' },
  })
})

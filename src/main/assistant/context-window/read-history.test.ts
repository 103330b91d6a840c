import { expect, test } from 'vitest'
import type { Call } from '../../database/call'
import { PAGE, readHistory } from './read-history'

/** A thread of so many messages of ten words each. */
function threadOf(count: number) {
  const asked: unknown[] = []
  const call = (async (_name: string, { max_rows, before_seq }: { max_rows: number; before_seq: number }) => {
    asked.push(before_seq)
    const last = Math.min(count, before_seq - 1)
    const first = Math.max(1, last - max_rows + 1)
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => ({
      message_id: `m${first + index}`,
      thread_id: 't',
      seq: first + index,
      role: 'user',
      status: 'complete',
      created_at: '2026-01-01T00:00:00Z',
      content: { format: 2, parts: [{ type: 'text', text: 'ten words '.repeat(5) }] },
      sibling_ids: null,
    }))
  }) as unknown as Call
  const read = async (room: number) => {
    const newest = await call('ai_list_path', { thread_id: 't', max_rows: PAGE, before_seq: count + 1 })
    return readHistory(call, { threadId: 't', newest, room })
  }
  return { read, asked }
}

const seqs = ({ messages }: Awaited<ReturnType<typeof readHistory>>) => messages.map(({ seq }) => seq)

test('a short thread is read whole, at once', async () => {
  const { read, asked } = threadOf(40)
  const history = await read(100_000)
  expect(seqs(history)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
  expect(history.hasEarlier).toBe(false)
  expect(asked).toEqual([41])
})

test('a long one page by page from its end, in order, until the room is used up', async () => {
  const { read, asked } = threadOf(1_000)
  const history = await read(3_000)
  expect(seqs(history)).toEqual(
    Array.from({ length: history.messages.length }, (_, index) => 1_001 - history.messages.length + index),
  )
  expect(asked.length).toBeGreaterThan(1)
  expect(asked.length).toBeLessThan(10)
  expect(history.hasEarlier).toBe(true)
})

test('one that ends exactly with a page is not called longer than it is', async () => {
  const { read } = threadOf(100)
  expect((await read(100_000)).hasEarlier).toBe(false)
})

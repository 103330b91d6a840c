import { describe, expect, test } from 'vitest'
import type { Call } from '../database/call'
import { readMessagePage } from './message-page'

const threadId = '00000000-0000-4000-8000-000000000000'
const idAt = (seq: number) => `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`

/** A path of messages 1 to `count`, paged as `ai_list_path` pages. */
function pathOf(count: number): Call {
  const call = async (_name: string, args: Record<string, unknown>) => {
    const { max_rows, before_seq, after_seq, around_id } = args as Record<string, number> & { around_id?: string }
    const path = Array.from({ length: count }, (_, index) => index + 1)
    const size = max_rows ?? 0
    if (after_seq !== undefined)
      return path
        .filter((seq) => seq > after_seq)
        .slice(0, size)
        .map(rowAt)
    if (around_id === undefined)
      return path
        .filter((seq) => seq < (before_seq ?? Infinity))
        .slice(-size)
        .map(rowAt)
    const middle = path.findIndex((seq) => idAt(seq) === around_id)
    const later = path.slice(middle + 1, middle + 1 + Math.floor(size / 2))
    return [...path.slice(0, middle + 1).slice(later.length - size), ...later].map(rowAt)
  }
  return call as Call
}

function rowAt(seq: number) {
  const message = { message_id: idAt(seq), thread_id: threadId, seq, role: 'user', content: null, status: 'complete' }
  return { ...message, created_at: '2026-11-27T09:00:00Z', selected: true, depth: seq - 1, sibling_ids: [idAt(seq)] }
}

async function read(count: number, asked: { before?: number; after?: number; around?: string; limit: number }) {
  const { messages, hasEarlier, hasLater } = await readMessagePage(pathOf(count), { threadId, ...asked })
  return { seqs: messages.map(({ seq }) => seq), hasEarlier, hasLater }
}

describe('a page of a conversation', () => {
  test('is its end when no place is named', async () => {
    expect(await read(10, { limit: 3 })).toEqual({ seqs: [8, 9, 10], hasEarlier: true, hasLater: false })
    expect(await read(3, { limit: 3 })).toEqual({ seqs: [1, 2, 3], hasEarlier: false, hasLater: false })
  })

  test('ends before a place, or begins after one', async () => {
    expect(await read(10, { before: 8, limit: 3 })).toEqual({ seqs: [5, 6, 7], hasEarlier: true, hasLater: true })
    expect(await read(10, { before: 3, limit: 3 })).toEqual({ seqs: [1, 2], hasEarlier: false, hasLater: true })
    expect(await read(10, { after: 4, limit: 3 })).toEqual({ seqs: [5, 6, 7], hasEarlier: true, hasLater: true })
    expect(await read(10, { after: 7, limit: 3 })).toEqual({ seqs: [8, 9, 10], hasEarlier: true, hasLater: false })
  })

  test.each([1, 2, 3, 5, 8, 9, 10])('has message %i in it and says what lies on both sides', async (seq) => {
    for (const limit of [1, 2, 3, 4, 5, 20]) {
      const { seqs, hasEarlier, hasLater } = await read(10, { around: idAt(seq), limit })
      expect(seqs).toContain(seq)
      expect(hasEarlier).toBe((seqs[0] ?? 0) > 1)
      expect(hasLater).toBe((seqs.at(-1) ?? 0) < 10)
    }
  })
})

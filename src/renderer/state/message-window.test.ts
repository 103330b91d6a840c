import { describe, expect, it } from 'vitest'
import type { Message } from '../../shared/contract/chat'
import { atEnd, atPage, readAnew, shownPage, withEarlier, withLater, withMessage, withoutTail } from './message-window'
import type { HeldThread } from './message-window'

function message(seq: number): Message {
  return {
    id: `m${seq}`,
    threadId: 'thread',
    seq,
    role: 'user',
    content: { format: 2, parts: [] },
    status: 'complete',
    siblingIds: [`m${seq}`],
    createdAt: '2026-11-27T09:00:00.000Z',
  }
}

const page = (from: number, to: number, { hasEarlier = from > 1, hasLater = false } = {}) => ({
  messages: Array.from({ length: to - from + 1 }, (_, index) => message(from + index)),
  hasEarlier,
  hasLater,
})
const end: HeldThread = { end: page(91, 100), middle: null, jumps: 0 }
const inTheMiddle = atPage(end, page(41, 50, { hasLater: true }))
const shown = (held: HeldThread) => shownPage(held).messages.map(({ seq }) => seq)
const seqs = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

describe('what is held of a thread', () => {
  it('goes to another part, keeps the end, and goes back to it', () => {
    expect(shown(inTheMiddle)).toEqual(seqs(41, 50))
    expect(shown(atEnd(inTheMiddle))).toEqual(seqs(91, 100))
    expect(atEnd(inTheMiddle).jumps).toBe(2)
  })

  it('grows upward and downward', () => {
    const grown = withLater(withEarlier(inTheMiddle, page(31, 40), 41), page(51, 60, { hasLater: true }), 50)
    expect(shown(grown)).toEqual(seqs(31, 60))
    expect(grown.jumps).toBe(1)
  })

  it('is one again when the middle has reached the end, with nothing twice', () => {
    const met = withLater(inTheMiddle, page(51, 95, { hasLater: true }), 50)
    expect(met.middle).toBeNull()
    expect(shown(met)).toEqual(seqs(41, 100))
    expect(shownPage(met)).toMatchObject({ hasEarlier: true, hasLater: false })
  })

  it('does not take a page for a place that is not shown any more', () => {
    expect(withEarlier(inTheMiddle, page(81, 90), 91)).toBe(inTheMiddle)
    expect(withLater(end, page(51, 60), 50)).toBe(end)
  })

  it('puts what was said now at the end, and not where one reads', () => {
    const after = withMessage(inTheMiddle, message(101))
    expect(shown(after)).toEqual(seqs(41, 50))
    expect(shown(atEnd(after))).toEqual(seqs(91, 101))
  })

  it('ends before a message that was taken back, wherever that stands', () => {
    expect(shown(withoutTail(end, 'm95'))).toEqual(seqs(91, 94))
    const cut = withoutTail(inTheMiddle, 'm45')
    expect(cut.middle).toBeNull()
    expect(shown(cut)).toEqual(seqs(41, 44))
  })

  it('keeps what was read meanwhile when it is read again, and nothing that left the path', () => {
    const meanwhile = withEarlier(end, page(81, 90), 91)
    expect(shown(readAnew(meanwhile, end, { end: page(91, 102), middle: null }))).toEqual(seqs(81, 102))

    const whole: HeldThread = { end: page(1, 5), middle: null, jumps: 0 }
    expect(shown(readAnew(whole, whole, { end: page(6, 9, { hasEarlier: false }), middle: null }))).toEqual(seqs(6, 9))
  })
})

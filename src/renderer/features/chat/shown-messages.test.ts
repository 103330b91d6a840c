import { describe, expect, it } from 'vitest'
import type { Message } from '../../../shared/contract/chat'
import { shownMessages } from './shown-messages'

function messageAt(id: string, minute: number, role: Message['role'] = 'user'): Message {
  return {
    id,
    threadId: '00000000-0000-4000-8000-00000000000a',
    seq: minute,
    role,
    content: { format: 2, parts: [{ type: 'text', text: id }] },
    status: 'complete',
    siblingIds: [id],
    createdAt: new Date(Date.UTC(2026, 10, 23, 9, minute)).toISOString(),
  }
}

describe('the conversation', () => {
  it('ends with the answer that is being written', () => {
    const shown = shownMessages([messageAt('question', 1)], messageAt('answer', 2, 'assistant'))
    expect(shown.map(({ message, isLive }) => [message.id, isLive])).toEqual([
      ['question', false],
      ['answer', true],
    ])
  })

  it('shows an answer once when its half is already stored', () => {
    const half = messageAt('answer', 2, 'assistant')
    const shown = shownMessages([messageAt('question', 1), half], { ...half })
    expect(shown.map(({ message, isLive }) => [message.id, isLive])).toEqual([
      ['question', false],
      ['answer', true],
    ])
  })

  it('says the time first, and after a pause of more than ten minutes', () => {
    const shown = shownMessages([messageAt('a', 0), messageAt('b', 10), messageAt('c', 21)], null)
    expect(shown.map(({ showsTime }) => showsTime)).toEqual([true, false, true])
  })

  it('leaves out what nobody said', () => {
    const shown = shownMessages(
      [messageAt('system', 0, 'system'), messageAt('a', 1), messageAt('tool', 2, 'tool')],
      null,
    )
    expect(shown.map(({ message }) => message.id)).toEqual(['a'])
  })

  it('says where a day begins, by the calendar, and where it is known', () => {
    const at = (id: string, day: number, hour: number, place?: number) => ({
      ...messageAt(id, 0),
      createdAt: new Date(2026, 10, day, hour).toISOString(),
      ...(place !== undefined && { place }),
    })
    const days = (...messages: Message[]) => shownMessages(messages, null).map(({ beginsDay }) => beginsDay)
    expect(days(at('a', 22, 9, 1), at('b', 22, 23, 2), at('c', 23, 0, 3))).toEqual([true, false, true])
    expect(days(at('c', 23, 0, 3), at('d', 23, 1, 4))).toEqual([false, false])
  })

  it('counts on where a message has not been read from the path yet', () => {
    const shown = shownMessages([{ ...messageAt('a', 1), place: 7 }, messageAt('b', 2)], messageAt('c', 3, 'assistant'))
    expect(shown.map(({ place }) => place)).toEqual([7, 8, 9])
  })
})

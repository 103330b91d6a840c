import { expect, it } from 'vitest'
import type { Message } from '../../../shared/contract/chat'
import { wordCounter } from './word-counter'

function answer(id: string, seq: number, text: string, status: Message['status'] = 'complete'): Message {
  return {
    id,
    threadId: 'thread',
    seq,
    role: 'assistant',
    content: { format: 2, parts: [{ type: 'text', text }] },
    status,
    siblingIds: [id],
    createdAt: '2026-11-27T09:00:00.000Z',
  }
}

it('counts what comes, and not what was there', () => {
  const counter = wordCounter([answer('a', 1, 'one two three')])
  expect(counter.count([answer('a', 1, 'one two three')])).toBe(0)
  expect(counter.count([answer('a', 1, 'one two three'), answer('b', 2, 'four, five')])).toBe(2)
})

it('counts a growing answer on from where it stood, word by whole word', () => {
  const counter = wordCounter([answer('a', 1, 'one tw', 'streaming')])
  expect(counter.count([answer('a', 1, 'one two three fo', 'streaming')])).toBe(2)
  expect(counter.count([answer('a', 1, 'one two three four five')])).toBe(4)
})

it('does not count earlier messages that are read while one reads up', () => {
  const counter = wordCounter([answer('b', 5, 'here')])
  expect(counter.count([answer('a', 2, 'long ago'), answer('b', 5, 'here')])).toBe(0)
})

it('counts words of a language that has no spaces', () => {
  expect(wordCounter([]).count([answer('a', 1, '今日は良い天気です')])).toBeGreaterThan(2)
})

import type { MastraDBMessage } from '@mastra/core/agent'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Message } from '../../../shared/contract/chat'
import { toPromptMessages } from '../prompt-messages'
import { conversationInWindow } from './conversation-in-window'
import { tokensOfMessage } from './tokens-of-message'
import { roomIn, windowOf } from './window-of'

type Part = Message['content']['parts'][number]

const text = (words: number): Part => ({ type: 'text', text: 'wordy '.repeat(words) })
const toolUse = (words: number): Part => ({
  type: 'tool-invocation',
  toolInvocation: { state: 'result', toolCallId: 'c', toolName: 'look', args: {}, result: 'found '.repeat(words) },
})

function conversation(messages: { role: 'user' | 'assistant'; parts: Part[] }[]): MastraDBMessage[] {
  return toPromptMessages(
    messages.map(({ role, parts }, index) => ({
      id: `${index}`,
      threadId: 't',
      seq: index + 1,
      role,
      content: { format: 2, parts },
      status: 'complete',
      createdAt: '2026-01-01T00:00:00.000Z',
      siblingIds: [],
    })),
  )
}

const of = (messages: MastraDBMessage[], hasEarlier = false) => ({ messages, hasEarlier, model: 'm' })

describe('a conversation in its window', () => {
  test('goes whole where there is room', () => {
    const messages = conversation([{ role: 'user', parts: [text(5)] }])
    expect(conversationInWindow(of(messages), windowOf(4_000, {}), 0)).toEqual({ messages, dropped: null })
  })

  test('says how many had no room, and where it begins', () => {
    const messages = conversation(
      Array.from({ length: 41 }, (_, index) => ({ role: index % 2 ? 'assistant' : 'user', parts: [text(100)] })),
    )
    const { messages: kept, dropped } = conversationInWindow(of(messages, true), windowOf(4_000, {}), 500)
    expect(kept.length).toBeGreaterThan(1)
    expect(dropped).toEqual({ messages: messages.length - kept.length, isMore: true, fromMessageId: kept[0]?.id })
  })

  test('a question for which there is no room is refused before anything is sent', () => {
    const messages = conversation([{ role: 'user', parts: [text(5_000)] }])
    expect(() => conversationInWindow(of(messages), windowOf(4_000, {}), 100)).toThrow(
      expect.objectContaining({
        code: 'QUESTION_TOO_LARGE',
        data: expect.objectContaining({ model: 'm' }),
      }),
    )
  })

  test('where nobody knows how much there is room for, a large question goes alone', () => {
    const messages = conversation([
      { role: 'user', parts: [text(100)] },
      { role: 'assistant', parts: [text(100)] },
      { role: 'user', parts: [text(50_000)] },
    ])
    const { messages: kept, dropped } = conversationInWindow(of(messages), windowOf(null, {}), 100)
    expect(kept).toEqual(messages.slice(-1))
    expect(dropped).toMatchObject({ messages: 2 })
  })

  test('however long and whatever is in it: within the room, the question there, calls with their results', () => {
    const part = fc.oneof(fc.nat(200).map(text), fc.nat(200).map(toolUse))
    const message = fc.record({
      role: fc.constantFrom('user' as const, 'assistant' as const),
      parts: fc.array(part, { minLength: 1, maxLength: 4 }),
    })
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 30 }),
        fc.nat(60),
        fc.integer({ min: 1_000, max: 20_000 }),
        fc.nat(500),
        (before, words, size, besides) => {
          const messages = conversation([...before, { role: 'user', parts: [text(words + 1)] }])
          const window = windowOf(size, {})
          const { messages: kept } = conversationInWindow(of(messages), window, besides)
          const tokens = kept.reduce((sum, one) => sum + tokensOfMessage(one), 0)
          expect(tokens + besides).toBeLessThanOrEqual(roomIn(window))
          expect(kept.at(-1)).toEqual(messages.at(-1))
          expect(kept).toEqual(messages.slice(-kept.length))
          for (const { content } of kept) {
            for (const one of content.parts)
              if (one.type === 'tool-invocation') expect(one.toolInvocation).toHaveProperty('result')
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})
